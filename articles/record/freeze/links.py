"""Links, resolved: the record holds addresses, never ids of rows that may go."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from wagtail.models import Page, Site

from ..models import Publication

SCHEMES = {"http", "https", "mailto", ""}


@dataclass
class LinkResolver:
    """Resolves the links of one article; remembers what it looked up.

    site: the site on which the article stands; addresses on it are written as paths.
    """

    site: Site
    pages: dict[int, dict] = field(default_factory=dict)

    def page(self, page_id: int) -> dict:
        """{"href"} of a page, with {"link_id"} when it is a published article; {} when nobody can reach it."""
        if page_id not in self.pages:
            self.pages[page_id] = self.look_up(page_id)
        return self.pages[page_id]

    def look_up(self, page_id: int) -> dict:
        publication = Publication.objects.filter(article_id=page_id).first()
        if publication:
            address = publication.current_address
            return {"href": self.relative(address.site, address.path), "link_id": str(publication.uid)}
        page = Page.objects.filter(pk=page_id, live=True).first()
        parts = page.specific.get_url_parts() if page else None
        if not parts or parts[1] is None:
            return {}
        site_id, root, path = parts
        return {"href": path if site_id == self.site.pk else root + path}

    def relative(self, site: Site, path: str) -> str:
        return path if site.pk == self.site.pk else site.root_url + path

    def outside(self, href: str) -> dict:
        """{"href"} of a typed address, or {} for a scheme that a reader must not be led to."""
        href = href.strip()
        try:
            scheme = urlsplit(href).scheme.lower()
        except ValueError:
            return {}
        return {"href": href} if href and scheme in SCHEMES else {}
