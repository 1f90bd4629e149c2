"""Links, resolved: the record holds addresses, never ids of rows that may go."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from ..models import Publication
from .carried import Carried

SCHEMES = {"http", "https", "mailto", ""}


@dataclass
class LinkResolver:
    """Resolves the links of one article; remembers what it looked up.

    site: the site on which the article stands; addresses on it are written as paths.
    carried: the address of a linked page stays as it was, matched by the page's permanent id.
    """

    site: Site
    carried: Carried = field(default_factory=lambda: Carried(None))
    pages: dict[int, dict] = field(default_factory=dict)

    def page(self, page_id: int) -> dict:
        """{"href", "link_id"} of a page of ours; {} when nobody can reach it."""
        if page_id not in self.pages:
            found = self.look_up(page_id)
            if found:
                identifier, title, href = found
                self.pages[page_id] = {
                    "link_id": identifier,
                    **self.carried.over(
                        "link", identifier, _("Address of “%(title)s”") % {"title": title}, {"href": href}
                    ),
                }
            else:
                self.pages[page_id] = {}
        return self.pages[page_id]

    def look_up(self, page_id: int) -> tuple[str, str, str] | None:
        """(permanent id, title, address) of an article that readers have seen, or of a live page."""
        publication = Publication.objects.filter(article_id=page_id).first()
        if publication:
            address = publication.current_address
            return str(publication.uid), publication.title, self.relative(address.site, address.path)
        page = Page.objects.filter(pk=page_id, live=True).first()
        parts = page.specific.get_url_parts() if page else None
        if not parts or parts[1] is None:
            return None
        site_id, root, path = parts
        identifier = str(getattr(page.specific, "uid", f"page-{page.pk}"))
        return identifier, page.title, path if site_id == self.site.pk else root + path

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
