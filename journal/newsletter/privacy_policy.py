"""The privacy page that sign-up forms link to."""

from dataclasses import dataclass
from datetime import UTC

from articles.reading.site_frame import SiteFrame


@dataclass(frozen=True)
class PrivacyPolicy:
    """path: of the page. version: its live revision and the time of that publication. Both empty without a page."""

    path: str = ""
    version: str = ""


def current_privacy_policy(site_frame: SiteFrame) -> PrivacyPolicy:
    """Return the privacy page that the pages of this site link to now."""
    page = site_frame.settings.privacy_page
    if not site_frame.privacy_path or page is None:
        return PrivacyPolicy()
    published = f"{page.last_published_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if page.last_published_at else ""
    revision = f"revision {page.live_revision_id}" if page.live_revision_id else ""
    return PrivacyPolicy(site_frame.privacy_path, ", ".join(filter(None, (revision, published))))
