"""Settings of `make run`: fixed secret key, e-mails written to files, demo content allowed."""

from pathlib import Path
from urllib.parse import urlsplit

from .base import *
from .base import SITE_URL, STATIC_ROOT, VAR_DIR, env

# Off by default, so that error pages look as they do to readers. `make run DEBUG=1` shows tracebacks and reloads code.
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "development-only-key-that-production-refuses-to-start-with")
ALLOWED_HOSTS = [*env.list("ALLOWED_HOSTS", default=[]), "127.0.0.1", "localhost", "[::1]", urlsplit(SITE_URL).hostname]
DEMO_ALLOWED = True

# WhiteNoise needs an existing folder, though in development it serves the files from their sources.
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)
VAR_DIR.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True

# E-mails are shown at /dev/mail/.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEVELOPMENT_MAIL = True
