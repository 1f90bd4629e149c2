"""`/search/`: a plain form, and a list of articles."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.reading.pagination import ARTICLES_A_PAGE, page_of
from articles.reading.presenters import metadata
from articles.reading.presenters.cards import cards

from .queries import LONGEST, find, read


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results for `?q=`, a page at a time; 400 in words for a query longer than anyone types."""
    query = read(request.GET.get("q", ""))
    problem = ""
    if query.too_long:
        problem = _("That is too long to search for: %(limit)d characters are the most.") % {"limit": LONGEST}
    elif query.text and not query.words:
        problem = _("There is no word in that to search for. A word has a letter or a digit.")
    context = {
        "q": query.text[:LONGEST],
        "asked": bool(query.words) and not problem,
        "problem": problem,
        "listing": page_of(request, find(query), ARTICLES_A_PAGE, cards),
        "page_query": f"{urlencode({'q': query.text})}&",
        "meta": metadata.page(request, _("Search")),
    }
    return render(request, "journal/search.html", context, status=400 if query.too_long else 200)
