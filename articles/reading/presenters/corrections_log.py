"""The list of all corrections: notes and redactions of all articles."""

from collections.abc import Iterable

from django.db.models import QuerySet

from articles.corrections.redactions import is_with_version, redaction_data, select_entries
from articles.corrections.serializer import concealed, public_note_data
from articles.record.models import Entry, Publication

from .notes import ListedNote


def public_log() -> QuerySet[Entry]:
    """Return the notes and redactions of all articles, newest first; `listed_entries` protects those of hidden ones."""
    entries = Entry.objects.filter(article__publication__isnull=False)
    return select_entries(entries).order_by("-at", "-pk")


def listed_entries(entries: Iterable[Entry]) -> list[ListedNote]:
    """Serialize entries of `public_log`, with one query."""
    entries = list(entries)
    rows = Publication.objects.filter(article__in={entry.article_id for entry in entries})
    rows = rows.defer("search_people", "search_names", "search_text")
    publications = {publication.article_id: publication for publication in rows}
    listed: list[ListedNote] = []
    for entry in entries:
        publication, note = publications[entry.article_id], getattr(entry, "note_row", None)
        if note:
            data = public_note_data(note, publication, with_version=is_with_version(entry))
            listed.append({**data, "added": entry.at})
        elif redaction := redaction_data(entry, publication):
            listed.append({**concealed(redaction, publication), "added": entry.at})
    return listed
