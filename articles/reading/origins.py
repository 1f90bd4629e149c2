"""Protection of forms for readers against cross-site requests, without a CSRF token."""

from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

DEFAULT_PORTS = {"http": 80, "https": 443}


def is_from_own_site(request: HttpRequest) -> bool:
    """Whether a form was sent from a page of this site.

    Forms for anonymous readers have no CSRF token, since a token needs a cookie and an uncached page. A token would
    prevent other sites from making the browsers of their visitors sign up third persons. Headers that browsers send
    show such a request as well:

    1. `Sec-Fetch-Site` decides alone where it is present: pages cannot set it.
    2. Otherwise `Origin`, which browsers send with every POST, must be an origin of this site, which `null` is not.
    3. Otherwise `Referer`, if present, must be of this site.
    4. A request without these headers is not sent by a browser. It is accepted, since its sender could write the
       headers too; the rate limits apply to it.
    """
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site in ("same-origin", "none")
    for header in ("Origin", "Referer"):
        value = request.headers.get(header)
        if value is not None:
            return origin_of(value) in own_origins(request)
    return True


def own_origins(request: HttpRequest) -> set[str]:
    """Return the origins of SITE_URL and of the request's host, if that is allowed."""
    origins = {origin_of(settings.SITE_URL)}
    with suppress(DisallowedHost):
        origins.add(origin_of(f"{request.scheme}://{request.get_host()}"))
    return origins - {""}


def origin_of(url: str) -> str:
    """Return scheme, host and port of a URL, without the default port, or an empty string without a host."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    if not parts.scheme or not parts.hostname:
        return ""
    suffix = "" if port in (None, DEFAULT_PORTS.get(parts.scheme)) else f":{port}"
    return f"{parts.scheme}://{parts.hostname}{suffix}"
