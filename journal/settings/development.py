"""Settings of `make run`: a key for this machine alone, mails kept as files, demo content allowed."""

from .base import *  # noqa: F403
from .base import VAR_DIR, env

DEBUG = env.bool("DEBUG", True)
SECRET_KEY = env.str("SECRET_KEY", "development-only-key-that-production-refuses-to-start-with")
ALLOWED_HOSTS = ["*"]
DEMO_ALLOWED = True

# Mails are read at /dev/mail/.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEVELOPMENT_MAIL = True
