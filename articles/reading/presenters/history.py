"""The history of one article as readers see it: versions, notes, withdrawals, reinstatements and redactions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.corrections.redactions import redaction_data
from articles.corrections.serializer import NoteData, long_datetime, note_data
from articles.record.index import entry_moves_dates
from articles.record.models import ChangeClass, Entry, EntryType, Note, Publication
from articles.record.models.chain import ADDENDUM_TYPES
from articles.record.reader_copy import summary_expression


@dataclass
class VersionRow:
    """A version in the list.

    path: of its page. changes_path: of the comparison with the version before, empty for the first. kind: its class,
    empty for an unclassified version; label: the class in words.
    """

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
    notes: list[NoteData] = field(default_factory=list)

    is_version = True


@dataclass
class EventRow:
    """A withdrawal, a reinstatement or a redaction in the list."""

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
    """The entries of one article, as rows."""

    def __init__(self, publication: Publication, entries: Iterable[Entry]) -> None:
        """entries: all of the article, in order, annotated with `summary`."""
        self.publication = publication
        self.path = f"{publication.card['path']}versions/"
        self.entries = list(entries)
        self.rows: list[VersionRow | EventRow] = []
        self.versions: dict[int, VersionRow] = {}
        self.redactions: list[NoteData] = []
        for entry in self.entries:
            self.add_entry(entry)

    @classmethod
    def of(cls, publication: Publication) -> "History":
        """Load the history with one query, without the texts of the versions."""
        entries = (
            Entry.objects.filter(article_id=publication.article_id)
            .select_related("note_row", "addendum_row")
            .annotate(summary=summary_expression("version_row__text"))
            .order_by("position")
        )
        return cls(publication, entries)

    def add_entry(self, entry: Entry) -> None:
        if entry.type == EntryType.VERSION:
            version = version_row(entry, self.path)
            self.versions[version.number] = version
            self.rows.append(version)
            return
        if entry.type in ADDENDUM_TYPES:
            if redaction := redaction_data(entry, self.publication):
                self.redactions.append(redaction)
                self.rows.append(event_row(entry, redaction))
            return
        note = self.note_of(entry)
        if entry.type != EntryType.NOTE:
            self.rows.append(event_row(entry, note))
        elif note:
            self.versions[entry.version].notes.append(note)

    def note_of(self, entry: Entry) -> NoteData | None:
        """Return the note of an entry, or None for an entry without one."""
        note: Note | None = getattr(entry, "note_row", None)
        if note is None:
            return None
        version = self.versions[entry.version]
        with_version = version.number > 1 and entry.at == version.at
        return note_data(note, self.publication, with_version=with_version)

    @property
    def newest_first(self) -> list[VersionRow | EventRow]:
        return self.rows[::-1]

    @property
    def newest(self) -> VersionRow:
        return self.versions[max(self.versions)]

    @property
    def choices(self) -> list[VersionRow]:
        """The versions, newest first, for the form that compares two."""
        return [row for row in self.newest_first if isinstance(row, VersionRow)]

    def version(self, number: int) -> VersionRow | None:
        return self.versions.get(number)

    def next_version(self, number: int) -> VersionRow | None:
        """Return the version that superseded this one, or None for the newest."""
        return self.versions.get(number + 1)

    def notes_until(self, number: int) -> list[NoteData]:
        """Return the notes that readers saw while this version was current, oldest first."""
        return [note for row in self.versions.values() if row.number <= number for note in row.notes]

    def notes_after(self, number: int) -> list[NoteData]:
        """Return the notes that were published with or after later versions, oldest first."""
        return [note for row in self.versions.values() if row.number > number for note in row.notes]

    def notes_between(self, old: int, new: int) -> list[NoteData]:
        """Return the notes that were published after version `old` was superseded and until `new` was, oldest first."""
        return [note for row in self.versions.values() if old < row.number <= new for note in row.notes]

    def updated_on(self, number: int) -> date | None:
        """Return the day of the last substantive change that this version's page showed, or None without one."""
        times = [
            entry.at
            for entry in self.entries
            if entry.version <= number and entry_moves_dates(entry) and not is_first_version(entry)
        ]
        return timezone.localdate(max(times)) if times else None


def is_first_version(entry: Entry) -> bool:
    return entry.type == EntryType.VERSION and entry.version == 1


def version_row(entry: Entry, path: str) -> VersionRow:
    """path: of the list of versions."""
    number = entry.version
    return VersionRow(
        number=number,
        at=entry.at,
        date_text=long_datetime(entry.at),
        kind=entry.change_class,
        label=str(ChangeClass(entry.change_class).label) if entry.change_class else _("Unclassified"),
        summary=summary_of(entry),
        published=entry.people.get("published", []),
        approved=entry.people.get("approved", []),
        imported=entry.imported,
        path=f"{path}{number}/",
        changes_path=f"{path}{number - 1}..{number}/" if number > 1 else "",
    )


def event_row(entry: Entry, note: NoteData | None) -> EventRow:
    return EventRow(
        at=entry.at,
        date_text=long_datetime(entry.at),
        kind=entry.change_class or entry.type,
        label=event_label(entry),
        paragraphs=note["paragraphs"] if note else [],
        published=entry.people.get("published", []),
        approved=entry.people.get("approved", []),
        version=entry.version,
    )


def event_label(entry: Entry) -> str:
    if not entry.change_class:
        return str(EntryType(entry.type).label)
    return capfirst(str(ChangeClass(entry.change_class).rules.past_participle))


def summary_of(entry: Entry) -> str:
    """Return the summary that `History.of` annotates. Raises LookupError for a text without one.

    Every format has a summary, if an empty one: a missing one means that a later format keeps it elsewhere.
    """
    summary: str | None = vars(entry)["summary"]
    if summary is None:
        raise LookupError(f"the text of version {entry.version} of {entry.uid} has no summary")
    return summary
