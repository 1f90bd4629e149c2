"""Settings of the tests: SQLite in a temporary file, or the PostgreSQL of DATABASE_URL; mails stay in memory."""

import tempfile
from pathlib import Path

from .base import *
from .base import DATABASES, STORAGES

SECRET_KEY = "test-only-key-that-production-refuses-to-start-with"
ALLOWED_HOSTS = ["*"]
DEMO_ALLOWED = True
SITE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = SITE_URL

TEST_FILES = Path(tempfile.mkdtemp(prefix="journal-tests-"))
MEDIA_ROOT = str(TEST_FILES / "media")
STATIC_ROOT = str(TEST_FILES / "static")
Path(STATIC_ROOT).mkdir()
STORAGES["record"]["OPTIONS"]["location"] = str(TEST_FILES / "media" / "record")
STORAGES["record_private"]["OPTIONS"]["location"] = str(TEST_FILES / "private")
REDACTIONS_FILE = str(TEST_FILES / "redactions.jsonl")
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMAIL_FILE_PATH = TEST_FILES / "mail"
DEVELOPMENT_MAIL = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, because the threads of the live server and of tests of concurrency share it.
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_FILES / "test.sqlite3")}
