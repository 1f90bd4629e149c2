"""Keeps Wagtail's default Site row equal to SITE_URL.

Wagtail builds absolute URLs from that row, which a migration creates with the host `localhost`. The row is updated
after each `migrate`, which every deployment runs, and need not be edited by hand.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from wagtail.models import Site

DEFAULT_PORTS = {"http": 80, "https": 443}


def parse_site_url(url: str) -> tuple[str, int]:
    """Return the host and port of a site's URL, or raise ImproperlyConfigured."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname or parts.path.strip("/") or port == -1:
        raise ImproperlyConfigured(f"SITE_URL must look like https://journal.example.org, not {url!r}")
    return parts.hostname, port or DEFAULT_PORTS[parts.scheme]


def update_default_site(sender: object, using: str, **kwargs: Any) -> None:
    """Set the host and port of the default Site to those of SITE_URL (receiver of `post_migrate`)."""
    hostname, port = parse_site_url(settings.SITE_URL)
    site = Site.objects.using(using).filter(is_default_site=True).first()
    if site is None or (site.hostname, site.port) == (hostname, port):
        return
    site.hostname, site.port = hostname, port
    site.save(using=using)
