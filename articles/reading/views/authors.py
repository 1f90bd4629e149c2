"""Who writes: the list of authors and the page of each.

A page exists for those who have signed a public article. Name, biography and portrait on it are today's, from the
desk; what stood under an article when it was published stands in the record and is shown there.
"""

from collections.abc import Sequence

from django.db.models import Count, Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.images.shortcuts import get_rendition_or_not_found

from articles.models import Author, EditorialImage, FormerAuthorSlug
from articles.reading.pagination import ARTICLES_A_PAGE, AUTHORS_A_PAGE, page_of
from articles.reading.presenters import metadata
from articles.reading.presenters.alphabet import sort_key
from articles.reading.presenters.cards import cards, listed
from articles.reading.views.entities import moved
from articles.record.models import Status

PUBLIC_BYLINE = {"bylines__publication__status": Status.PUBLIC, "bylines__publication__restricted": False}
SMALL_PORTRAIT = "fill-144x144|format-webp|webpquality-80"
PORTRAIT = "fill-288x288|format-webp|webpquality-80"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All authors of public articles, by name."""
    authors = Author.objects.filter(**PUBLIC_BYLINE).annotate(count=Count("bylines")).defer("bio")
    listing = page_of(
        request, sorted(authors, key=lambda author: sort_key(author.name)), AUTHORS_A_PAGE, with_portraits
    )
    title, standfirst = _("Authors"), _("Everyone who has written for us, with the number of articles.")
    context = {
        "title": title,
        "standfirst": standfirst,
        "listing": listing,
        "meta": metadata.page(request, title, standfirst, number=listing.number),
    }
    return render(request, "reading/authors.html", context)


def with_portraits(authors: Sequence[Author]) -> list[dict]:
    """[{"author", "portrait": rendition or None}]. Two queries for all portraits, once each has been drawn."""
    images = EditorialImage.objects.prefetch_renditions(SMALL_PORTRAIT)
    prefetch_related_objects(list(authors), Prefetch("portrait", images))
    return [{"author": author, "portrait": rendition(author, SMALL_PORTRAIT)} for author in authors]


def rendition(author: Author, spec: str):
    """The portrait in a size, or Wagtail's stand-in where its file is gone."""
    return get_rendition_or_not_found(author.portrait, spec) if author.portrait else None


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
        "portrait": rendition(author, PORTRAIT),
        "listing": listing,
        "meta": metadata.page(
            request, author.name, strip_tags(author.bio) or author.affiliation, number=listing.number, kind="profile"
        ),
    }
    return render(request, "reading/author.html", context)


def public_articles(author: Author):
    return listed().filter(bylines__author=author)
