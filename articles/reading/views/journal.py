"""The page of a journal: its own text, and the list of its articles from the record."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.models import Disclaimer, JournalPage
from articles.reading.pagination import ARTICLES_A_PAGE, page_of
from articles.reading.presenters import metadata
from articles.reading.presenters.cards import cards, listed


def serve_journal(page: JournalPage, request: HttpRequest) -> HttpResponse:
    """Render a journal, or a draft of one in a preview. A journal that was never saved has no articles."""
    publications = listed().filter(journal=page) if page.pk else listed().none()
    listing = page_of(request, publications, ARTICLES_A_PAGE, cards)
    context = page.get_context(request) | {
        "listing": listing,
        "disclaimers": standing_disclaimers(page),
        "meta": metadata.page(request, page.title, page.standfirst, number=listing.number),
    }
    return TemplateResponse(request, "reading/journal.html", context)


def standing_disclaimers(page: JournalPage) -> list[Disclaimer]:
    """Return the current standing disclaimers; each article shows those it was published with."""
    rows = page.standing_disclaimers.all()
    if hasattr(rows, "select_related"):
        rows = rows.select_related("disclaimer")
    return [row.disclaimer for row in rows]
