"""`/corrections/`: every note, grouped by the month in which it entered the record."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.reading.pagination import NOTES_A_PAGE, page_of
from articles.reading.presenters import metadata
from articles.reading.presenters.notes import listed_notes, public_notes


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    listing = page_of(request, public_notes(), NOTES_A_PAGE, listed_notes)
    title = _("Corrections")
    standfirst = _("Whatever we change after you could have read it stands here, in the order in which we said so.")
    context = {
        "title": title,
        "standfirst": standfirst,
        "listing": listing,
        "months": months(list(listing)),
        "meta": metadata.page(request, title, standfirst, number=listing.number),
    }
    return render(request, "reading/corrections.html", context)


def months(notes: list[dict]) -> list[dict]:
    """[{"month": its first day, "notes": […]}], in the order of the notes; each note with an `id` for its row."""
    found = []
    for month, group in groupby(notes, key=lambda note: timezone.localtime(note["added"]).date().replace(day=1)):
        found.append({"month": month, "notes": [{**note, "id": row_id(note)} for note in group]})
    return found


def row_id(note: dict) -> str:
    """The anchor of a note on this page; it holds whatever page of the list the note has moved to."""
    return f"{note['uid']}-{note['number']}"
