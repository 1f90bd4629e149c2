"""System checks that hold the site to its promises: nothing asked of a third party, no demonstration in public."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

# Setting of Wagtail → the value with which it contacts nobody.
THIRD_PARTY_SETTINGS = {
    "WAGTAIL_GRAVATAR_PROVIDER_URL": None,
    "WAGTAIL_ENABLE_UPDATE_CHECK": False,
    "WAGTAIL_ENABLE_WHATS_NEW_BANNER": False,
}
UNSET = object()


def check_third_parties(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E001: a setting is on (or left at Wagtail's default) with which the admin would ask another host."""
    return [
        Error(f"{name} must be {quiet!r}: the journal asks nothing of a third party.", id="journal.E001")
        for name, quiet in THIRD_PARTY_SETTINGS.items()
        if getattr(settings, name, UNSET) is not quiet
    ]


def check_public_site(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """W001 to W003, for `check --deploy`: what a demonstration may do and a public site may not."""
    found: list[CheckMessage] = []
    if settings.DEMO_ALLOWED:
        found.append(Warning("Demo content and its log-ins are allowed.", id="journal.W001"))
    if getattr(settings, "DEVELOPMENT_MAIL", False):
        found.append(Warning("Everybody can read outgoing mail at /dev/mail/.", id="journal.W002"))
    if not settings.SITE_URL.startswith("https://"):
        found.append(Warning("SITE_URL should start with https://", id="journal.W003"))
    return found
