"""Scheduled acts hold no redacted words either."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.record import expiry
from articles.record.expiry import ExpiryDecision
from articles.record.models import Act
from articles.record.notes import NoteDraft
from articles.record.prepare import prepare
from articles.record.publish import PublishOptions
from articles.record.redaction.run import redact_words
from articles.record.schedule import carry_out, schedule_publication
from articles.record.transactions import lock_article
from articles.record.verify import verify
from tests import factories as make
from tests.articles.record.redaction.conftest import NAME
from tests.articles.record.redaction.searching import tables_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db):
    return make.make_article(make.make_journal(), "A bridge", standfirst="Long.")


def schedule(article, *notes: NoteDraft, **fields) -> Act:
    draft = make.edit(article, **fields)
    with lock_article(article.pk):
        options = PublishOptions(change_class="" if notes else "update", notes=notes, supersedes=1)
        return schedule_publication(prepare(draft.get_latest_revision()), options, timezone.now() + timedelta(days=1))


def redact(article, words: str = NAME) -> None:
    redact_words(article, words, cause="legal")


def test_a_scheduled_publication_with_the_words_is_cancelled(article):
    act = schedule(article, standfirst=f"Of {NAME}.")
    redact(article)
    assert Act.objects.get(pk=act.pk).state == "cancelled"
    assert tables_with(NAME) == set()


def test_a_scheduled_publication_whose_note_has_the_words_is_cancelled(article):
    act = schedule(article, NoteDraft("correction", f"Not {NAME}."), standfirst="Short.")
    redact(article)
    assert Act.objects.get(pk=act.pk).state == "cancelled"
    assert tables_with(NAME) == set()


def test_a_scheduled_publication_without_the_words_stays_and_goes_out(article):
    make.publish_draft(make.edit(article, title=f"A bridge of {NAME}"), change_class="update")
    draft = make.edit(article, title="A bridge", standfirst="Short.")
    with lock_article(article.pk):
        prepared = prepare(draft.get_latest_revision())
        options = PublishOptions(change_class="update", supersedes=2)
        act = schedule_publication(prepared, options, timezone.now() + timedelta(days=1))
    redact(article)
    act = Act.objects.get(pk=act.pk)
    if act.state == "waiting":
        carry_out(act.pk, early=True)
    assert Act.objects.get(pk=act.pk).state in ("done", "cancelled")
    assert [str(finding) for finding in verify()] == []
    assert tables_with(NAME) == set()


def test_a_planned_withdrawal_is_carried_out_with_a_redacted_text(article):
    with lock_article(article.pk):
        due = timezone.now() + timedelta(days=1)
        act = expiry.set_expiry(article.pk, ExpiryDecision(due, "legal", f"{NAME} asked for it."), user=None)
    redact(article)
    act = Act.objects.get(pk=act.pk)
    assert (act.state, act.decision["text"], act.decision["cause"]) == ("waiting", "███ asked for it.", "legal")
    carry_out(act.pk, early=True)
    assert make.publication_of(article).status == "withdrawn"
    assert tables_with(NAME) == set()
