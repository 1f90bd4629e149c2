"""The page `/corrections/`: all notes and redactions, by the month in which they were added to the record."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..pagination import NOTES_PER_PAGE, get_list_page
from ..presenters.corrections_log import listed_entries, public_log
from ..presenters.metadata import page_metadata
from ..presenters.notes import ListedNote


class NoteRow(ListedNote):
    """A note on this page. id: its anchor, which stays the same when the note moves to a later page of the list."""

    id: str


class Month(TypedDict):
    """month: its first day."""

    month: date
    notes: list[NoteRow]


@require_safe
def correction_list(request: HttpRequest) -> HttpResponse:
    listing = get_list_page(request, public_log(), NOTES_PER_PAGE, listed_entries)
    title = _("Corrections")
    standfirst = _("Whatever we change after you could have read it stands here, in the order in which we said so.")
    context = {
        "title": title,
        "standfirst": standfirst,
        "listing": listing,
        "months": group_by_month(listing.object_list),
        "meta": page_metadata(request, title, standfirst, number=listing.number),
    }
    return render(request, "reading/corrections.html", context)


def group_by_month(notes: Iterable[ListedNote]) -> list[Month]:
    """Return the notes by month, in their order."""
    groups = groupby(notes, key=lambda note: timezone.localtime(note["added"]).date().replace(day=1))
    return [{"month": month, "notes": [note_row(note) for note in group]} for month, group in groups]


def note_row(note: ListedNote) -> NoteRow:
    return {**note, "id": f"{note['uid']}-{note['number'] or note['anchor']}"}
