"""`manage.py scheduler` publishes what falls due, outlives a failure and stops when told."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Page, Site

from journal.newsletter.models import Subscriber

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def scheduled_page(db: None) -> Page:
    """A draft whose approved moment has come."""
    home = Site.objects.get(is_default_site=True).root_page
    page = home.add_child(instance=Page(title="About the spring", slug="about-the-spring", live=False))
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = page.save_revision(approved_go_live_at=page.go_live_at)
    assert revision.approved_go_live_at
    return page


def test_a_page_whose_time_has_come_is_published(scheduled_page: Page) -> None:
    call_command("scheduler", once=True)
    scheduled_page.refresh_from_db()
    assert scheduled_page.live


def test_a_command_that_fails_is_named_and_keeps_no_other_from_running(
    scheduled_page: Page, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SCHEDULED_COMMANDS = ["no_such_command", "publish_scheduled"]
    with pytest.raises(CommandError, match="failed: no_such_command"):
        call_command("scheduler", once=True)
    scheduled_page.refresh_from_db()
    assert scheduled_page.live
    assert "no_such_command failed; it runs again next time" in caplog.text


def test_it_goes_on_after_an_error_and_ends_when_it_is_told_to(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "journal.settings.development",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'without-tables.sqlite3'}",
        "ENV_FILE": os.devnull,
    }
    scheduler = subprocess.Popen(
        [sys.executable, "manage.py", "scheduler", "--every", "0.01"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert scheduler.stdout
        failures = 0
        for line in scheduler.stdout:
            failures += "publish_scheduled failed; it runs again next time" in line
            if failures == 2:
                break
        scheduler.send_signal(signal.SIGTERM)
        rest, _ = scheduler.communicate(timeout=30)
    finally:
        scheduler.kill()
        scheduler.wait()
    assert scheduler.returncode == 0
    assert rest.endswith("Scheduler: stopped\n")


def test_an_address_that_nobody_confirmed_in_time_is_forgotten(db: None) -> None:
    long_ago = timezone.now() - timedelta(days=15)
    address = "reader@example.org"
    Subscriber.objects.create(address=address, normalised=address, key=address, asked_at=long_ago)
    call_command("scheduler", once=True)
    assert not Subscriber.objects.exists()
