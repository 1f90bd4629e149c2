"""The privacy page that stood behind the link below a sign-up form."""

from dataclasses import dataclass
from datetime import UTC

from articles.reading.site_frame import SiteFrame


@dataclass(frozen=True)
class Policy:
    """`path` of the page; `version` names the state of it that readers were shown. Both empty without a page."""

    path: str = ""
    version: str = ""


def in_force(chrome: SiteFrame) -> Policy:
    """The privacy page that the pages of this site link to now."""
    page = chrome.settings.privacy_page
    if not chrome.privacy_path or page is None:
        return Policy()
    published = f"{page.last_published_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if page.last_published_at else ""
    revision = f"revision {page.live_revision_id}" if page.live_revision_id else ""
    return Policy(chrome.privacy_path, ", ".join(filter(None, (revision, published))))
