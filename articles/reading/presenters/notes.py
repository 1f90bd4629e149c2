"""Notes in lists: those of every public article and of withdrawn ones."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from articles.corrections.serializer import NoteData, notes_data, select_notes
from articles.record.models import Note, Publication


class ListedNote(NoteData):
    """A note in a list. added: when it was appended to the record."""

    added: datetime


def public_notes() -> QuerySet[Note]:
    """Return the notes that anyone may read, newest first: not those of articles under a view restriction."""
    notes = Note.objects.filter(article__publication__restricted=False)
    return select_notes(notes).order_by("-entry__at", "-entry__pk")


def listed_notes(notes: Iterable[Note]) -> list[ListedNote]:
    """Serialize notes of `public_notes`, with one query."""
    notes = list(notes)
    publications = Publication.objects.filter(article__in={note.article_id for note in notes})
    publications = publications.defer("search_people", "search_names", "search_text")
    data = notes_data(notes, {publication.article_id: publication for publication in publications})
    return [{**values, "added": note.entry.at} for values, note in zip(data, notes, strict=True)]
