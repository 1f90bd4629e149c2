"""System checks: no requests to third parties, and no demonstration or development features on a public site."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

# Setting of Wagtail → the value with which Wagtail contacts no third party.
THIRD_PARTY_SETTINGS = {
    "WAGTAIL_GRAVATAR_PROVIDER_URL": None,
    "WAGTAIL_ENABLE_UPDATE_CHECK": False,
    "WAGTAIL_ENABLE_WHATS_NEW_BANNER": False,
}
UNSET = object()


def check_third_parties(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Return E001 for each setting with which pages of the admin contact another host, Wagtail's default included."""
    return [
        Error(f"{name} must be {required!r}, so that no third party is contacted.", id="journal.E001")
        for name, required in THIRD_PARTY_SETTINGS.items()
        if getattr(settings, name, UNSET) is not required
    ]


def check_public_site(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Return warnings of `check --deploy`.

    W001: demo content is allowed. W002: outgoing e-mails are public. W003: SITE_URL is not https.
    """
    warnings: list[CheckMessage] = []
    if settings.DEMO_ALLOWED:
        warnings.append(Warning("Demo content and its log-ins are allowed.", id="journal.W001"))
    if getattr(settings, "DEVELOPMENT_MAIL", False):
        warnings.append(Warning("Everybody can read outgoing e-mails at /dev/mail/.", id="journal.W002"))
    if not settings.SITE_URL.startswith("https://"):
        warnings.append(Warning("SITE_URL should start with https://", id="journal.W003"))
    return warnings
