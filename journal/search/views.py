"""The page `/search/`: a form and a list of articles."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.reading.pagination import ARTICLES_PER_PAGE, get_list_page
from articles.reading.presenters.cards import make_cards
from articles.reading.presenters.metadata import page_metadata

from .queries import MAX_LENGTH, Query, find_articles, found_by_shown_words, parse_query


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the articles that the query parameter `q` finds. Status 400 for a query that is too long."""
    query = parse_query(request.GET.get("q", ""))
    problem = query_problem(query)
    listing = get_list_page(request, find_articles(query), ARTICLES_PER_PAGE)
    found = list(listing.object_list)
    shown = found_by_shown_words(found, query)
    count = listing.paginator.count - len(found) + len(shown)
    listing.object_list = make_cards(shown)
    context = {
        "q": query.text[:MAX_LENGTH],
        "asked": bool(query.words) and not problem,
        "problem": problem,
        "listing": listing,
        "count": count,
        "page_query": f"{urlencode({'q': query.text})}&",
        "meta": page_metadata(request, _("Search")),
    }
    return render(request, "journal/search.html", context, status=400 if query.too_long else 200)


def query_problem(query: Query) -> str:
    """Return why a query cannot be searched for; empty when it can, and for an empty query."""
    if query.too_long:
        return _("That is too long to search for: %(limit)d characters are the most.") % {"limit": MAX_LENGTH}
    if query.text and not query.words:
        return _("There is no word in that to search for. A word has a letter or a digit.")
    return ""
