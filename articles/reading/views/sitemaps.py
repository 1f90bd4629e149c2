"""The file `/sitemap.xml` (https://www.sitemaps.org/protocol.html): every page that anyone may read.

One file while all URLs fit into it; beyond that an index of files by section and page. URLs are under SITE_URL,
whatever host the request named.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Page, Site

from articles.models import ArticlePage, Author
from articles.models.addresses import absolute_url
from articles.record.models import Address, Publication

from ..pagination import PAGE_NUMBER
from ..presenters.entities import mentioned_entities
from .authors import PUBLIC_BYLINE

FIXED_PATHS = ("/authors/", "/entities/", "/countries/", "/programmes/", "/firms/", "/corrections/", "/record/days/")
CONTENT_TYPE = "application/xml; charset=utf-8"

# The path of a page, and the date of its last change or None.
Item = tuple[str, datetime | date | None]
Items = Sequence[Item] | QuerySet[Address, tuple[str, datetime]]


class SitemapSection(Sitemap[Item]):
    """A section whose items are queried once."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        root = urlsplit(absolute_url("/"))
        self.protocol, self.domain = root.scheme, root.netloc

    def get_domain(self, site: Any = None) -> str:
        return self.domain

    def items(self) -> Items:
        return self.cached_items

    @cached_property
    def cached_items(self) -> Items:
        return self.find_items()

    def find_items(self) -> Items:
        raise NotImplementedError

    def location(self, item: Item) -> str:
        return item[0]

    def lastmod(self, item: Item) -> Any:
        return item[1]


class PageSection(SitemapSection):
    """Home page, journals, standard pages and the fixed lists."""

    def find_items(self) -> Items:
        site = Site.find_for_request(self.request)
        if site is None:
            return []
        pages = Page.objects.live().public().not_type(ArticlePage).descendant_of(site.root_page, inclusive=True)
        paths = [page.get_url(self.request) for page in pages.order_by("path")]
        return [(path, None) for path in (*paths, *FIXED_PATHS)]


class ArticleSection(SitemapSection):
    def find_items(self) -> Items:
        rows = Address.objects.filter(
            current=True,
            site=Site.find_for_request(self.request),
            publication__in=Publication.objects.public().values("pk"),
        )
        return rows.order_by("-publication__published_at", "pk").values_list("path", "publication__substantive_at")


class AuthorSection(SitemapSection):
    def find_items(self) -> Items:
        rows = Author.objects.filter(**PUBLIC_BYLINE).annotate(newest=Max("bylines__publication__published_on"))
        return [(author.get_absolute_url(), author.newest) for author in rows.order_by("slug")]


class EntitySection(SitemapSection):
    def find_items(self) -> Items:
        return sorted((entity.path, None) for entity in mentioned_entities())


# By the name in the URL of the section's file.
SECTIONS: dict[str, type[SitemapSection]] = {
    "pages": PageSection,
    "articles": ArticleSection,
    "authors": AuthorSection,
    "subjects": EntitySection,
}


@require_safe
@conditional_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Show all URLs in one file, or the index of the sections' files when there are too many."""
    sections = {name: section(request) for name, section in SECTIONS.items()}
    paginators = {name: section.paginator for name, section in sections.items()}
    if sum(paginator.count for paginator in paginators.values()) <= SitemapSection.limit:
        return render_urls(request, [url for section in sections.values() for url in section.get_urls()])
    files = []
    for name, paginator in paginators.items():
        path = reverse("reading:sitemap_section", args=[name])
        files += [{"location": absolute_url(f"{path}?p={number}")} for number in paginator.page_range]
    return render(request, "sitemap_index.xml", {"sitemaps": files}, content_type=CONTENT_TYPE)


@require_safe
@conditional_page
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """Show one page of one section of the index."""
    number = request.GET.get("p", "1")
    if section not in SECTIONS or not PAGE_NUMBER.fullmatch(number):
        raise Http404
    try:
        urls = SECTIONS[section](request).get_urls(page=int(number))
    except EmptyPage as error:
        raise Http404 from error
    return render_urls(request, urls)


def render_urls(request: HttpRequest, urls: Sequence[Mapping[str, Any]]) -> HttpResponse:
    return render(request, "sitemap.xml", {"urlset": urls}, content_type=CONTENT_TYPE)
