"""Whether a form was sent from one of our own pages."""

from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest


def is_own(request: HttpRequest) -> bool:
    """False if the page that sent this request belongs to somebody else.

    Anonymous forms carry no token, since a token needs a cookie and a page of its own for every reader. What a
    token would prevent here is another site that makes the browsers of its visitors sign up strangers, and
    browsers themselves say when that happens:

    1. `Sec-Fetch-Site`, written by the browser and by nobody else, decides alone where it is there.
    2. Otherwise `Origin`, which browsers send with every POST, has to be ours. `null` is not.
    3. Otherwise `Referer`, if there is one, has to be ours.
    4. A request with none of the three comes from a program, not from somebody's browser on a foreign page. It
       is taken: it can do nothing that its sender could not do by writing the headers. The limits hold for it.
    """
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site in ("same-origin", "none")
    for header in ("Origin", "Referer"):
        value = request.headers.get(header)
        if value is not None:
            return _origin_of(value) in _own_origins(request)
    return True


def _own_origins(request: HttpRequest) -> set[str]:
    origins = {_origin_of(settings.SITE_URL)}
    with suppress(DisallowedHost):
        origins.add(_origin_of(f"{request.scheme}://{request.get_host()}"))
    return origins - {""}


def _origin_of(address: str) -> str:
    """Scheme, host and port of an address, without the default port; empty for what has no host."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    if not parts.scheme or not parts.hostname:
        return ""
    default = {"http": 80, "https": 443}.get(parts.scheme)
    suffix = "" if port in (None, default) else f":{port}"
    return f"{parts.scheme}://{parts.hostname}{suffix}"
