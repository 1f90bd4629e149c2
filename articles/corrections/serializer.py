"""The serializer of notes for public pages, feeds, structured data and e-mails."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import TypedDict

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models.addresses import article_path
from articles.record.models import ChangeClass, Entry, EntryType, Note, Publication, Status, WithdrawalCause
from articles.record.models.change_classes import PROTECTED_CAUSES
from articles.record.notes import NoteContent, note_content

# For entries that may have no text, and no cause either.
STANDARD_SENTENCES: dict[str, str | Promise] = {
    EntryType.RETURN: gettext_lazy("This article had been withdrawn and is back in public."),
    EntryType.WITHDRAWAL: gettext_lazy("This article was withdrawn. No reason is recorded."),
    EntryType.RESTRICTION: gettext_lazy("This article is no longer open to everyone. No reason is recorded."),
    EntryType.OPENING: gettext_lazy("This article is open to everyone again."),
}


class VersionChange(TypedDict):
    """The versions before and after a note, with the paths of the old version and of the comparison."""

    old: int
    new: int
    old_path: str
    path: str


class NoteData(TypedDict):
    """A note, a withdrawal or a reinstatement.

    url: names the article by its permanent id and not by its path, which may contain what a hidden article is about.
    protected: whether the article is hidden so that not even its title is given out; the texts are empty then.
    kind: a change class, and label: its name. at: None for an imported note whose source gave no date; date_text: the
    date in words. version: number of the version that was current after the note. title, path, journal, uid: of the
    article. published: public names. cause: why an article was withdrawn, otherwise empty. change: None unless the
    note was published together with a new version that readers can see.
    """

    number: int
    kind: str
    label: str
    at: datetime | None
    date_text: str
    paragraphs: list[str]
    version: int
    imported: bool
    anchor: str
    title: str
    path: str
    journal: str
    url: str
    uid: str
    published: list[str]
    cause: str
    change: VersionChange | None
    protected: bool


def note_data(note: Note, publication: Publication, *, with_version: bool) -> NoteData:
    """Serialize a note with its entry loaded. with_version: whether it was published together with a new version."""
    content, entry, card = note_content(note), note.entry, publication.card
    anchor = f"note-{note.number}"
    return {
        "number": note.number,
        "kind": note.kind,
        "label": str(ChangeClass(note.kind).label),
        "at": note_time(content, entry),
        "date_text": date_text(content, entry),
        "paragraphs": paragraphs(content, entry),
        "version": entry.version,
        "imported": entry.imported,
        "anchor": anchor,
        "title": card["title"],
        "path": card["path"],
        "journal": card["journal"]["name"],
        "url": f"{article_path(publication.uid)}#{anchor}",
        "uid": str(publication.uid),
        "published": entry.people.get("published", []),
        "cause": str(WithdrawalCause(content["cause"]).label) if content.get("cause") else "",
        "change": version_change(note.entry, publication) if with_version else None,
        "protected": False,
    }


def public_note_data(note: Note, publication: Publication, *, with_version: bool) -> NoteData:
    """Serialize a note for pages that everybody can read: without title and words where the article is protected."""
    return concealed(note_data(note, publication, with_version=with_version), publication)


def concealed(data: NoteData, publication: Publication) -> NoteData:
    """Return a serialized note as pages show it that everybody can read."""
    if not publication.is_public:
        data["change"] = None
    if not publication.is_protected:
        return data
    return {
        **data,
        "date_text": data["date_text"] if data["at"] else _("date not recorded"),
        "paragraphs": [],
        "title": "",
        "path": "",
        "journal": "",
        "published": [],
        "protected": True,
    }


def select_notes(notes: QuerySet[Note]) -> QuerySet[Note]:
    """Load the entries of notes and annotate `with_version`: whether a version was published together with the note."""
    return notes.annotate(with_version=has_version_of_same_act("entry__")).select_related("entry")


def has_version_of_same_act(prefix: str = "") -> Exists:
    """Return the condition that a version after the first was published together with an entry.

    prefix: leads from the model of the query to the entry.
    """
    same_act = Entry.objects.filter(
        article=OuterRef(f"{prefix}article"),
        type=EntryType.VERSION,
        version=OuterRef(f"{prefix}version"),
        version__gt=1,
        at=OuterRef(f"{prefix}at"),
    )
    return Exists(same_act)


def version_change(entry: Entry, publication: Publication) -> VersionChange | None:
    """Return the versions before and after a note, or None where readers cannot see them."""
    if publication.status != Status.PUBLIC or entry.type != EntryType.NOTE:
        return None
    new, path = entry.version, publication.card["path"]
    return {
        "old": new - 1,
        "new": new,
        "old_path": f"{path}versions/{new - 1}/",
        "path": f"{path}versions/{new - 1}..{new}/",
    }


def note_time(content: NoteContent, entry: Entry) -> datetime | None:
    """Return when the note was published; for an imported one noon of the day that its source gave."""
    if not entry.imported:
        return entry.at
    if not content["dated"]:
        return None
    return timezone.make_aware(datetime.combine(date.fromisoformat(content["dated"]), time(12)))


def date_text(content: NoteContent, entry: Entry) -> str:
    """Return the date in words, with time zone; for an imported note the date that its source gave."""
    if not entry.imported:
        return long_datetime(entry.at)
    if content["dated"]:
        return formats.date_format(date.fromisoformat(content["dated"]), "j F Y")
    return content["date_text"] or _("date not recorded")


def long_datetime(moment: datetime) -> str:
    """Return a time as “12 May 2026, 14:05 CEST”."""
    local = timezone.localtime(moment)
    return f"{formats.date_format(local, 'j F Y, H:i')} {local.tzname()}"


def paragraphs(content: NoteContent, entry: Entry) -> list[str]:
    """Return the paragraphs of the note. One that may be without a text gets a standard sentence then.

    Words for a cause that protects a person or follows from the law, which older chains may have, are never shown.
    """
    cause, text = content["cause"], content["text"]
    hides = entry.type in (EntryType.WITHDRAWAL, EntryType.RESTRICTION)
    if hides and cause and (not text or cause in PROTECTED_CAUSES):
        return [f"{WithdrawalCause(cause).label}."]
    if not text and entry.type in STANDARD_SENTENCES:
        return [str(STANDARD_SENTENCES[entry.type])]
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def notes_of(publication: Publication) -> list[NoteData]:
    """Serialize all notes of an article, oldest first, with one query."""
    notes = select_notes(Note.objects.filter(article=publication.article_id)).order_by("number")
    return [note_data(note, publication, with_version=is_with_version(note)) for note in notes]


def notes_data(notes: Iterable[Note], publications: Mapping[int, Publication]) -> list[NoteData]:
    """Serialize notes of `select_notes` for pages that everybody can read. publications: by article id."""
    return [public_note_data(note, publications[note.article_id], with_version=is_with_version(note)) for note in notes]


def is_with_version(note: Note) -> bool:
    """Read the annotation of `select_notes`; KeyError without it."""
    return bool(vars(note)["with_version"])
