"""URLs of this site in the one form in which they are compared.

A browser and the router reach one article by many spellings: percent-encoded, with the host in capitals, with empty and
dot segments, with a version's number behind it, or by the article's permanent id.
"""

import re
from urllib.parse import unquote, urljoin, urlsplit
from uuid import UUID

from django.conf import settings

# What browsers remove from a URL before they read it.
REMOVED = re.compile(r"[\t\r\n]")
# `articles.models.addresses.article_path`, and the files of a private article.
BY_ID = re.compile(r"/record(?:-files)?/(?P<uid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/", re.IGNORECASE)
VERSIONS = re.compile(r"/versions/")


def article_keys(url: object, base: str = "/") -> list[str]:
    """Return the permanent id of the article to which a URL leads, or the paths that its address may have.

    Two paths where the URL may be that of an article or of a page of its versions. Empty for other sites and for what
    is no URL. base: path of the page on which the URL is written.
    """
    path = own_path(url, base)
    if found := BY_ID.match(path):
        return [str(UUID(found["uid"]))]
    if not path:
        return []
    return [path, *(path[: found.start() + 1] for found in VERSIONS.finditer(path) if found.start())]


def own_path(url: object, base: str = "/") -> str:
    """Return the path of a URL of this site as addresses are stored: decoded, with a slash at both ends; or "".

    A URL that begins with two slashes and names another host counts as a path: it may be one that was joined wrongly.
    """
    if not isinstance(url, str):
        return ""
    try:
        parts = urlsplit(REMOVED.sub("", url.strip()).replace("\\", "/"))
        host = parts.hostname or ""
    except ValueError:
        return ""
    path = parts.path
    if parts.scheme not in ("", "http", "https"):
        return ""
    if parts.netloc and comparable_host(host) != comparable_host(urlsplit(settings.SITE_URL).hostname or ""):
        if parts.scheme:
            return ""
        path = f"/{parts.netloc}{path}"
    elif path.startswith("."):
        path = urljoin(base, path)
    return collapse(unquote(path)) if path.startswith("/") else ""


def comparable_host(host: str) -> str:
    """Return a host in lower case and ASCII, without the dot that may end it."""
    host = host.lower().rstrip(".")
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def collapse(path: str) -> str:
    """Return a path without empty and dot segments, with a slash at both ends."""
    segments: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment not in ("", "."):
            segments.append(segment)
    return "".join(f"/{segment}" for segment in segments) + "/"
