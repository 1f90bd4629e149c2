"""The list of authors and the page of each.

An author has a page once a public article names them. Name, biography and portrait on it are the current ones of the
admin; an article shows those in its version.
"""

from collections.abc import Iterable
from typing import TypedDict

from django.db.models import Count, Prefetch, QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.images.models import AbstractRendition
from wagtail.images.shortcuts import get_rendition_or_not_found

from articles.models import Author, EditorialImage, FormerAuthorSlug
from articles.record.models import Publication, Status

from ..pagination import ARTICLES_PER_PAGE, AUTHORS_PER_PAGE, get_list_page
from ..presenters.alphabet import sort_key
from ..presenters.cards import listed_publications, make_cards
from ..presenters.metadata import page_metadata
from ..rich_text import without_hidden
from .redirects import permanent_redirect

PUBLIC_BYLINE = {
    "bylines__publication__status": Status.PUBLIC,
    "bylines__publication__restricted": False,
    "bylines__publication__private": False,
}
SMALL_PORTRAIT = "fill-144x144|format-webp|webpquality-80"
PORTRAIT = "fill-288x288|format-webp|webpquality-80"


class AuthorRow(TypedDict):
    """A row of the list. The author is annotated with `count`, the number of public articles."""

    author: Author
    portrait: AbstractRendition | None


@require_safe
def author_list(request: HttpRequest) -> HttpResponse:
    """Show all authors of public articles, by name."""
    authors = Author.objects.filter(**PUBLIC_BYLINE).annotate(count=Count("bylines")).defer("bio")
    by_name = sorted(authors, key=lambda author: sort_key(author.name))
    listing = get_list_page(request, by_name, AUTHORS_PER_PAGE, author_rows)
    title, standfirst = _("Authors"), _("Everyone whose articles you can read here, with the number of articles.")
    context = {
        "title": title,
        "standfirst": standfirst,
        "listing": listing,
        "meta": page_metadata(request, title, standfirst, number=listing.number),
    }
    return render(request, "reading/authors.html", context)


def author_rows(authors: Iterable[Author]) -> list[AuthorRow]:
    """Return the rows with portraits, with two queries once all renditions exist."""
    authors = list(authors)
    images = EditorialImage.objects.prefetch_renditions(SMALL_PORTRAIT)
    prefetch_related_objects(authors, Prefetch("portrait", images))
    return [{"author": author, "portrait": portrait_rendition(author, SMALL_PORTRAIT)} for author in authors]


def portrait_rendition(author: Author, spec: str) -> AbstractRendition | None:
    """Return the portrait in one size, or Wagtail's placeholder where its file is missing."""
    if author.portrait is None:
        return None
    rendition: AbstractRendition = get_rendition_or_not_found(author.portrait, spec)
    return rendition


@require_safe
def author_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an author and the public articles that name them, newest first."""
    author = Author.objects.select_related("portrait").filter(slug=slug).first()
    if author is None:
        former = FormerAuthorSlug.objects.select_related("author").filter(slug=slug).first()
        if former is None or not public_articles(former.author).exists():
            raise Http404(_("We know no author by this name."))
        return permanent_redirect(former.author.get_absolute_url(), request)
    listing = get_list_page(request, public_articles(author), ARTICLES_PER_PAGE, make_cards)
    if not listing.paginator.count:
        raise Http404(_("There is nothing by this author that everybody can read."))
    bio = without_hidden(author.bio)
    description = strip_tags(bio) or author.affiliation
    context = {
        "author": author,
        "bio": bio,
        "portrait": portrait_rendition(author, PORTRAIT),
        "listing": listing,
        "meta": page_metadata(request, author.name, description, number=listing.number, kind="profile"),
    }
    return render(request, "reading/author.html", context)


def public_articles(author: Author) -> QuerySet[Publication]:
    return listed_publications().filter(bylines__author=author)
