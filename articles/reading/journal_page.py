"""The page of a journal: its words are the desk's, its list is the record's."""

from django.http import HttpRequest

from articles.models import JournalPage

from . import structured
from .cards import cards, listed
from .paging import ARTICLES_A_PAGE, page_of


def journal_context(page: JournalPage, request: HttpRequest) -> dict:
    """What `reading/journal.html` prints besides the page itself. A journal that was never saved has no articles."""
    publications = listed().filter(journal=page) if page.pk else listed().none()
    listing = page_of(request, publications, ARTICLES_A_PAGE, cards)
    return {
        "listing": listing,
        "disclaimers": disclaimers(page),
        "meta": structured.page(request, page.title, page.standfirst, number=listing.number),
    }


def disclaimers(page: JournalPage) -> list:
    """The standing disclaimers as they hold today; an article shows those it was published with."""
    standing = page.standing_disclaimers.all()
    if hasattr(standing, "select_related"):
        standing = standing.select_related("disclaimer")
    return [row.disclaimer for row in standing]
