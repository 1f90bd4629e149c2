"""Where articles stand."""

from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from articles.models import ArticlePage

from .models import Address, Publication
from .refusals import Refused


def place(article: ArticlePage, publication: Publication | None) -> tuple[Site, str]:
    """The site and path at which this draft would stand.

    The first publication takes the place in the tree. Later ones keep the address, whatever has been moved
    or renamed around it; only a changed slug of the article itself gives a new one.
    Raises Refused when the article stands outside any site or the path is taken.
    """
    current = publication.current_address if publication else None
    if current:
        parent = current.path.rstrip("/").rsplit("/", 1)[0]
        site, path = current.site, f"{parent}/{article.slug}/"
    else:
        site, path = tree_place(article)
    taken = Address.objects.filter(site=site, path=path)
    if publication:
        taken = taken.exclude(publication=publication)
    if taken.exists():
        raise Refused(_("Another article stands or once stood at %(path)s. Choose another slug.") % {"path": path})
    return site, path


def tree_place(page: Page) -> tuple[Site, str]:
    """Site and path by the page tree, for a page whose `url_path` may be older than its slug."""
    parent = page.get_parent()
    for root in Site.get_site_root_paths():
        if parent.url_path.startswith(root.root_path):
            return Site.objects.get(pk=root.site_id), "/" + parent.url_path[len(root.root_path) :] + page.slug + "/"
    raise Refused(_("This article stands outside any site, so readers could not reach it. Move it under a journal."))


def is_taken(path: str, site_id: int) -> bool:
    """Whether an article stands or once stood at this path."""
    return Address.objects.filter(site_id=site_id, path=path).exists()


def settle(publication: Publication, site: Site, path: str) -> None:
    """Make this the publication's current address; the one before stays and redirects."""
    rows = Address.objects.filter(publication=publication)
    if rows.filter(site=site, path=path, current=True).exists():
        return
    rows.filter(current=True).update(current=False)
    Address.objects.update_or_create(site=site, path=path, defaults={"publication": publication, "current": True})
