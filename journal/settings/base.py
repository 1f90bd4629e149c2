"""Settings shared by all environments. Secrets and local values come from environment variables.

`.env.example` lists every variable. The file `.env` beside `manage.py`, or the one that ENV_FILE names, is read if it
exists. The environment has priority over the file.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()
ENV_FILE = Path(env.str("ENV_FILE", str(BASE_DIR / ".env")))
if ENV_FILE.is_file():
    env.read_env(ENV_FILE)

# Everything that the site writes: SQLite database, uploaded files, collected static files, e-mails in development.
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var"))).resolve()

DEBUG = False
# The public URL, with which links in e-mails and feeds and canonical links start. See journal/sites.py.
SITE_URL = env.str("SITE_URL", f"http://127.0.0.1:{env.int('PORT', 8000)}").rstrip("/")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])

INSTALLED_APPS = [
    "csp",
    "journal",
    "journal.newsletter",
    "articles",
    "articles.record",
    "articles.corrections",
    "articles.reading",
    "entities",
    "wagtail_footnotes",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.record.middleware.RefusalMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "journal.urls"
WSGI_APPLICATION = "journal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.reading.site_frame.site_frame",
            ],
        },
    },
]

# Database. The default is SQLite, so that `make run` needs no database server.
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'journal.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Without these options, concurrent transactions that read before they write fail with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In-memory by default. Several processes need a shared cache.
CACHES = {"default": env.cache_url("REDIS_URL", default="locmemcache://")}

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
TIME_ZONE = env.str("TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True

# Files
STATIC_URL = "static/"
STATIC_ROOT = str(env.path("STATIC_ROOT", VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = str(env.path("MEDIA_ROOT", VAR_DIR / "media"))
MEDIA_URL = env.str("MEDIA_URL", "/media/")
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Images of the record: written once, named by their digest, separate from Wagtail's library.
    "record": {
        "BACKEND": "articles.record.storage.RecordStorage",
        "OPTIONS": {
            "location": str(Path(MEDIA_ROOT) / "record"),
            "base_url": f"{MEDIA_URL}record/",
        },
    },
    # Files that readers must not reach: pictures of scheduled publications, and of articles that are hidden.
    "record_private": {
        "BACKEND": "articles.record.storage.RecordStorage",
        "OPTIONS": {"location": str(env.path("PRIVATE_ROOT", VAR_DIR / "private")), "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# What `manage.py redact` needs to apply its redactions to a restored backup. Outside the database and MEDIA_ROOT.
REDACTIONS_FILE = str(env.path("REDACTIONS_FILE", VAR_DIR / "redactions.jsonl"))

# E-mail
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "journal@example.org")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Wagtail. No third party is contacted: no avatar service, no update check (journal.checks).
WAGTAIL_SITE_NAME = env.str("SITE_NAME", "Journal")
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_MODEL = "articles.EditorialImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "articles.admin.images.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAIL_FRONTEND_LOGIN_TEMPLATE = "reading/log_in.html"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_I18N_ENABLED = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
# After approval an article that has been published before needs a review; it is not published at once.
WAGTAIL_FINISH_WORKFLOW_ACTION = "articles.record.workflow.publish_approved"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_FOOTNOTES_TEXT_FEATURES = ["bold", "italic", "link"]
TAGGIT_CASE_INSENSITIVE = False

# Headers
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
# Public pages load nothing from other hosts, except images from the host of MEDIA_URL, and contain no inline script.
# Wagtail's admin uses inline scripts, so it is excluded.
MEDIA_HOST = MEDIA_URL[: MEDIA_URL.index("/", 8)] if urlsplit(MEDIA_URL).hostname else ""
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", *([MEDIA_HOST] if MEDIA_HOST else [])],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

# Whether demo content and its log-ins may be loaded.
DEMO_ALLOWED = False

# Management commands that `manage.py scheduler` runs every minute, in this order.
SCHEDULED_COMMANDS = ["publish_scheduled", "sync_record_files", "purge_unconfirmed", "write_day_line"]

# Newsletter sign-up
NEWSLETTER_CONFIRM_DAYS = 14
NEWSLETTER_LIMIT_ADDRESS_PER_DAY = env.int("NEWSLETTER_LIMIT_ADDRESS_PER_DAY", 3)
NEWSLETTER_LIMIT_NETWORK_PER_HOUR = env.int("NEWSLETTER_LIMIT_NETWORK_PER_HOUR", 20)
# Number of own proxies in front of the site. Only their entries of X-Forwarded-For are trusted.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Requests for other hosts are answered with 400; they need no log entry with a traceback.
    "loggers": {"django.security.DisallowedHost": {"handlers": [], "propagate": False}},
}
