"""Permanent redirects of public pages, which keep the query string."""

from django.http import HttpRequest, HttpResponsePermanentRedirect
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
    current = publication.current_address
    if current is None:
        raise LookupError(f"publication {publication.pk} has no current address")
    site = Site.find_for_request(request)
    root = "" if site and current.site_id == site.pk else current.site.root_url
    return permanent_redirect(f"{root}{current.path}{rest}", request)
