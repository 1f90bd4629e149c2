"""`/sitemap.xml` (sitemaps.org): every page that anyone may read.

One file while everything fits into it; beyond that an index of files by section and page. Addresses begin with the
site's own, whatever host the request named.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from urllib.parse import urlsplit

from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Page, Site

from articles.models import ArticlePage, Author
from articles.models.addresses import absolute_url
from articles.reading.pagination import PAGE_NUMBER
from articles.reading.presenters.subjects import subjects
from articles.reading.views.authors import PUBLIC_BYLINE
from articles.record.models import Address, Status

FIXED = ("/authors/", "/entities/", "/countries/", "/programmes/", "/firms/", "/corrections/")
CONTENT_TYPE = "application/xml; charset=utf-8"


class Section(Sitemap):
    """Items are (path, date of the last change or None), asked for once."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        root = urlsplit(absolute_url("/"))
        self.protocol, self.domain = root.scheme, root.netloc

    def get_domain(self, site=None) -> str:
        return self.domain

    def items(self):
        return self.rows

    @cached_property
    def rows(self):
        return self.find()

    def find(self) -> Sequence[tuple[str, datetime | date | None]]:
        raise NotImplementedError

    def location(self, item: tuple[str, datetime | date | None]) -> str:
        return item[0]

    def lastmod(self, item: tuple[str, datetime | date | None]):
        return item[1]


class Pages(Section):
    """Home, journals, standing pages and the fixed lists."""

    def find(self):
        site = Site.find_for_request(self.request)
        if site is None:
            return []
        pages = Page.objects.live().public().not_type(ArticlePage).descendant_of(site.root_page, inclusive=True)
        paths = [page.get_url(self.request) for page in pages.order_by("path")]
        return [(path, None) for path in (*paths, *FIXED)]


class Articles(Section):
    def find(self):
        rows = Address.objects.filter(
            current=True,
            site=Site.find_for_request(self.request),
            publication__status=Status.PUBLIC,
            publication__restricted=False,
        )
        return rows.order_by("-publication__published_at", "pk").values_list("path", "publication__substantive_at")


class Authors(Section):
    def find(self):
        rows = Author.objects.filter(**PUBLIC_BYLINE).annotate(newest=Max("bylines__publication__published_on"))
        return [(author.get_absolute_url(), author.newest) for author in rows.order_by("slug")]


class Subjects(Section):
    def find(self):
        return sorted((subject.path, None) for subject in subjects())


SECTIONS = {"pages": Pages, "articles": Articles, "authors": Authors, "subjects": Subjects}


@require_safe
@conditional_page
def sitemap(request: HttpRequest) -> HttpResponse:
    parts = {name: kind(request) for name, kind in SECTIONS.items()}
    paginators = {name: part.paginator for name, part in parts.items()}
    if sum(paginator.count for paginator in paginators.values()) <= Section.limit:
        return answer(request, [url for part in parts.values() for url in part.get_urls()])
    files = []
    for name, paginator in paginators.items():
        path = reverse("reading:sitemap_section", args=[name])
        files += [{"location": absolute_url(f"{path}?p={number}")} for number in paginator.page_range]
    return render(request, "sitemap_index.xml", {"sitemaps": files}, content_type=CONTENT_TYPE)


@require_safe
@conditional_page
def section(request: HttpRequest, section: str) -> HttpResponse:
    """One page of one section of the index."""
    number = request.GET.get("p", "1")
    if section not in SECTIONS or not PAGE_NUMBER.fullmatch(number):
        raise Http404
    try:
        urls = SECTIONS[section](request).get_urls(page=int(number))
    except EmptyPage as beyond:
        raise Http404 from beyond
    return answer(request, urls)


def answer(request: HttpRequest, urls: list[dict]) -> HttpResponse:
    return render(request, "sitemap.xml", {"urlset": urls}, content_type=CONTENT_TYPE)
