"""`manage.py scheduler` runs the commands that are due, continues after an error and ends on SIGTERM."""

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
    """A draft that is scheduled for a minute ago."""
    home = Site.objects.get(is_default_site=True).root_page
    page = home.add_child(instance=Page(title="About the spring", slug="about-the-spring", live=False))
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = page.save_revision(approved_go_live_at=page.go_live_at)
    assert revision.approved_go_live_at
    return page


def test_a_scheduled_page_is_published_when_it_is_due(scheduled_page: Page) -> None:
    call_command("scheduler", once=True)
    scheduled_page.refresh_from_db()
    assert scheduled_page.live


def test_a_command_that_fails_is_logged_and_the_others_run(
    scheduled_page: Page, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SCHEDULED_COMMANDS = ["no_such_command", "publish_scheduled"]
    with pytest.raises(CommandError, match="no_such_command"):
        call_command("scheduler", once=True)
    scheduled_page.refresh_from_db()
    assert scheduled_page.live
    (record,) = [record for record in caplog.records if record.name == "journal.management.commands.scheduler"]
    assert (record.levelname, record.args) == ("ERROR", ("no_such_command",))


def test_it_continues_after_an_error_and_ends_on_sigterm(tmp_path: Path) -> None:
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
            failures += "ERROR journal.management.commands.scheduler: publish_scheduled" in line
            if failures == 2:
                break
        scheduler.send_signal(signal.SIGTERM)
        rest, _ = scheduler.communicate(timeout=30)
    finally:
        scheduler.kill()
        scheduler.wait()
    assert scheduler.returncode == 0
    assert rest.endswith("Scheduler: stopped\n")


def test_a_subscriber_whose_confirmation_link_has_expired_is_deleted(db: None) -> None:
    long_ago = timezone.now() - timedelta(days=15)
    address = "reader@example.org"
    Subscriber.objects.create(address=address, normalised=address, key=address, asked_at=long_ago)
    call_command("scheduler", once=True)
    assert not Subscriber.objects.exists()
