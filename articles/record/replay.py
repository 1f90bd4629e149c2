"""What the index should say of an article, told from its chain alone.

`verify_record` compares it with the rows that stand; `rebuild_publications` writes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from . import index
from .canonical import read
from .models import ChangeClass, Entry, EntryType, Publication, Status, Version

# Entries read at once: a copy is some ten kilobytes.
CHUNK = 50


def chains(article_ids: list[int]) -> Iterator[tuple[int, Iterator[Entry]]]:
    """The chains of these articles, each as an iterator over its entries with their texts, in order.

    One query; an iterator must be used up before the next is taken.
    """
    rows = (
        Entry.objects.filter(article_id__in=article_ids)
        .select_related("version_row", "note_row")
        .order_by("article_id", "position", "pk")
        .iterator(chunk_size=CHUNK)
    )
    yield from groupby(rows, key=lambda entry: entry.article_id)


@dataclass
class Dates:
    """The dates of a publication, as its columns of these names have them."""

    published_on: date
    published_at: datetime
    substantive_at: datetime
    updated_at: datetime


@dataclass
class Replay:
    """An article's chain, told entry by entry; holds the newest copy and no other.

    paths: every path at which the article ever stood, the current one last.
    """

    version: Version | None = None
    data: dict[str, Any] = field(default_factory=dict)
    status: str = Status.PUBLIC
    paths: list[str] = field(default_factory=list)
    dates: Dates | None = None
    last_note: dict | None = None

    @property
    def is_public(self) -> bool:
        return self.status == Status.PUBLIC

    def add(self, entry: Entry) -> None:
        """Tell the next entry. Raises KeyError, TypeError, ValueError or AttributeError for what cannot be read."""
        if entry.type == EntryType.VERSION:
            self.add_version(entry)
            return
        if self.dates is None:
            raise ValueError("nothing was published before it")
        self.last_note = index.note_line(entry)
        if entry.type == EntryType.WITHDRAWAL:
            self.status = Status.WITHDRAWN
        elif entry.type == EntryType.RETURN:
            self.status = Status.PUBLIC
        if not entry.imported:
            self.dates.substantive_at = self.dates.updated_at = entry.at

    def add_version(self, entry: Entry) -> None:
        self.version = entry.version_row
        self.data = read(self.version.text)["copy"]
        path = self.data["path"]
        self.paths = [known for known in self.paths if known != path] + [path]
        if self.dates is None:
            day = date.fromisoformat(self.data["first_published"])
            placed = index.place_in_lists(day, entry.at)
            self.dates = Dates(day, placed, placed, entry.at)
        elif entry.change_class != ChangeClass.COPY_EDIT and not entry.imported:
            self.dates.substantive_at = entry.at
        self.dates.updated_at = entry.at

    def publication(self, article_id: int, *, journal_id: int | None, restricted: bool) -> Publication:
        """The publication as it should be, unsaved and without a key. Raises ValueError for an empty chain."""
        if self.version is None or self.dates is None:
            raise ValueError("a chain without a version publishes nothing")
        expected = Publication(
            article_id=article_id,
            uid=UUID(self.data["uid"]),
            journal_id=journal_id,
            version_id=self.version.pk,
            status=self.status,
            restricted=restricted,
            **vars(self.dates),
            last_note=self.last_note,
        )
        index.describe(expected, self.data)
        return expected
