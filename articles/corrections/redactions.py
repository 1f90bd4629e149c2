"""Redactions as readers see them: that, when and why something was removed, in one line, and never what."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.models.addresses import article_path
from articles.record.formats.addenda import RedactionContent, read_redaction
from articles.record.models import Entry, EntryType, Publication, WithdrawalCause
from articles.record.models.chain import NOTE_TYPES

from .serializer import NoteData, has_version_of_same_act, long_datetime, note_data


def redaction_data(entry: Entry, publication: Publication) -> NoteData | None:
    """Serialize a redaction in the form of a note without a number; None for an entry that is not one.

    entry: with its addendum loaded.
    """
    addendum = getattr(entry, "addendum_row", None)
    content = read_redaction(addendum.text) if addendum else None
    if content is None:
        return None
    card, anchor = publication.card, f"redaction-{entry.position}"
    return {
        "number": 0,
        "kind": EntryType.REDACTION.value,
        "label": str(EntryType.REDACTION.label),
        "at": entry.at,
        "date_text": long_datetime(entry.at),
        "paragraphs": [redaction_line(content)],
        "version": entry.version,
        "imported": False,
        "anchor": anchor,
        "title": card["title"],
        "path": card["path"],
        "journal": card["journal"]["name"],
        "url": f"{article_path(publication.uid)}#{anchor}",
        "uid": str(publication.uid),
        "published": entry.people.get("published", []),
        "cause": cause_label(content["cause"]),
        "change": None,
        "protected": False,
    }


def redaction_line(content: RedactionContent) -> str:
    """Return the line for readers: what happened, the cause, the order, and the text of those who decided."""
    sentences = [
        _("Something was removed from this article or from its earlier versions"),
        cause_label(content["cause"]),
        content["order"],
        content["text"],
    ]
    return " ".join(f"{sentence.strip().rstrip('.')}." for sentence in sentences if sentence.strip())


def cause_label(cause: str) -> str:
    return _("By order of a court") if cause == "court" else str(WithdrawalCause(cause).label)


def notes_and_redactions(publication: Publication) -> tuple[list[NoteData], list[NoteData]]:
    """Serialize all notes of an article and all redactions, oldest first, with one query."""
    notes, redactions = [], []
    for entry in select_entries(Entry.objects.filter(article=publication.article_id)).order_by("position"):
        if note := getattr(entry, "note_row", None):
            notes.append(note_data(note, publication, with_version=is_with_version(entry)))
        elif redaction := redaction_data(entry, publication):
            redactions.append(redaction)
    return notes, redactions


def select_entries(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Leave notes and redactions; load their texts, and annotate `with_version` as `serializer.select_notes` does."""
    entries = entries.filter(type__in=[*NOTE_TYPES, EntryType.REDACTION])
    return entries.annotate(with_version=has_version_of_same_act()).select_related("note_row", "addendum_row")


def is_with_version(entry: Entry) -> bool:
    """Read the annotation of `select_entries`; KeyError without it."""
    return bool(vars(entry)["with_version"])
