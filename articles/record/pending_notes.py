"""Notes that came with an imported text. The first publication writes them after version 1."""

from collections.abc import Sequence
from datetime import date

from .models import Act, WaitingNote
from .models.acts import PendingDecision
from .notes import NoteDraft


def pending_notes(article_id: int, version: int) -> list[WaitingNote]:
    """Return the notes that came with an imported text; none for a later version than the first."""
    return list(WaitingNote.objects.filter(page_id=article_id)) if version == 1 else []


def take_pending_notes(article_id: int, version: int, held: Sequence[NoteDraft] | None) -> list[NoteDraft]:
    """Return the pending notes to be written with the first version, and delete their rows.

    held: those of a scheduled act, which are written whatever became of the rows. A row that differs from them stays.
    """
    rows = {row.pk: draft_of(row) for row in pending_notes(article_id, version)}
    drafts = list(rows.values()) if held is None else list(held)
    written = [pk for pk, draft in rows.items() if draft in drafts]
    WaitingNote.objects.filter(pk__in=written).delete()
    return drafts


def draft_of(row: WaitingNote) -> NoteDraft:
    return NoteDraft(row.kind, row.text, row.dated, row.date_text, imported=True)


def pending_decisions(article_id: int, version: int) -> list[PendingDecision]:
    """Return the pending notes as a scheduled publication of this version holds them."""
    return [pending_decision(row) for row in pending_notes(article_id, version)]


def pending_decision(note: WaitingNote) -> PendingDecision:
    dated = note.dated.isoformat() if note.dated else ""
    return {"kind": note.kind, "text": note.text, "dated": dated, "date_text": note.date_text}


def held_notes(act: Act) -> list[NoteDraft] | None:
    """Return the notes of an imported text that a publication holds; None for an act from before they were held."""
    if "pending" not in act.decision:
        return None
    return [
        NoteDraft(
            note["kind"],
            note["text"],
            date.fromisoformat(note["dated"]) if note["dated"] else None,
            note["date_text"],
            imported=True,
        )
        for note in act.decision["pending"]
    ]
