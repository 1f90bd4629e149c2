"""Links, resolved to URLs: the copy never contains primary keys of rows that may be deleted."""

from dataclasses import dataclass, field
from typing import TypedDict
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from ..models import Publication
from .carried import CarriedValues

SCHEMES = {"http", "https", "mailto", ""}


class LinkStyle(TypedDict, total=False):
    """The keys that a link adds to its spans; none when readers cannot follow it."""

    href: str
    link_id: str


class LinkAddress(TypedDict):
    href: str


@dataclass
class LinkResolver:
    """Resolves the links of one article, and remembers the pages it has looked up.

    site: the article's site; URLs on it are written as paths. carried: the URL of a linked page is carried over.
    """

    site: Site
    carried: CarriedValues = field(default_factory=lambda: CarriedValues(None))
    pages: dict[int, LinkStyle] = field(default_factory=dict)

    def page_link(self, page_id: int) -> LinkStyle:
        """Return URL and permanent id of a page of the site; nothing for a page that readers cannot open."""
        if page_id not in self.pages:
            self.pages[page_id] = self.resolve_page(page_id)
        return self.pages[page_id]

    def resolve_page(self, page_id: int) -> LinkStyle:
        found = self.find_page(page_id)
        if found is None:
            return {}
        identifier, title, href = found
        label = _("Address of “%(title)s”") % {"title": title}
        current: LinkAddress = {"href": href}
        kept = self.carried.keep_or_update("link", identifier, label, current)
        return {"link_id": identifier, "href": kept["href"]}

    def find_page(self, page_id: int) -> tuple[str, str, str] | None:
        """Return (permanent id, title, URL) of a published article or of a live page."""
        publication = Publication.objects.filter(article_id=page_id).first()
        if publication:
            address = publication.current_address
            if address is None:
                return None
            return str(publication.uid), publication.title, self.relative_url(address.site, address.path)
        page = Page.objects.filter(pk=page_id, live=True).first()
        parts = page.specific.get_url_parts() if page else None
        if page is None or not parts or parts[1] is None:
            return None
        site_id, root, path = parts
        identifier = str(getattr(page.specific, "uid", f"page-{page.pk}"))
        return identifier, page.title, path if site_id == self.site.pk else root + path

    def relative_url(self, site: Site, path: str) -> str:
        return path if site.pk == self.site.pk else site.root_url + path

    def external_link(self, href: str) -> LinkStyle:
        """Return a typed URL; nothing for a scheme that is not allowed."""
        href = href.strip()
        try:
            scheme = urlsplit(href).scheme.lower()
        except ValueError:
            return {}
        return {"href": href} if href and scheme in SCHEMES else {}
