"""The page of a journal: its current text from the admin, and the list of its articles from the record."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.models import Disclaimer, JournalPage

from ..pagination import ARTICLES_PER_PAGE, get_list_page
from ..presenters.cards import listed_publications, make_cards
from ..presenters.metadata import page_metadata


def serve_journal(page: JournalPage, request: HttpRequest) -> HttpResponse:
    """Show a journal, or a draft of one in a preview. A journal that was never saved has no articles."""
    publications = listed_publications()
    publications = publications.filter(journal=page) if page.pk else publications.none()
    listing = get_list_page(request, publications, ARTICLES_PER_PAGE, make_cards)
    context = page.get_context(request) | {
        "listing": listing,
        "disclaimer_text": "".join(disclaimer.text for disclaimer in standing_disclaimers(page)),
        "meta": page_metadata(request, page.title, page.standfirst, number=listing.number),
    }
    return TemplateResponse(request, "reading/journal.html", context)


def standing_disclaimers(page: JournalPage) -> list[Disclaimer]:
    """Return the current standing disclaimers; an article shows those in its version."""
    rows = page.standing_disclaimers.all()
    # A draft in a preview has a list of unsaved rows here, and not a queryset.
    if hasattr(rows, "select_related"):
        rows = rows.select_related("disclaimer")
    return [row.disclaimer for row in rows]
