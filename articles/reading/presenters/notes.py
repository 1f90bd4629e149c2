"""Notes in lists: those of every public article and of withdrawn ones."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from articles.corrections.serializer import (
    NoteData,
    note_data,
    notes_data,
    redaction_data,
    select_entries,
    select_notes,
)
from articles.record.models import Entry, EntryType, Note, Publication
from articles.record.models.chain import NOTE_TYPES


class ListedNote(NoteData):
    """A note in a list. added: when it was appended to the record."""

    added: datetime


def public_notes() -> QuerySet[Note]:
    """Return the notes that anyone may read, newest first: not those of articles under a view restriction."""
    notes = Note.objects.filter(article__publication__restricted=False)
    return select_notes(notes).order_by("-entry__at", "-entry__pk")


def public_log() -> QuerySet[Entry]:
    """Return the entries of `public_notes` and the redactions, newest first, for the list of all corrections."""
    types = [*NOTE_TYPES, EntryType.REDACTION]
    entries = Entry.objects.filter(type__in=types, article__publication__restricted=False)
    return select_entries(entries).order_by("-at", "-pk")


def listed_entries(entries: Iterable[Entry]) -> list[ListedNote]:
    """Serialize entries of `public_log`, with one query."""
    entries = list(entries)
    publications = load_publications({entry.article_id for entry in entries})
    listed: list[ListedNote] = []
    for entry in entries:
        publication, note = publications[entry.article_id], getattr(entry, "note_row", None)
        with_version = bool(vars(entry)["with_version"])
        data = note_data(note, publication, with_version=with_version) if note else redaction_data(entry, publication)
        if data:
            listed.append({**data, "added": entry.at})
    return listed


def load_publications(article_ids: Iterable[int]) -> dict[int, Publication]:
    publications = Publication.objects.filter(article__in=article_ids)
    publications = publications.defer("search_people", "search_names", "search_text")
    return {publication.article_id: publication for publication in publications}


def listed_notes(notes: Iterable[Note]) -> list[ListedNote]:
    """Serialize notes of `public_notes`, with one query."""
    notes = list(notes)
    data = notes_data(notes, load_publications({note.article_id for note in notes}))
    return [{**values, "added": note.entry.at} for values, note in zip(data, notes, strict=True)]
