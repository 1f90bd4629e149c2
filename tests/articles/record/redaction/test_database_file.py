"""The file of a database of SQLite no longer contains what was redacted."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.articles.record.redaction.conftest import NAME, add_copies, make_named_article

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_the_database_file_has_the_words_no_longer():
    article = add_copies(make_named_article())
    call_command("redact", NAME, article=str(article.pk), cause="court", yes=True)
    files = [path for path in Path(settings.DATABASES["default"]["NAME"]).parent.glob("*.sqlite3*") if path.is_file()]
    assert files
    for file in files:
        content = file.read_bytes().lower()
        assert b"kowalski" not in content, file
