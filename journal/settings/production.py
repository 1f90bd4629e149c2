"""Settings of a public site. It refuses to start without what must be secret or local."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import SITE_URL, STORAGES, env

SECRET_KEY = env.str("SECRET_KEY", "")
if len(SECRET_KEY) < 50 or "production-refuses" in SECRET_KEY or SECRET_KEY.startswith("change-me"):
    raise ImproperlyConfigured("Set SECRET_KEY to at least 50 random characters of your own.")
if urlsplit(SITE_URL).hostname in (None, "localhost", "127.0.0.1") and not env.bool("ALLOW_LOCAL_SITE", False):
    raise ImproperlyConfigured("Set SITE_URL to the public address of the site, such as https://journal.example.org")
if "EMAIL_URL" not in env.ENVIRON:
    raise ImproperlyConfigured("Set EMAIL_URL, such as smtp+tls://user:password@mail.example.org:587")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(SITE_URL).hostname or ""])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}

HTTPS = SITE_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS and env.bool("SECURE_SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", True)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
DEVELOPMENT_MAIL = False
