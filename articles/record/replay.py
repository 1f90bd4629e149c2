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
class Replay:
    """An article's chain, told entry by entry; holds the newest copy and no other.

    paths: every path at which the article ever stood, the current one last.
    """

    version: Version | None = None
    data: dict[str, Any] = field(default_factory=dict)
    status: str = Status.PUBLIC
    paths: list[str] = field(default_factory=list)
    published_on: date | None = None
    published_at: datetime | None = None
    substantive_at: datetime | None = None
    updated_at: datetime | None = None
    last_note: dict | None = None

    @property
    def is_public(self) -> bool:
        return self.status == Status.PUBLIC

    def add(self, entry: Entry) -> None:
        """Tell the next entry. Raises KeyError, TypeError, ValueError or AttributeError for what cannot be read."""
        if entry.type == EntryType.VERSION:
            self.add_version(entry)
            return
        self.last_note = index.note_line(entry)
        if entry.type == EntryType.WITHDRAWAL:
            self.status = Status.WITHDRAWN
        elif entry.type == EntryType.RETURN:
            self.status = Status.PUBLIC
        if not entry.imported:
            self.substantive_at = self.updated_at = entry.at

    def add_version(self, entry: Entry) -> None:
        self.version = entry.version_row
        self.data = read(self.version.text)["copy"]
        path = self.data["path"]
        self.paths = [known for known in self.paths if known != path] + [path]
        self.updated_at = entry.at
        if self.published_at is None:
            self.published_on = date.fromisoformat(self.data["first_published"])
            self.published_at = self.substantive_at = index.place_in_lists(self.published_on, entry.at)
        elif entry.change_class != ChangeClass.COPY_EDIT and not entry.imported:
            self.substantive_at = entry.at

    def publication(self, article_id: int, *, journal_id: int | None, restricted: bool) -> Publication:
        """The publication as it should be, unsaved and without a key."""
        expected = Publication(
            article_id=article_id,
            uid=UUID(self.data["uid"]),
            journal_id=journal_id,
            version_id=self.version.pk if self.version else None,
            status=self.status,
            restricted=restricted,
            published_on=self.published_on,
            published_at=self.published_at,
            substantive_at=self.substantive_at,
            updated_at=self.updated_at,
            last_note=self.last_note,
        )
        index.describe(expected, self.data)
        return expected
