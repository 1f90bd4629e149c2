"""Checks that other apps add to changes of the record."""

import pytest
from django.db import connection
from django.urls import reverse
from wagtail import hooks

from articles.record.models import Entry, Permit, Status
from articles.record.notes import NoteDraft, add_note
from articles.record.prepare import prepare
from articles.record.privacy.decisions import Readers, open_page, restrict
from articles.record.publish import publish
from articles.record.redaction.run import redact_words
from articles.record.refusals import Refused
from articles.record.withdraw import withdraw
from tests import factories as make
from tests.articles.record.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def journal():
    return make.make_journal()


def test_a_registered_check_sees_every_kind_of_change_inside_its_transaction(journal):
    seen = []

    def note(change):
        seen.append((change.type, change.change_class, connection.in_atomic_block, Permit.objects.exists()))

    with hooks.register_temporarily("check_record_change", note):
        article = make.make_article(journal, "A bridge")
        prepare(article.get_latest_revision())
        add_note(article, NoteDraft("correction", "It is 12 metres long."), user=None)
        withdraw(article)
        publish(article.get_latest_revision(), reinstate=True)
        restrict(journal, Readers("login"), cause="members", text="For members.")
        open_page(journal)
        redact_words(article, "first span", cause="court", order="12 O 34/26", text="Two words.")
    assert seen == [
        ("version", "first", True, True),
        ("note", "correction", True, True),
        ("withdrawal", "removal", True, True),
        ("version", "", True, True),
        ("restriction", "restriction", True, True),
        ("opening", "opening", True, True),
        ("redaction", "", True, True),
    ]


def test_a_page_that_shows_a_change_runs_no_check(client, journal):
    article = make.edit(make.make_article(journal, "A bridge"), title="A longer bridge")
    client.force_login(make.make_user("editor"))
    urls = [reverse(f"corrections:{name}", args=[article.pk]) for name in ("review", "note", "private", "open")]
    seen = []
    with hooks.register_temporarily("check_record_change", seen.append):
        for url in [
            *urls,
            f"{reverse('corrections:withdraw')}?id={article.pk}",
            article.url,
            f"{article.url}versions/",
        ]:
            assert client.get(url).status_code == 200
    assert seen == []


@pytest.mark.parametrize("kind", ["note", "withdrawal"])
def test_a_registered_check_can_reject_a_note_and_a_withdrawal(journal, kind):
    article = make.make_article(journal, "A bridge")

    def refuse(change):
        if change.type == kind:
            raise Refused("Not today.", "not_today")

    changes = {
        "note": lambda: add_note(article, NoteDraft("correction", "It is 12 metres long."), user=None),
        "withdrawal": lambda: withdraw(article),
    }
    with hooks.register_temporarily("check_record_change", refuse), refused("not_today"):
        changes[kind]()
    assert Entry.objects.count() == 1
    assert make.publication_of(article).status == Status.PUBLIC
