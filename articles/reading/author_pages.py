"""Who writes: the list of authors and the page of each.

A page exists for those who have signed a public article. Name, biography and portrait on it are today's, from the
desk; what stood under an article when it was published stands in the record and is shown there.
"""

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.images.shortcuts import get_rendition_or_not_found

from articles.models import Author, FormerAuthorSlug
from articles.record.models import Status

from . import structured
from .alphabet import grouped, letters
from .cards import cards, listed
from .entity_pages import moved
from .paging import ARTICLES_A_PAGE, page_of

PUBLIC_BYLINE = {"bylines__publication__status": Status.PUBLIC, "bylines__publication__restricted": False}
PORTRAIT = "fill-288x288|format-webp|webpquality-80"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All authors of public articles, from A to Z."""
    authors = Author.objects.filter(**PUBLIC_BYLINE).annotate(count=Count("bylines"))
    groups = grouped(
        {"name": author.name, "path": author.get_absolute_url(), "count": author.count, "about": author.affiliation}
        for author in authors
    )
    title, standfirst = _("Authors"), _("Everyone who has written for us, with the number of articles.")
    context = {
        "title": title,
        "standfirst": standfirst,
        "groups": groups,
        "letters": letters(groups),
        "meta": structured.page(request, title, standfirst),
    }
    return render(request, "reading/index.html", context)


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """An author with the public articles that bear the name, newest first."""
    author = Author.objects.select_related("portrait").filter(slug=slug).first()
    if author is None:
        former = FormerAuthorSlug.objects.select_related("author").filter(slug=slug).first()
        if former is None or not public_articles(former.author).exists():
            raise Http404(_("We know no author by this name."))
        return moved(former.author.get_absolute_url(), request)
    listing = page_of(request, public_articles(author), ARTICLES_A_PAGE, cards)
    if not listing.paginator.count:
        raise Http404(_("We have published nothing by this author."))
    context = {
        "author": author,
        "portrait": get_rendition_or_not_found(author.portrait, PORTRAIT) if author.portrait else None,
        "listing": listing,
        "meta": structured.page(
            request, author.name, strip_tags(author.bio) or author.affiliation, number=listing.number, kind="profile"
        ),
    }
    return render(request, "reading/author.html", context)


def public_articles(author: Author):
    return listed().filter(bylines__author=author)
