"""`manage.py flush` keeps the triggers of the record, and is refused where articles are public."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.record import triggers
from articles.record.models import DemoMark, Entry
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_flush_empties_a_test_database_and_installs_the_triggers_again():
    make.make_article(make.make_journal())
    flush()
    assert not Entry.objects.exists()
    assert triggers.missing_triggers() == []


def test_flush_is_refused_unless_the_database_contains_demonstration_content(monkeypatch, settings):
    make.make_article(make.make_journal())
    with monkeypatch.context() as elsewhere:
        elsewhere.setitem(connection.settings_dict, "NAME", "/srv/journal")
        elsewhere.setitem(connection.settings_dict, "TEST", {"NAME": None})
        assert_flush_is_refused()
        DemoMark.objects.create()
        settings.DEMO_ALLOWED = False
        assert_flush_is_refused()
        settings.DEMO_ALLOWED = True
        flush()
    assert not Entry.objects.exists()
    assert triggers.missing_triggers() == []


def flush() -> None:
    """Flush as tests do: the rows of migrations are restored before the next test."""
    call_command("flush", interactive=False, verbosity=0, reset_sequences=False, inhibit_post_migrate=True)


def assert_flush_is_refused() -> None:
    with pytest.raises(CommandError, match="record of published articles"):
        flush()
    assert Entry.objects.count() == 1
    assert triggers.missing_triggers() == []
