"""Addresses of pages: none may hide a fixed address of the site, none may be taken twice."""

from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _


def hides_fixed_address(path: str) -> bool:
    """Whether a page at this path would never be reached, since the site answers there itself."""
    try:
        return resolve(path).url_name != "wagtail_serve"
    except Resolver404:
        return False


def refuse_fixed_address(page) -> None:
    """Raise a ValidationError on `slug` when the page's address is one of the site's own.

    Looks at the page's place in the tree; the first two levels under a site's root can clash.
    """
    parent = page.get_parent() if page.path else getattr(page, "_new_parent", None)
    if parent is None or not page.slug:
        return
    site_path = site_relative(parent, page.slug)
    if site_path and hides_fixed_address(site_path):
        raise ValidationError(
            {"slug": _("The site itself answers at %(path)s. Choose another slug.") % {"path": site_path}}
        )


def site_relative(parent, slug: str) -> str:
    """The path that a child of this page would have on its site; empty outside any site."""
    from wagtail.models import Site

    for root in Site.get_site_root_paths():
        if parent.url_path.startswith(root.root_path):
            return "/" + parent.url_path[len(root.root_path) :] + slug + "/"
    return ""
