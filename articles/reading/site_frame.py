"""The frame of every page: name of the site, sections, footer.

Each value is queried when a template first prints it, and once a request. So the admin pays nothing for it, and an
error page can be shown where there is no site.
"""

from datetime import date
from functools import cached_property
from typing import TypedDict

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page, Site
from wagtail.rich_text import expand_db_html

from articles.models import JournalPage, SiteSettings
from articles.models.settings import NavigationItem
from articles.record.restrictions import restricted_roots

from .rich_text import without_hidden

FIXED_SECTIONS = ("/countries/", "/programmes/", "/firms/", "/entities/", "/authors/", "/corrections/", "/search/")
LOGO = "max-600x96"


class Logo(TypedDict):
    url: str
    width: int
    height: int


class JournalLink(TypedDict):
    name: str
    path: str


class NavigationLink(TypedDict):
    label: str
    path: str


class SiteFrameContext(TypedDict):
    site_frame: "SiteFrame"


def site_frame(request: HttpRequest) -> SiteFrameContext:
    """Context processor: the SiteFrame of a request as `site_frame`."""
    return {"site_frame": get_site_frame(request)}


def get_site_frame(request: HttpRequest) -> "SiteFrame":
    """Return the SiteFrame of a request, the same one each time."""
    frame: SiteFrame | None = getattr(request, "_site_frame", None)
    if frame is None:
        frame = SiteFrame(request)
        request._site_frame = frame  # type: ignore[attr-defined]  # cached on the request, as Wagtail does with its site
    return frame


class SiteFrame:
    """Four queries whatever the site holds: site, settings, journals, navigation. View restrictions are a fifth."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def site(self) -> Site | None:
        return Site.find_for_request(self.request)

    @cached_property
    def settings(self) -> SiteSettings:
        """The settings of the site; the defaults where none are saved."""
        found = SiteSettings.objects.filter(site=self.site).select_related("logo", "privacy_page").first()
        return found or SiteSettings()

    @property
    def site_name(self) -> str:
        return self.settings.name

    @property
    def tagline(self) -> str:
        return self.settings.tagline

    @property
    def postal_address(self) -> str:
        return self.settings.postal_address

    @cached_property
    def footer_text(self) -> SafeString:
        """Wagtail's rich text as HTML; its field allows bold, italic and links."""
        return mark_safe(expand_db_html(without_hidden(self.settings.footer_text)))

    @cached_property
    def logo(self) -> Logo | None:
        logo = self.settings.logo
        if logo is None:
            return None
        rendition = get_rendition_or_not_found(logo, LOGO)
        return {"url": rendition.url, "width": rendition.width, "height": rendition.height}

    @cached_property
    def restricted_paths(self) -> list[str]:
        """Tree paths under which a reader must log in or enter a password."""
        return restricted_roots()

    def is_public(self, page: Page | None) -> bool:
        if page is None or not page.live:
            return False
        return not any(page.path.startswith(root) for root in self.restricted_paths)

    @cached_property
    def journal_pages(self) -> list[JournalPage]:
        """The public journals of this site, in the order of the tree."""
        if self.site is None:
            return []
        pages = JournalPage.objects.filter(live=True).descendant_of(self.site.root_page).order_by("path")
        return [page for page in pages if self.is_public(page)]

    @cached_property
    def journals(self) -> list[JournalLink]:
        return [{"name": page.title, "path": self.path_of(page)} for page in self.journal_pages]

    @cached_property
    def navigation(self) -> list[NavigationLink]:
        if self.settings.pk is None:
            return []
        items = NavigationItem.objects.filter(settings=self.settings).select_related("page").order_by("sort_order")
        return [
            {"label": item.label or item.page.title, "path": self.path_of(item.page)}
            for item in items
            if self.is_public(item.page)
        ]

    @cached_property
    def privacy_path(self) -> str:
        page = self.settings.privacy_page
        return self.path_of(page) if page and self.is_public(page) else ""

    def path_of(self, page: Page) -> str:
        return page.get_url(self.request) or ""

    @property
    def is_home(self) -> bool:
        return self.request.path_info == "/"

    @cached_property
    def section(self) -> str:
        """The path of the section to which this page belongs; empty for none."""
        path = self.request.path_info
        paths = [*FIXED_SECTIONS, *(journal["path"] for journal in self.journals)]
        return next((section for section in paths if path.startswith(section)), "")

    @cached_property
    def today(self) -> date:
        return timezone.localdate()
