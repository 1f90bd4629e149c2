"""What the environment decides, and what the settings refuse. Each case starts Python anew, as a server would."""

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
    """Load a settings module in a Python of its own and print the named settings as JSON."""
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


def test_production_starts_with_the_five_that_it_needs() -> None:
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
def test_production_refuses_to_start_without_what_must_be_secret_or_local(variable: str, value: str | None) -> None:
    environment = {name: text for name, text in PUBLIC.items() if name != variable}
    if value is not None:
        environment[variable] = value
    loaded = load("production", [], **environment)
    assert loaded.returncode != 0
    last_line = loaded.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last_line
    assert f"Set {variable}" in last_line


def test_production_ignores_a_wish_for_debugging() -> None:
    assert values("production", "DEBUG", DEBUG="1", **PUBLIC) == {"DEBUG": False}


def test_the_site_of_make_run_follows_its_port() -> None:
    assert values("development", "SITE_URL", PORT="8123") == {"SITE_URL": "http://127.0.0.1:8123"}
    assert values("development", "SITE_URL", PORT="8123", SITE_URL="http://localhost:9/") == {
        "SITE_URL": "http://localhost:9"
    }


def test_a_shared_cache_is_used_when_one_is_named() -> None:
    found = values("base", "CACHES", REDIS_URL="redis://127.0.0.1:6379/1")
    assert found["CACHES"]["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
    code = "from django.core.cache.backends.redis import RedisCache; RedisCache('redis://127.0.0.1/1', {})._cache"
    subprocess.run([sys.executable, "-c", f"import django.conf; django.conf.settings.configure(); {code}"], check=True)


def test_sqlite_waits_for_its_turn_instead_of_failing() -> None:
    options = values("base", "DATABASES")["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


def test_a_file_of_settings_is_read_and_the_environment_goes_before_it(tmp_path: Path) -> None:
    env_file = tmp_path / "journal.env"
    env_file.write_text("SITE_URL=https://file.example.org\nTIME_ZONE=Europe/Warsaw\n")
    found = values("base", "SITE_URL", "TIME_ZONE", ENV_FILE=str(env_file), SITE_URL="https://environment.example.org")
    assert found == {"SITE_URL": "https://environment.example.org", "TIME_ZONE": "Europe/Warsaw"}


def variables_read() -> set[str]:
    """The names that the settings ask the environment for."""
    asked = re.compile(r"env\.(?:str|int|bool|list|path|db_url|cache_url|email_url)\(\s*[\"']([A-Z_]+)[\"']")
    return {name for path in SETTINGS.glob("*.py") for name in asked.findall(path.read_text())}


def test_the_example_lists_every_variable_that_is_read_and_no_other() -> None:
    listed = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert {"SECRET_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SITE_URL", "ALLOWED_HOSTS"} <= variables_read()
    assert listed == variables_read()


def test_the_example_is_no_secret_that_a_public_site_could_start_with() -> None:
    loaded = load("production", [], ENV_FILE=str(ROOT / ".env.example"))
    assert "Set SECRET_KEY" in loaded.stderr


@pytest.mark.django_db
def test_public_pages_forbid_everything_that_is_not_the_sites_own(client):
    policy = client.get("/privacy/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "Content-Security-Policy" not in client.get("/admin/login/")
