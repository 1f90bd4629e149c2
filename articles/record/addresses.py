"""The public addresses of articles."""

from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from articles.models import ArticlePage
from articles.models.addresses import child_location

from .models import Act, Address, Publication
from .models.acts import OPEN
from .refusals import Refused


def address_for(article: ArticlePage, publication: Publication | None) -> tuple[Site, str]:
    """Return the site and path that a publication of this draft would have.

    The first publication takes its place in the page tree. Later ones keep the current address, whatever has been
    moved or renamed around it; only a new slug of the article itself gives a new address.
    Raises Refused when the article is outside every site or the path belongs to another article.
    """
    current = publication.current_address if publication else None
    if current:
        parent_path = current.path.rstrip("/").rsplit("/", 1)[0]
        site, path = current.site, f"{parent_path}/{article.slug}/"
    else:
        site, path = tree_address(article)
    check_free(article.pk, site, path)
    return site, path


def check_free(article_id: int, site: Site, path: str) -> None:
    """Raise Refused when another article has or had this address, or a scheduled one reserves it.

    Within a transaction that writes, call `transactions.lock_address` before.
    """
    values = {"path": path}
    if Address.objects.filter(site=site, path=path).exclude(publication__article_id=article_id).exists():
        message = _("Another article has or had the address %(path)s. Choose another slug.")
        raise Refused(message % values, "address_taken")
    reserved = Act.objects.filter(site=site, path=path, state__in=OPEN).exclude(article_id=article_id)
    if reserved.exists():
        message = _("The address %(path)s is reserved for a scheduled article. Choose another slug.")
        raise Refused(message % values, "address_reserved")


def tree_address(page: Page) -> tuple[Site, str]:
    """Return site and path by the page tree, for a page whose `url_path` may be older than its slug."""
    location = child_location(page.get_parent(), page.slug)
    if location is None:
        message = _("This article is outside every site, so readers could not reach it. Move it under a journal.")
        raise Refused(message, "outside_site")
    site_id, path = location
    return Site.objects.get(pk=site_id), path


def is_address_taken(path: str, site_id: int, page_id: int | None) -> bool:
    """Whether an article has or had this path, or a scheduled publication of another page than this reserves it."""
    reserved = Act.objects.filter(site_id=site_id, path=path, state__in=OPEN).exclude(article_id=page_id)
    return Address.objects.filter(site_id=site_id, path=path).exists() or reserved.exists()


def make_current(publication: Publication, site: Site, path: str) -> None:
    """Make this the publication's current address; the previous one stays and redirects."""
    addresses = Address.objects.filter(publication=publication)
    if addresses.filter(site=site, path=path, current=True).exists():
        return
    addresses.filter(current=True).update(current=False)
    Address.objects.update_or_create(site=site, path=path, defaults={"publication": publication, "current": True})
