"""Notes as lists of them show them: of every public article, and of those that were withdrawn."""

from collections.abc import Iterable

from django.db.models import QuerySet

from articles.corrections.serializer import notes_data, with_changes
from articles.record.models import Note, Publication


def public_notes() -> QuerySet[Note]:
    """Newest first. What a private journal says to its readers stays with them; a withdrawal is told to everybody."""
    return (
        with_changes(Note.objects.filter(article__publication__restricted=False))
        .select_related("entry")
        .order_by("-entry__at", "-entry__pk")
    )


def as_data(notes: Iterable[Note]) -> list[dict]:
    """These notes through the one serializer, with `added` (the moment each entered the record). One query."""
    notes = list(notes)
    rows = Publication.objects.filter(article__in={note.article_id for note in notes})
    rows = rows.defer("search_people", "search_names", "search_text")
    data = notes_data(notes, {row.article_id: row for row in rows})
    return [{**values, "added": note.entry.at} for values, note in zip(data, notes, strict=True)]
