"""Redirects to public pages."""

from django.http import HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.models import Site

from articles.record.models import Publication


def permanent_redirect(path: str, request: HttpRequest) -> HttpResponsePermanentRedirect:
    """Redirect to the current URL of something whose former URL was requested."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def redirect_to_article(
    publication: Publication, request: HttpRequest, rest: str = ""
) -> HttpResponsePermanentRedirect:
    """Redirect to the current URL of an article, which may be on another site. rest: the part for its versions."""
    return permanent_redirect(f"{current_url(publication, request)}{rest}", request)


def redirect_to_current_path(publication: Publication, request: HttpRequest) -> HttpResponseRedirect:
    """Redirect from the address by permanent id. The path may change, so browsers do not remember it."""
    return HttpResponseRedirect(current_url(publication, request))


def current_url(publication: Publication, request: HttpRequest) -> str:
    """Return the path of an article, or its URL where it is on another site."""
    current = publication.current_address
    if current is None:
        raise LookupError(f"publication {publication.pk} has no current address")
    site = Site.find_for_request(request)
    root = "" if site and current.site_id == site.pk else current.site.root_url
    return f"{root}{current.path}"
