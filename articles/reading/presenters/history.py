"""The chain of one article as readers are shown it: versions, the notes on each, withdrawals and returns."""

import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models.functions import Right
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.corrections.serializer import long_datetime, note_data
from articles.record.models import ChangeClass, Entry, EntryType, Publication

# The summary stands last in a version's canonical text, so that a list need not load the texts themselves.
SUMMARY = re.compile(r'"nonce":"[0-9a-f]*","summary":("(?:[^"\\]|\\.)*")\}\Z')
TAIL = 4000


@dataclass
class VersionRow:
    """A version in the list. path: its page. kind: its class, "" where nobody gave one; label: the class in words."""

    number: int
    at: datetime
    date_text: str
    kind: str
    label: str
    summary: str
    published: list[str]
    approved: list[str]
    imported: bool
    path: str
    changes_path: str
    notes: list[dict[str, Any]] = field(default_factory=list)

    is_version = True


@dataclass
class EventRow:
    """A withdrawal or a return in the list."""

    at: datetime
    date_text: str
    kind: str
    label: str
    paragraphs: list[str]
    published: list[str]
    approved: list[str]
    version: int

    is_version = False


class History:
    """One article's entries, read once."""

    def __init__(self, publication: Publication, entries: list[Entry]):
        self.path = f"{publication.card['path']}versions/"
        self.entries = entries
        self.rows: list[VersionRow | EventRow] = []
        self.versions: dict[int, VersionRow] = {}
        for entry in entries:
            self.add(entry, publication)

    @classmethod
    def of(cls, publication: Publication) -> "History":
        """One query, without the texts of the versions."""
        entries = (
            Entry.objects.filter(article_id=publication.article_id)
            .select_related("note_row")
            .annotate(tail=Right("version_row__text", TAIL))
            .order_by("position")
        )
        return cls(publication, list(entries))

    def add(self, entry: Entry, publication: Publication) -> None:
        if entry.type == EntryType.VERSION:
            row = self.version_row(entry)
            self.versions[row.number] = row
            self.rows.append(row)
            return
        note = self.note_of(entry, publication)
        if entry.type != EntryType.NOTE:
            self.rows.append(event_row(entry, note))
        elif note:
            self.versions[entry.version].notes.append(note)

    def note_of(self, entry: Entry, publication: Publication) -> dict | None:
        """What was said with the entry, or None where nothing was."""
        note = getattr(entry, "note_row", None)
        if note is None:
            return None
        version = self.versions[entry.version]
        with_version = version.number > 1 and entry.at == version.at
        return note_data(note, publication, with_version=with_version)

    def version_row(self, entry: Entry) -> VersionRow:
        number = entry.version
        return VersionRow(
            number=number,
            at=entry.at,
            date_text=long_datetime(entry.at),
            kind=entry.change_class,
            label=class_label(entry.change_class),
            summary=summary_of(getattr(entry, "tail", "")),
            published=entry.people.get("published", []),
            approved=entry.people.get("approved", []),
            imported=entry.imported,
            path=f"{self.path}{number}/",
            changes_path=f"{self.path}{number - 1}..{number}/" if number > 1 else "",
        )

    @property
    def newest_first(self) -> list[VersionRow | EventRow]:
        return self.rows[::-1]

    @property
    def newest(self) -> VersionRow:
        return self.versions[max(self.versions)]

    @property
    def choices(self) -> list[VersionRow]:
        """The versions, newest first, for choosing one."""
        return [row for row in self.newest_first if isinstance(row, VersionRow)]

    def version(self, number: int) -> VersionRow | None:
        return self.versions.get(number)

    def until(self, number: int) -> VersionRow | None:
        """The version that took its place."""
        return self.versions.get(number + 1)

    def notes_until(self, number: int) -> list[dict]:
        """The notes that stood while this version was current, oldest first."""
        return [note for row in self.versions.values() if row.number <= number for note in row.notes]

    def notes_after(self, number: int) -> list[dict]:
        """What readers of today are told and those of this version were not."""
        return [note for row in self.versions.values() if row.number > number for note in row.notes]

    def notes_between(self, old: int, new: int) -> list[dict]:
        return [note for row in self.versions.values() if old < row.number <= new for note in row.notes]

    def updated_on(self, number: int) -> date | None:
        """The day of the last change that mattered, as it stood on this version's page; None without one."""
        moments = [
            entry.at
            for entry in self.entries
            if entry.version <= number
            and entry.change_class != ChangeClass.COPY_EDIT
            and not entry.imported
            and (entry.type, entry.version) != (EntryType.VERSION, 1)
        ]
        return timezone.localdate(max(moments)) if moments else None


def event_row(entry: Entry, note: dict | None) -> EventRow:
    return EventRow(
        at=entry.at,
        date_text=long_datetime(entry.at),
        kind=entry.change_class,
        label=_("Withdrawn") if entry.type == EntryType.WITHDRAWAL else str(ChangeClass.RETURN.label),
        paragraphs=note["paragraphs"] if note else [],
        published=entry.people.get("published", []),
        approved=entry.people.get("approved", []),
        version=entry.version,
    )


def class_label(change_class: str) -> str:
    return str(ChangeClass(change_class).label) if change_class else _("Unclassified")


def summary_of(tail: str | None) -> str:
    """The public summary at the end of a version's canonical text; empty where there is none."""
    found = SUMMARY.search(tail or "")
    return json.loads(found[1]) if found else ""
