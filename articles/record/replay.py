"""Replaying a chain: what the index of an article should contain, computed from its entries alone.

`manage.py verify_record` compares it with the stored rows; `manage.py rebuild_publications` writes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db.models import OuterRef, Subquery

from . import index
from .formats.notes import read_note
from .hiding import HIDING_TYPES, Hiding
from .models import Act, Entry, EntryType, Publication, Status, Version
from .models.chain import ADDENDUM_TYPES
from .models.publication import LatestNote
from .reader_copy import CopyData, ReaderCopy

# Entries read at once; a copy has some ten kilobytes.
CHUNK_SIZE = 50


def chains(article_ids: list[int]) -> Iterator[tuple[int, Iterator[Entry]]]:
    """Yield (article id, iterator over its entries with their texts, in order), with one query.

    `private_text` of an entry names the accounts of its act (`articles.record.formats.actors`). Each iterator must be
    exhausted before the next one is requested.
    """
    rows = (
        Entry.objects.filter(article_id__in=article_ids)
        .select_related("version_row", "note_row", "addendum_row")
        .annotate(private_text=Subquery(Act.objects.filter(pk=OuterRef("act")).values("actors")[:1]))
        .order_by("article_id", "position", "pk")
        .iterator(chunk_size=CHUNK_SIZE)
    )
    yield from groupby(rows, key=lambda entry: entry.article_id)


@dataclass
class Dates:
    """The dates of a publication; the names are those of its columns."""

    published_on: date
    published_at: datetime
    substantive_at: datetime
    updated_at: datetime


@dataclass
class Replay:
    """The state of an article after the entries that were added. Holds the newest copy only.

    paths: every path that the article has had, the current one last. originals: digests of the pictures of all
    versions. hiding: whether it is withdrawn or private, and why.
    """

    version: Version | None = None
    data: CopyData | None = None
    status: str = Status.PUBLIC
    paths: list[str] = field(default_factory=list)
    dates: Dates | None = None
    last_note: LatestNote | None = None
    hiding: Hiding = field(default_factory=Hiding)
    originals: set[str] = field(default_factory=set)

    @property
    def is_public(self) -> bool:
        return self.status == Status.PUBLIC

    def add(self, entry: Entry) -> None:
        """Apply the next entry. Raises KeyError, TypeError, ValueError or AttributeError if it is unreadable."""
        if entry.type == EntryType.VERSION:
            self.add_version(entry)
            return
        if self.dates is None:
            raise ValueError("no version was published before it")
        if entry.type in ADDENDUM_TYPES:
            return
        self.last_note = index.latest_note(entry)
        if entry.type in HIDING_TYPES:
            self.hiding.add(entry.type, read_note(entry.note_row.text)["cause"])
        if entry.type in (EntryType.WITHDRAWAL, EntryType.RETURN):
            self.status = Status.WITHDRAWN if entry.type == EntryType.WITHDRAWAL else Status.PUBLIC
        if index.entry_moves_dates(entry):
            self.dates.substantive_at = self.dates.updated_at = entry.at

    def add_version(self, entry: Entry) -> None:
        self.version = entry.version_row
        self.data = ReaderCopy.of(self.version).data
        self.originals |= {image["digest"] for image in ReaderCopy(self.data).images()}
        path = self.data["path"]
        self.paths = [known for known in self.paths if known != path] + [path]
        if self.dates is None:
            day = date.fromisoformat(self.data["first_published"])
            position = index.list_position(day, entry.at)
            self.dates = Dates(day, position, position, entry.at)
        elif index.entry_moves_dates(entry):
            self.dates.substantive_at = entry.at
        self.dates.updated_at = entry.at

    def publication(self, article_id: int, *, journal_id: int | None, restricted: bool) -> Publication:
        """Return the expected publication, unsaved and without a primary key. Raises ValueError for an empty chain."""
        if self.version is None or self.dates is None or self.data is None:
            raise ValueError("the chain has no version")
        expected = Publication(
            article_id=article_id,
            uid=UUID(self.data["uid"]),
            journal_id=journal_id,
            version_id=self.version.pk,
            status=self.status,
            restricted=restricted,
            private=self.hiding.private,
            hidden_cause=self.hiding.cause(restricted=restricted),
            **vars(self.dates),
            last_note=self.last_note,
        )
        index.set_copied_columns(expected, self.data)
        return expected
