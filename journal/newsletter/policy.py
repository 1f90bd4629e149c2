"""The privacy page that stood behind the link below a sign-up form."""

from dataclasses import dataclass
from datetime import UTC

from wagtail.models import Site

from articles.models import SiteSettings


@dataclass(frozen=True)
class Policy:
    """`path` of the page; `version` names the state of it that readers were shown. Both empty without a page."""

    path: str = ""
    version: str = ""


def in_force(site: Site) -> Policy:
    """The privacy page of the site settings, if it is live."""
    page = SiteSettings.for_site(site).privacy_page
    if page is None or not page.live:
        return Policy()
    published = f"{page.last_published_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if page.last_published_at else ""
    revision = f"revision {page.live_revision_id}" if page.live_revision_id else ""
    return Policy(page.get_url(current_site=site) or "", ", ".join(filter(None, (revision, published))))
