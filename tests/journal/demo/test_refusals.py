"""Where demo content is refused, and what a load that fails leaves behind."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from pytest_django import Settings

from articles.models import JournalPage
from journal.demo.loader import DemoRefused, load
from tests.factories import make_journal

pytestmark = pytest.mark.django_db


def refusal_code() -> str:
    with pytest.raises(DemoRefused) as refusal:
        load(lambda done, total: None)
    return refusal.value.code


def test_nothing_is_loaded_where_demo_content_is_not_allowed(settings: Settings) -> None:
    settings.DEMO_ALLOWED = False
    assert refusal_code() == "not_allowed"
    with pytest.raises(CommandError):
        call_command("load_demo", "--if-empty")
    assert not get_user_model().objects.exists()


def test_nothing_is_loaded_beside_a_real_journal() -> None:
    make_journal()
    assert refusal_code() == "not_empty"
    call_command("load_demo", "--if-empty")
    assert JournalPage.objects.count() == 1
    assert not get_user_model().objects.exists()


def test_a_load_that_is_interrupted_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("journal.demo.loader.load_article", interrupt)
    with pytest.raises(KeyboardInterrupt):
        call_command("load_demo")
    assert not JournalPage.objects.exists()
    assert not get_user_model().objects.exists()
