"""Notes as readers get them. One serializer for every channel, so that none can drop or bend a note.

A note is given as

    {"number": 1, "kind": "correction", "label": "Correction", "at": datetime or None, "date_text": "…",
     "paragraphs": ["…"], "version": 2, "imported": False, "anchor": "note-1",
     "title": article's title, "path": article's path, "journal": journal's name, "url": path + "#note-1",
     "uid": article's permanent id, "published": [public names]}

`at` is None for an imported note whose source gave no date.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from articles.record.canonical import read
from articles.record.models import ChangeClass, EntryType, Note, Publication


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
        local = timezone.localtime(entry.at)
        return f"{formats.date_format(local, 'j F Y, H:i')} {local.tzname()}"
    if content["dated"]:
        return formats.date_format(date.fromisoformat(content["dated"]), "j F Y")
    return content["date_text"] or _("date not recorded")


def paragraphs(content: dict, entry) -> list[str]:
    if not content["text"] and entry.type == EntryType.WITHDRAWAL:
        return [_("This article was withdrawn. No reason is recorded.")]
    return [part.strip() for part in content["text"].split("\n\n") if part.strip()]


def notes_of(publication: Publication) -> list[dict]:
    """All notes of an article, oldest first. One query."""
    rows = Note.objects.filter(article=publication.article_id).select_related("entry").order_by("number")
    return [note_data(note, publication) for note in rows]


def notes_data(notes: Iterable[Note], publications: dict[int, Publication]) -> list[dict]:
    """Notes of several articles; publications by the article's key."""
    return [note_data(note, publications[note.article_id]) for note in notes]
