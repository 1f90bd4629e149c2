"""Where demo content may not go."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from articles.models import JournalPage
from tests.factories import make_journal

pytestmark = pytest.mark.django_db


def test_nothing_is_loaded_where_demo_content_is_not_allowed(settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="do not allow"):
        call_command("load_demo", "--if-empty")
    assert not get_user_model().objects.exists()


def test_nothing_is_loaded_beside_a_real_journal():
    make_journal()
    call_command("load_demo", "--if-empty")
    assert JournalPage.objects.count() == 1
    assert not get_user_model().objects.exists()


def test_a_load_that_breaks_leaves_nothing_behind(monkeypatch):
    def break_off(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("journal.demo.loader.load_article", break_off)
    with pytest.raises(KeyboardInterrupt):
        call_command("load_demo")
    assert not JournalPage.objects.exists()
    assert not get_user_model().objects.exists()
