"""URLs of pages: absolute URLs, and the checks on a page's slug."""

from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from .ports import ports


def absolute_url(path: str) -> str:
    """Return a path of the site as an absolute URL under SITE_URL; an absolute URL is returned unchanged.

    Needs no request, so that pages, feeds, e-mails and background processes give the same URL.
    """
    return settings.SITE_URL + path if path.startswith("/") else path


def article_path(uid: UUID | str) -> str:
    """Return the path that names an article by its permanent id. It redirects to the current path of the article.

    Used where a path that is made of the title must not appear, or must not become outdated.
    """
    return f"/record/{uid}/"


def hides_fixed_url(path: str) -> bool:
    """Whether a view with a fixed URL answers at this path and would make a page there unreachable."""
    try:
        return resolve(path).url_name != "wagtail_serve"
    except Resolver404:
        return False


def address_problem(page: Page, parent: Page) -> ValidationError | None:
    """Return why a page cannot have its slug under this parent, or None when it can.

    Codes: "fixed_url" for a path at which a view of the site answers, "address_taken" for the current, a former or a
    scheduled address of another article.
    """
    location = child_location(parent, page.slug)
    if location is None:
        return None
    site_id, path = location
    if hides_fixed_url(path):
        message = _("The address %(path)s is used by the site itself. Choose another slug.")
        return ValidationError(message, code="fixed_url", params={"path": path})
    if not has_published_address(page) and ports.address_taken(path, site_id, page.pk):
        message = _("Another article has, had or will have the address %(path)s. Choose another slug.")
        return ValidationError(message, code="address_taken", params={"path": path})
    return None


def has_published_address(page: Page) -> bool:
    """Whether a page is an article that keeps the address in the record, wherever it is in the page tree."""
    return bool(getattr(page, "published_address", lambda: None)())


def validate_address(page: Page) -> None:
    """Raise a ValidationError on `slug` for a page in the tree that cannot have its slug."""
    if page.path and page.slug and page.depth > 1 and (problem := address_problem(page, page.get_parent())):
        raise ValidationError({"slug": problem})


def child_location(parent: Page, slug: str) -> tuple[int, str] | None:
    """Return (site id, path) that a child of `parent` with this slug would have; None outside every site."""
    for root in Site.get_site_root_paths():
        if parent.url_path.startswith(root.root_path):
            return root.site_id, "/" + parent.url_path[len(root.root_path) :] + slug + "/"
    return None
