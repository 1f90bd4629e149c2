"""Notes as readers get them. One serializer for every channel, so that none can drop or bend a note.

A note is given as

    {"number": 1, "kind": "correction", "label": "Correction", "at": datetime or None, "date_text": "…",
     "paragraphs": ["…"], "version": 2, "imported": False, "anchor": "note-1",
     "title": article's title, "path": article's path, "journal": journal's name, "url": path + "#note-1",
     "uid": article's permanent id, "published": [public names], "cause": why it was withdrawn or "",
     "change": {"old": 2, "new": 3, "old_path": …, "path": …} or None}

`at` is None for an imported note whose source gave no date. `change` stands where the note was published together with
a new version: the version before as it stood, and what differs between the two.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from articles.record.canonical import read
from articles.record.models import CAUSES, ChangeClass, Entry, EntryType, Note, Publication, Status


def note_data(note: Note, publication: Publication) -> dict:
    """A note with its entry loaded, and the publication of its article."""
    content, entry, card = read(note.text), note.entry, publication.card
    at = moment(content, entry)
    anchor = f"note-{note.number}"
    return {
        "number": note.number,
        "kind": note.kind,
        "label": str(ChangeClass(note.kind).label),
        "at": at,
        "date_text": date_text(content, entry),
        "paragraphs": paragraphs(content, entry),
        "version": entry.version,
        "imported": entry.imported,
        "anchor": anchor,
        "title": card["title"],
        "path": card["path"],
        "journal": card["journal"]["name"],
        "url": f"{card['path']}#{anchor}",
        "uid": str(publication.uid),
        "published": entry.people.get("published", []),
        "cause": cause(content),
        "change": change(note, publication),
    }


def with_changes(notes: QuerySet[Note]) -> QuerySet[Note]:
    """The notes, each knowing whether it was published together with a new version."""
    same_act = Entry.objects.filter(
        article=OuterRef("entry__article"),
        type=EntryType.VERSION,
        version=OuterRef("entry__version"),
        version__gt=1,
        at=OuterRef("entry__at"),
    )
    return notes.annotate(came_with_version=Exists(same_act))


def change(note: Note, publication: Publication) -> dict | None:
    """The versions before and after the note, where readers can reach them."""
    if not getattr(note, "came_with_version", False) or publication.status != Status.PUBLIC:
        return None
    if note.entry.type != EntryType.NOTE:
        return None
    new, path = note.entry.version, publication.card["path"]
    return {
        "old": new - 1,
        "new": new,
        "old_path": f"{path}versions/{new - 1}/",
        "path": f"{path}versions/{new - 1}..{new}/",
    }


def moment(content: dict, entry) -> datetime | None:
    if not entry.imported:
        return entry.at
    if not content["dated"]:
        return None
    return timezone.make_aware(datetime.combine(date.fromisoformat(content["dated"]), time(12)))


def date_text(content: dict, entry) -> str:
    """In full, with the time zone; for an imported note what its source gave."""
    if not entry.imported:
        return full_time(entry.at)
    if content["dated"]:
        return formats.date_format(date.fromisoformat(content["dated"]), "j F Y")
    return content["date_text"] or _("date not recorded")


def full_time(at: datetime) -> str:
    """“12 May 2026, 14:05 CEST”."""
    local = timezone.localtime(at)
    return f"{formats.date_format(local, 'j F Y, H:i')} {local.tzname()}"


def cause(content: dict) -> str:
    """Why an article was withdrawn, in words; empty for other notes, and where no cause was given."""
    return str(dict(CAUSES).get(content.get("cause", ""), ""))


def paragraphs(content: dict, entry) -> list[str]:
    """What the note says. A withdrawal or a return that says nothing is still told as what it is."""
    if not content["text"] and entry.type == EntryType.RETURN:
        return [_("This article had been withdrawn and is back in public.")]
    if not content["text"] and entry.type == EntryType.WITHDRAWAL:
        return [_("This article was withdrawn. No reason is recorded.")]
    return [part.strip() for part in content["text"].split("\n\n") if part.strip()]


def notes_of(publication: Publication) -> list[dict]:
    """All notes of an article, oldest first. One query."""
    rows = with_changes(Note.objects.filter(article=publication.article_id)).select_related("entry").order_by("number")
    return [note_data(note, publication) for note in rows]


def notes_data(notes: Iterable[Note], publications: dict[int, Publication]) -> list[dict]:
    """Notes of several articles; publications by the article's key."""
    return [note_data(note, publications[note.article_id]) for note in notes]
