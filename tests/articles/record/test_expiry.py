"""Expiry dates: decided withdrawals, and what publications do to them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import ArticlePage
from articles.record.acts import open_acts
from articles.record.expiry import ExpiryDecision, change_expiry
from articles.record.models import Act, ActKind, ActState, Entry, Status
from articles.record.notes import NoteDraft, add_note
from articles.record.prepare import prepare
from articles.record.publish import PublishOptions
from articles.record.schedule import carry_out_due, schedule_publication
from articles.record.transactions import lock_article
from articles.record.withdraw import withdraw
from tests import factories as make
from tests.articles.record.refusals import refused
from tests.articles.record.scheduling import due, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def journal():
    return make.make_journal("Tideline")


@pytest.fixture
def changed(journal):
    """A public article with a draft that changes its title."""
    return make.edit(make.make_article(journal, "A bridge"), title="A longer bridge")


def test_an_expiry_rests_on_the_standing_alone_and_withdraws_with_its_reason(changed):
    act = change_expiry(changed, ExpiryDecision(timezone.now() + timedelta(days=2), "expired", "Over."), user=None)
    make.publish_draft(changed, change_class="update")
    add_note(changed, NoteDraft("correction", "Longer."), user=None)
    assert due(act).state == ActState.DONE
    entry = Entry.objects.filter(article=changed).latest("position")
    assert (entry.type, entry.act) == ("withdrawal", act.pk)
    assert make.publication_of(changed).hidden_cause == "expired"


def test_an_expiry_of_a_withdrawn_article_is_cancelled_and_does_not_come_back_with_it(changed):
    act = change_expiry(changed, ExpiryDecision(timezone.now() + timedelta(days=2), "expired", "Over."), user=None)
    withdraw(changed, cause="legal", reason="A court’s order.")
    act.refresh_from_db()
    assert act.state == ActState.CANCELLED
    make.publish_draft(ArticlePage.objects.get(pk=changed.pk), reinstate=True, change_class="update")
    assert due(act).state == ActState.CANCELLED
    assert make.publication_of(changed).status == Status.PUBLIC


def expire(article, days: int, cause: str = "legal") -> Act:
    return change_expiry(article, ExpiryDecision(timezone.now() + timedelta(days=days), cause, "Over."), user=None)


def test_a_scheduled_publication_leaves_an_expiry_alone_that_was_set_after_it(changed):
    act = make.schedule(changed, change_class="update")
    expiry = expire(changed, 9)
    assert due(act).state == ActState.DONE
    expiry.refresh_from_db()
    assert expiry.state == ActState.WAITING
    assert ArticlePage.objects.get(pk=changed.pk).expire_at == expiry.due


def test_an_expiry_that_is_due_with_an_earlier_publication_still_happens(changed):
    act = make.schedule(changed, change_class="update")
    expiry = expire(changed, 9)
    Act.objects.filter(pk=act.pk).update(due=timezone.now() - timedelta(minutes=5))
    make.make_due(expiry)
    carry_out_due()
    assert make.publication_of(changed).status == Status.WITHDRAWN
    assert titles(changed) == ["A bridge", "A longer bridge"]


def test_a_scheduled_publication_that_replaces_an_expiry_waits_when_that_was_changed(changed):
    expire(changed, 9)
    moment = timezone.now() + timedelta(days=20)
    with lock_article(changed.pk):
        prepared = prepare(changed.get_latest_revision())
        expiry = ExpiryDecision(moment, "expired", "Over.")
        options = PublishOptions(change_class="update")
        act = schedule_publication(prepared, options, timezone.now() + timedelta(days=1), expiry=expiry)
    expire(changed, 5, "privacy")
    assert due(act).state == ActState.ATTENTION
    assert [act.decision["cause"] for act in open_acts(changed.pk, ActKind.WITHDRAWAL)] == ["privacy"]


def test_a_publication_past_its_own_expiry_is_never_carried_out(changed):
    act = make.schedule(changed, change_class="update")
    past = timezone.now() - timedelta(seconds=5)
    Act.objects.filter(pk=act.pk).update(decision={**act.decision, "expires": past.isoformat()})
    assert due(act).state == ActState.ATTENTION
    assert titles(changed) == ["A bridge"]


def test_an_expiry_before_a_scheduled_publication_is_refused_and_stops_nothing(changed):
    act = make.schedule(changed, change_class="update")
    with refused("expires_before_scheduled"):
        change_expiry(changed, ExpiryDecision(act.due - timedelta(hours=1), "expired", "Over."), user=None)
    assert [other.pk for other in open_acts(changed.pk)] == [act.pk]
    change_expiry(changed, ExpiryDecision(act.due + timedelta(hours=1), "expired", "Over."), user=None)
    assert due(act).state == ActState.DONE
