"""Settings of a public site. It refuses to start without what must be secret or local."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import SITE_URL, STORAGES, env

SITE_HOST = urlsplit(SITE_URL).hostname or ""


def refuse_unsafe_start() -> None:
    """Stop with one sentence for the first setting that is missing or is an example's."""
    secret = env.str("SECRET_KEY", "")
    if len(secret) < 50 or "production-refuses" in secret or secret.startswith("change-me"):
        raise ImproperlyConfigured("Set SECRET_KEY to at least 50 random characters of your own.")
    here = SITE_HOST in {"", "localhost", "testserver", "::1"} or SITE_HOST.startswith("127.")
    if here and not env.bool("ALLOW_LOCAL_SITE", False):
        raise ImproperlyConfigured(
            "Set SITE_URL to the public address of the site, such as https://journal.example.org"
        )
    if not env.str("EMAIL_URL", ""):
        raise ImproperlyConfigured("Set EMAIL_URL, such as smtp+tls://user:password@mail.example.org:587")
    if not env.str("DEFAULT_FROM_EMAIL", ""):
        raise ImproperlyConfigured("Set DEFAULT_FROM_EMAIL to the address that the journal's mails come from.")


refuse_unsafe_start()
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[SITE_HOST])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
DEVELOPMENT_MAIL = False

# The proxy in front must set this header itself, whatever a client sends: see deploy/nginx.conf.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = HTTPS and env.bool("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS

# Strict transport for this host. Its subdomains and the browsers' preload list concern others too: the operator's word.
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# The editor shows previews of this site's own pages in a frame, so X_FRAME_OPTIONS is not DENY.
SILENCED_SYSTEM_CHECKS += ["security.W019"]
