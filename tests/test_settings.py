"""Settings from the environment, and required settings. Each case starts a new Python process, as a server does."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = ROOT / "journal" / "settings"
PUBLIC = {
    "SECRET_KEY": "a-long-and-quite-random-value-made-for-this-one-test-0123456789",
    "SITE_URL": "https://journal.example.org",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "desk@journal.example.org",
    "DATABASE_URL": "postgres://journal:password@127.0.0.1/journal",
}


def load(module: str, names: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """Load a settings module in a new Python process, which prints the named settings as JSON."""
    code = (
        "import importlib, json, sys; settings = importlib.import_module(sys.argv[1]);"
        "print(json.dumps({name: getattr(settings, name) for name in sys.argv[2:]}, default=str))"
    )
    return subprocess.run(
        [sys.executable, "-c", code, f"journal.settings.{module}", *names],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ENV_FILE": os.devnull} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def values(module: str, *names: str, **environment: str) -> dict[str, Any]:
    loaded = load(module, list(names), **environment)
    assert loaded.returncode == 0, loaded.stderr
    return dict(json.loads(loaded.stdout))


def test_production_starts_with_the_five_required_variables() -> None:
    found = values("production", "DEBUG", "ALLOWED_HOSTS", "DEMO_ALLOWED", "SESSION_COOKIE_SECURE", **PUBLIC)
    assert found == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["journal.example.org"],
        "DEMO_ALLOWED": False,
        "SESSION_COOKIE_SECURE": True,
    }


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "development-only-key-that-production-refuses-to-start-with"),
        ("SECRET_KEY", "change-me-to-something-long-and-random-that-nobody-knows-0123"),
        ("SITE_URL", None),
        ("SITE_URL", "http://localhost:8000"),
        ("SITE_URL", "https://127.0.0.1"),
        ("SITE_URL", "https://[::1]:8000"),
        ("SITE_URL", "journal.example.org"),
        ("EMAIL_URL", None),
        ("DEFAULT_FROM_EMAIL", None),
    ],
)
def test_production_does_not_start_without_a_required_variable(variable: str, value: str | None) -> None:
    environment = {name: text for name, text in PUBLIC.items() if name != variable}
    if value is not None:
        environment[variable] = value
    loaded = load("production", [], **environment)
    assert loaded.returncode != 0
    last_line = loaded.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last_line
    assert f"Set {variable}" in last_line


def test_production_ignores_debug() -> None:
    assert values("production", "DEBUG", DEBUG="1", **PUBLIC) == {"DEBUG": False}


def test_the_site_url_of_make_run_has_its_port() -> None:
    assert values("development", "SITE_URL", PORT="8123") == {"SITE_URL": "http://127.0.0.1:8123"}
    assert values("development", "SITE_URL", PORT="8123", SITE_URL="http://localhost:9/") == {
        "SITE_URL": "http://localhost:9"
    }


def test_redis_url_sets_the_shared_cache() -> None:
    found = values("base", "CACHES", REDIS_URL="redis://127.0.0.1:6379/1")
    assert found["CACHES"]["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
    code = "from django.core.cache.backends.redis import RedisCache; RedisCache('redis://127.0.0.1/1', {})._cache"
    subprocess.run([sys.executable, "-c", f"import django.conf; django.conf.settings.configure(); {code}"], check=True)


def test_sqlite_transactions_wait_for_each_other() -> None:
    options = values("base", "DATABASES")["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


def test_the_environment_has_priority_over_the_env_file(tmp_path: Path) -> None:
    env_file = tmp_path / "journal.env"
    env_file.write_text("SITE_URL=https://file.example.org\nTIME_ZONE=Europe/Warsaw\n")
    found = values("base", "SITE_URL", "TIME_ZONE", ENV_FILE=str(env_file), SITE_URL="https://environment.example.org")
    assert found == {"SITE_URL": "https://environment.example.org", "TIME_ZONE": "Europe/Warsaw"}


def variables_read() -> set[str]:
    """The names of the environment variables that the settings read."""
    reading = re.compile(r"env\.(?:str|int|bool|list|path|db_url|cache_url|email_url)\(\s*[\"']([A-Z_]+)[\"']")
    return {name for path in SETTINGS.glob("*.py") for name in reading.findall(path.read_text())}


def test_the_example_lists_exactly_the_variables_that_are_read() -> None:
    listed = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert {"SECRET_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SITE_URL", "ALLOWED_HOSTS"} <= variables_read()
    assert listed == variables_read()


def test_the_secret_key_of_the_example_is_refused() -> None:
    loaded = load("production", [], ENV_FILE=str(ROOT / ".env.example"))
    assert "Set SECRET_KEY" in loaded.stderr


@pytest.mark.django_db
def test_the_policy_of_public_pages_allows_own_content_only(client):
    policy = client.get("/privacy/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "Content-Security-Policy" not in client.get("/admin/login/")
