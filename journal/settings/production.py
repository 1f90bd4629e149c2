"""Settings of a public site, which does not start until secret and local values are set."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import SITE_URL, STORAGES, env

SITE_HOST = urlsplit(SITE_URL).hostname or ""


def check_required_settings() -> None:
    """Raise ImproperlyConfigured for the first setting that is missing or has an example value."""
    secret = env.str("SECRET_KEY", "")
    if len(secret) < 50 or "production-refuses" in secret or secret.startswith("change-me"):
        raise ImproperlyConfigured("Set SECRET_KEY to at least 50 random characters.")
    is_local = SITE_HOST in {"", "localhost", "testserver", "::1"} or SITE_HOST.startswith("127.")
    if is_local and not env.bool("ALLOW_LOCAL_SITE", False):
        raise ImproperlyConfigured(
            "Set SITE_URL to the public address of the site, such as https://journal.example.org"
        )
    if not env.str("EMAIL_URL", ""):
        raise ImproperlyConfigured("Set EMAIL_URL, such as smtp+tls://user:password@mail.example.org:587")
    if not env.str("DEFAULT_FROM_EMAIL", ""):
        raise ImproperlyConfigured("Set DEFAULT_FROM_EMAIL to the sender address of the site's e-mails.")


check_required_settings()
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[SITE_HOST])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
DEVELOPMENT_MAIL = False

# The proxy must overwrite this header in every request: see deploy/nginx.conf.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = HTTPS and env.bool("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS

# HSTS for this host. Subdomains and the preload list may affect other sites, so the operator decides about them.
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# The page editor shows previews of this site's pages in a frame, so X_FRAME_OPTIONS is not DENY.
SILENCED_SYSTEM_CHECKS += ["security.W019"]
