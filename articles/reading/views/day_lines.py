"""The pages `/record/days/` and `/record/days.txt`: one digest of the whole record for each day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from articles.record.day_lines import line_text
from articles.record.models import DayLine

from ..pagination import DAYS_PER_PAGE, get_list_page
from ..presenters.metadata import page_metadata


@require_safe
def day_list(request: HttpRequest) -> HttpResponse:
    """Show the lines, newest first."""
    listing = get_list_page(request, DayLine.objects.order_by("-day"), DAYS_PER_PAGE)
    title = _("The record, day by day")
    standfirst = _(
        "After each day, one number is computed from everything that we have published until then, with every version "
        "and note. Keep a number, and you can check later that nothing from before that day was changed."
    )
    context = {
        "title": title,
        "standfirst": standfirst,
        "listing": listing,
        "meta": page_metadata(request, title, standfirst, number=listing.number),
    }
    return render(request, "reading/day_lines.html", context)


@require_safe
@conditional_page
def day_lines_text(request: HttpRequest) -> HttpResponse:
    """Show all lines as text, oldest first, so that a copy of the file only grows."""
    text = "".join(line_text(line) for line in DayLine.objects.order_by("day").iterator())
    return HttpResponse(text, content_type="text/plain; charset=us-ascii")
