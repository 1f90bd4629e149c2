"""Notes in lists: those of all articles, also of withdrawn and private ones."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from articles.corrections.serializer import NoteData, notes_data, select_notes
from articles.record.models import Note, Publication


class ListedNote(NoteData):
    """A note in a list. added: when it was appended to the record."""

    added: datetime


def public_notes() -> QuerySet[Note]:
    """Return all notes, newest first. Those of protected articles are serialized without title and words."""
    notes = Note.objects.filter(article__publication__isnull=False)
    return select_notes(notes).order_by("-entry__at", "-entry__pk")


def listed_notes(notes: Iterable[Note]) -> list[ListedNote]:
    """Serialize notes of `public_notes`, with one query."""
    notes = list(notes)
    publications = Publication.objects.filter(article__in={note.article_id for note in notes})
    publications = publications.defer("search_people", "search_names", "search_text")
    data = notes_data(notes, {publication.article_id: publication for publication in publications})
    return [{**values, "added": note.entry.at} for values, note in zip(data, notes, strict=True)]
