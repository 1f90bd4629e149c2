"""What every page says of the site: name, sections, footer.

Asked only when a template prints it, so that the admin pays nothing, and once a request. It never fails for want of
a site: an error page is printed with it too.
"""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import mark_safe
from wagtail.models import Page, Site
from wagtail.rich_text import expand_db_html

from articles.models import JournalPage, SiteSettings
from articles.models.settings import NavigationItem

FIXED_SECTIONS = ("/countries/", "/programmes/", "/firms/", "/entities/", "/authors/", "/corrections/", "/search/")
LOGO = "max-600x96"


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the one `Chrome` of this request."""
    kept = getattr(request, "_chrome", None)
    if kept is None:
        kept = Chrome(request)
        request._chrome = kept  # type: ignore[attr-defined]  # kept for this request
    return {"chrome": kept}


class Chrome:
    """Four queries whatever the site holds: site, settings, journals, navigation; restrictions are a fifth."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def site(self) -> Site | None:
        return Site.find_for_request(self.request)

    @cached_property
    def settings(self) -> SiteSettings:
        """The site's settings; the defaults where nobody has saved any yet."""
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
    def footer_text(self) -> str:
        """Safe HTML: rich text of the desk, limited to bold, italic and links."""
        return mark_safe(expand_db_html(self.settings.footer_text))

    @cached_property
    def logo(self) -> dict[str, Any] | None:
        logo = self.settings.logo
        if logo is None:
            return None
        from wagtail.images.shortcuts import get_rendition_or_not_found

        rendition = get_rendition_or_not_found(logo, LOGO)
        return {"url": rendition.url, "width": rendition.width, "height": rendition.height}

    @cached_property
    def hidden(self) -> list[str]:
        """Tree paths under which a reader must log in or know a password."""
        from articles.record.restrictions import restricted_roots

        return restricted_roots()

    def is_shown(self, page: Page | None) -> bool:
        if page is None or not page.live:
            return False
        return not any(page.path.startswith(root) for root in self.hidden)

    @cached_property
    def journal_pages(self) -> list[JournalPage]:
        """The public journals of this site, in the order of the tree."""
        if self.site is None:
            return []
        pages = JournalPage.objects.filter(live=True).descendant_of(self.site.root_page).order_by("path")
        return [page for page in pages if self.is_shown(page)]

    @cached_property
    def journals(self) -> list[dict[str, str]]:
        return [{"name": page.title, "path": self.path_of(page)} for page in self.journal_pages]

    @cached_property
    def navigation(self) -> list[dict[str, str]]:
        if self.settings.pk is None:
            return []
        items = NavigationItem.objects.filter(settings=self.settings).select_related("page").order_by("sort_order")
        return [
            {"label": item.label or item.page.title, "path": self.path_of(item.page)}
            for item in items
            if self.is_shown(item.page)
        ]

    @cached_property
    def privacy_path(self) -> str:
        page = self.settings.privacy_page
        return self.path_of(page) if page and self.is_shown(page) else ""

    def path_of(self, page: Page) -> str:
        return page.get_url(self.request) or ""

    @property
    def home(self) -> bool:
        return self.request.path_info == "/"

    @cached_property
    def section(self) -> str:
        """The section that this page belongs to, by its address; "" for none."""
        path = self.request.path_info
        paths = [*FIXED_SECTIONS, *(journal["path"] for journal in self.journals)]
        return next((section for section in paths if path.startswith(section)), "")

    @cached_property
    def today(self) -> date:
        return timezone.localdate()
