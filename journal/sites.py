"""Keeps Wagtail's default Site row in step with SITE_URL, so that no link says `localhost`.

Wagtail builds absolute addresses from that row, which a migration creates. `migrate` runs at every deployment, so
a changed SITE_URL takes effect there, and nobody has to edit the row by hand.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

DEFAULT_PORTS = {"http": 80, "https": 443}


def site_address(url: str) -> tuple[str, int]:
    """Host and port of a site's address; ImproperlyConfigured when it is not one."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname or parts.path.strip("/") or port == -1:
        raise ImproperlyConfigured(f"SITE_URL must look like https://journal.example.org, not {url!r}")
    return parts.hostname, port or DEFAULT_PORTS[parts.scheme]


def set_site_address(sender: object, using: str, **kwargs: Any) -> None:
    """Receiver of `post_migrate`: give the default Site row the host and port of SITE_URL."""
    from wagtail.models import Site

    hostname, port = site_address(settings.SITE_URL)
    site = Site.objects.using(using).filter(is_default_site=True).first()
    if site is None or (site.hostname, site.port) == (hostname, port):
        return
    site.hostname, site.port = hostname, port
    site.save(using=using)
