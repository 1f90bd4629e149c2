"""Verification of a record without articles, of a page that has none, and of changes by a database client."""

import sqlite3

import psycopg
import pytest
from django.db import connection

from articles.models import ArticlePage
from articles.record import triggers
from articles.record.verify import verify
from tests import factories as make
from tests.articles.record.verifying import found, run_command

pytestmark = pytest.mark.django_db


def test_an_empty_record_has_no_findings():
    assert run_command()[1] == 0


def test_a_live_page_without_a_publication_is_reported(journal):
    draft = make.make_draft(journal)
    ArticlePage.objects.filter(pk=draft.pk).update(live=True)
    [finding] = verify()
    assert (finding.article, finding.position) == (draft.pk, None)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_byte_changed_with_a_database_client_after_dropping_the_triggers_is_reported():
    article = make.make_article(make.make_journal(), "A bridge")
    triggers.drop_triggers()
    change_one_byte()
    assert [finding.article for finding in found(1, "text does not match its digest")] == [article.pk]
    assert found(None, "fence_record_version_update")
    assert run_command()[1] == 1


def change_one_byte() -> None:
    """Change a text in the database without any code of this project."""
    statement = "UPDATE record_version SET text = replace(text, 'A bridge', 'A bridgf') WHERE number = 1"
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        with sqlite3.connect(name) as client:
            assert client.execute(statement).rowcount == 1
        client.close()
    else:
        settings = connection.settings_dict
        with psycopg.connect(
            dbname=name,
            host=settings["HOST"],
            port=settings["PORT"] or None,
            user=settings["USER"],
            password=settings["PASSWORD"],
        ) as client:
            assert client.execute(statement).rowcount == 1
