"""The record line in the head of an article: its version, and the newest change of which readers were informed."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from articles.corrections.serializer import NoteData
from articles.record.models import ChangeClass, Publication


@dataclass(frozen=True)
class RecordLine:
    """What `components/record_line.html` prints.

    number, version_date: of the current version. path: of the list of versions. changes_path: of the comparison with
    the version before, empty for the first. kind, label: of the newest note that marks an article, empty without one;
    note_date: its day, None where it is not recorded.
    """

    number: int
    version_date: date
    path: str
    changes_path: str
    kind: str = ""
    label: str = ""
    note_date: date | None = None


def make_record_line(publication: Publication, notes: list[NoteData]) -> RecordLine:
    """Return the record line of an article with its notes, oldest first. No query."""
    version, path = publication.version, f"{publication.card['path']}versions/"
    note = next((note for note in reversed(notes) if ChangeClass(note["kind"]).rules.marks_article), None)
    return RecordLine(
        number=version.number,
        version_date=timezone.localdate(version.entry.at),
        path=path,
        changes_path=f"{path}{version.number - 1}..{version.number}/" if version.number > 1 else "",
        kind=note["kind"] if note else "",
        label=str(ChangeClass(note["kind"]).rules.past_participle) if note else "",
        note_date=timezone.localdate(note["at"]) if note and note["at"] else None,
    )
