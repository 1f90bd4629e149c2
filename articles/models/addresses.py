"""Addresses of pages: none may hide a fixed address of the site, none may be taken twice."""

from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from wagtail.models import Site

from .ports import ports


def hides_fixed_address(path: str) -> bool:
    """Whether a page at this path would never be reached, since the site answers there itself."""
    try:
        return resolve(path).url_name != "wagtail_serve"
    except Resolver404:
        return False


def address_problem(page, parent) -> str:
    """Why a page may not stand under this parent at its slug, in words; empty when it may.

    It would hide an address of the site, or take one at which an article stands or once stood.
    """
    place = site_place(parent, page.slug)
    if place is None:
        return ""
    site_id, path = place
    if hides_fixed_address(path):
        return _("The site itself answers at %(path)s. Choose another slug.") % {"path": path}
    own = getattr(page, "published_address", lambda: None)()
    if ports.address_taken(path, site_id) and not (own and own.publication.article_id == page.pk):
        return _("An article stands or once stood at %(path)s. Choose another slug.") % {"path": path}
    return ""


def refuse_bad_address(page) -> None:
    """Raise a ValidationError on `slug` for a page that has a place in the tree."""
    if page.path and page.slug and page.depth > 1 and (problem := address_problem(page, page.get_parent())):
        raise ValidationError({"slug": problem})


def site_place(parent, slug: str) -> tuple[int, str] | None:
    """Site and path that a child of this page would have; None outside any site."""
    for root in Site.get_site_root_paths():
        if parent.url_path.startswith(root.root_path):
            return root.site_id, "/" + parent.url_path[len(root.root_path) :] + slug + "/"
    return None
