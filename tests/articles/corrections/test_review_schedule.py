"""Scheduled publication and expiry dates in the review."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.users.models import UserProfile

from articles.corrections.draft_comparison import ReviewAction
from articles.models import ArticlePage
from articles.record.expiry import ExpiryDecision, change_expiry
from articles.record.models import Act, ActKind, ActState
from articles.record.publish import needs_review
from articles.record.schedule import carry_out_due
from tests import factories as make
from tests.articles.corrections.review_page import (
    action,
    post_review,
    review_data,
    review_url,
    version_numbers,
)
from tests.articles.responses import error_codes, message_levels, parse_html

pytestmark = pytest.mark.django_db


def tomorrow() -> datetime:
    """A time as precise as the content of a revision stores it."""
    return timezone.now().replace(microsecond=0) + timedelta(days=1)


def expiries(article) -> list[Act]:
    return list(Act.objects.filter(article_id=article.pk, kind=ActKind.WITHDRAWAL, state=ActState.WAITING))


def test_a_change_with_a_go_live_time_is_decided_now_and_scheduled(client, editor, changed):
    moment = tomorrow()
    article = make.edit(changed, go_live_at=moment)
    assert action(client.get(review_url(article))) == ReviewAction.SCHEDULE
    response = post_review(client, article, change_class="update", summary="Tomorrow.")
    assert message_levels(response) == ["success"]
    act = Act.objects.get(state=ActState.WAITING)
    assert (act.kind, act.due, act.decided_by) == (ActKind.PUBLICATION, moment, editor)
    assert (act.basis["version"], act.decision["change_class"], act.decision["summary"]) == (1, "update", "Tomorrow.")
    assert version_numbers(article) == [1]


def test_a_scheduled_article_can_be_edited_and_a_lock_stops_no_review(client, editor, changed):
    article = make.edit(changed, go_live_at=tomorrow())
    post_review(client, article, change_class="update")
    assert client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).context["locked_for_user"] is False
    make.edit(article, title="Another title", go_live_at=None)
    Page.objects.filter(pk=article.pk).update(locked=True, locked_by=make.make_user("colleague"))
    assert action(client.get(review_url(article))) == ReviewAction.PUBLISH


def test_publishing_over_a_scheduled_change_asks_what_happens_to_it(client, editor, changed):
    article = make.edit(changed, go_live_at=tomorrow())
    post_review(client, article, change_class="update")
    article = make.edit(article, title="A shorter bridge", go_live_at=None)
    assert error_codes(post_review(client, article, change_class="update")) == {"open_act": ["required"]}
    assert version_numbers(article) == [1]
    assert message_levels(post_review(client, article, change_class="update", open_act="renew")) == ["success"]
    assert version_numbers(article) == [1, 2]
    act = Act.objects.get(state=ActState.ATTENTION)
    assert act.attention
    article = make.edit(article, title="No bridge")
    post_review(client, article, change_class="update", open_act="cancel")
    act.refresh_from_db()
    assert (act.state, act.content, act.draft) == (ActState.CANCELLED, "", None)


def test_a_first_publication_with_an_expiry_date_can_be_scheduled(client, editor, journal):
    moment = tomorrow()
    draft = make.make_draft(journal, "A tender", go_live_at=moment, expire_at=moment + timedelta(days=9))
    response = post_review(client, draft, expiry_cause="expired", expiry_reason="The tender is over.")
    assert message_levels(response) == ["success"]
    act = Act.objects.get(state=ActState.WAITING)
    assert (act.basis["version"], act.decision["expiry_text"]) == (0, "The tender is over.")
    assert version_numbers(draft) == []
    Act.objects.filter(pk=act.pk).update(due=timezone.now())
    carry_out_due()
    assert version_numbers(draft) == [1]
    assert [(act.due, act.decision["text"]) for act in expiries(draft)] == [
        (moment + timedelta(days=9), "The tender is over.")
    ]


def test_scheduling_another_change_keeps_the_expiry_that_readers_have(client, editor, article):
    expires = tomorrow() + timedelta(days=1)
    article = make.edit(article, expire_at=expires)
    post_review(client, article, expiry_cause="legal", expiry_reason="A court’s order.")
    article = make.edit(article, title="Later", expire_at=None, go_live_at=timezone.now() + timedelta(days=7))
    response = post_review(client, article, change_class="update")
    assert error_codes(response) == {"__all__": ["expired_by_then"]}, "it would never go out"
    assert [(act.due, act.decision["cause"]) for act in expiries(article)] == [(expires, "legal")]
    article = make.edit(article, go_live_at=timezone.now() + timedelta(hours=7))
    assert message_levels(post_review(client, article, change_class="update"))[-1] == "success"
    assert [(act.due, act.decision["cause"]) for act in expiries(article)] == [(expires, "legal")]
    assert ArticlePage.objects.get(pk=article.pk).expire_at == expires


def test_an_expiry_date_needs_cause_and_reason(client, editor, changed):
    article = make.edit(changed, expire_at=timezone.now() + timedelta(days=9))
    response = post_review(client, article, change_class="update")
    assert error_codes(response) == {"expiry_cause": ["required"]}
    response = post_review(client, article, change_class="update", expiry_cause="expired")
    assert error_codes(response) == {"expiry_reason": ["no_text"]}
    assert version_numbers(article) == [1]
    post_review(client, article, change_class="update", expiry_cause="expired", expiry_reason="The tender is over.")
    (expiry,) = expiries(article)
    assert expiry.decision == {"cause": "expired", "text": "The tender is over."}
    assert expiry.decided_by == editor


def test_a_first_publication_with_an_expiry_date_needs_cause_and_reason(client, editor, journal):
    draft = make.make_draft(journal, "A tender", expire_at=timezone.now() + timedelta(days=9))
    response = client.get(review_url(draft))
    assert response.context["comparison"].current_number == 0
    assert list(response.context["form"].fields) == ["token", "expiry_cause", "expiry_reason"]
    post_review(client, draft, expiry_cause="expired", expiry_reason="The tender is over.")
    assert version_numbers(draft) == [1]
    assert ArticlePage.objects.get(pk=draft.pk).expire_at
    assert [act.decision["cause"] for act in expiries(draft)] == ["expired"]


def test_an_expiry_date_alone_is_set_and_removed_without_a_version(client, editor, article):
    expires = timezone.now().replace(microsecond=0) + timedelta(days=9)
    article = make.edit(article, expire_at=expires)
    assert action(client.get(review_url(article))) == ReviewAction.CHANGE_EXPIRY
    response = post_review(client, article, expiry_cause="legal", expiry_reason="A court’s order.")
    assert message_levels(response) == ["success"]
    assert ArticlePage.objects.get(pk=article.pk).expire_at == expires
    assert [act.decision["text"] for act in expiries(article)] == ["A court’s order."]
    article = make.edit(article, expire_at=None)
    assert action(client.get(review_url(article))) == ReviewAction.CHANGE_EXPIRY
    assert message_levels(post_review(client, article))[-1] == "success"
    assert ArticlePage.objects.get(pk=article.pk).expire_at is None
    assert not expiries(article)
    assert version_numbers(article) == [1]


def test_an_expiry_date_in_the_past_is_refused(client, editor, changed):
    article = make.edit(changed, expire_at=timezone.now() - timedelta(days=1))
    response = client.get(review_url(article))
    assert action(response) == ReviewAction.REFUSED
    assert response.context["comparison"].refusal.code == "expiry_in_past"


def test_an_earlier_day_of_first_publication_is_confirmed_in_the_review(client, editor, journal):
    draft = make.make_draft(journal, "An old piece", published_on=date(2001, 1, 1))
    edit_url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert needs_review(ArticlePage.objects.get(pk=draft.pk))
    assert client.get(edit_url).status_code == 200
    assert error_codes(post_review(client, draft)) == {"published_before": ["required"]}
    assert version_numbers(draft) == []
    assert message_levels(post_review(client, draft, published_before="on"))[-1] == "success"
    assert make.publication_of(draft).version.entry.imported


def test_publishing_a_draft_without_the_expiry_date_warns_that_it_is_removed(client, editor, article):
    article = make.edit(article, expire_at=tomorrow())
    post_review(client, article, expiry_cause="legal", expiry_reason="A court’s order.")
    article = make.edit(article, title="Another", expire_at=None)
    assert client.get(review_url(article)).context["comparison"].removes_expiry
    opened = review_data(client, article)
    change_expiry(article, ExpiryDecision(tomorrow() + timedelta(days=3), "privacy", "Sooner."), user=None)
    response = post_review(client, article, opened=opened, change_class="copy_edit")
    assert error_codes(response) == {"__all__": ["expiry_changed"]}
    assert [act.decision["cause"] for act in expiries(article)] == ["privacy"]
    post_review(client, article, change_class="copy_edit")
    assert not expiries(article)


@pytest.mark.parametrize("seen", [False, True])
def test_the_schedule_dialog_of_the_editor_names_the_button_and_the_time_zone(client, editor, journal, seen):
    UserProfile.objects.create(user=editor, current_time_zone="Europe/Bucharest")
    article = make.make_article(journal) if seen else make.make_draft(journal)
    page = parse_html(client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])))
    dialog = page.find(id="schedule-publishing-dialog")
    assert "Europe/Bucharest" in dialog.decode(), "the time zone of the account"
    assert ("Review changes" in dialog.decode()) == seen
    assert {field["name"] for field in dialog.find_all("input")} >= {"go_live_at", "expire_at"}


def test_a_scheduled_change_that_is_reviewed_again_has_its_whole_decision(client, editor, journal):
    author = make.make_author("Ilinca Drăgan")
    article = make.make_article(journal, "A bridge", authors=[author])
    author.name = "Ilinca Dragan"
    author.save()
    draft = make.edit(article, title="A longer bridge", go_live_at=tomorrow(), expire_at=tomorrow() + timedelta(days=9))
    [update] = client.get(review_url(draft)).context["comparison"].updates
    values = {"change_class": "update", "expiry_cause": "expired", "expiry_reason": "The tender is over."}
    opened = review_data(client, draft, f"?accept={update.key}")
    post_review(client, draft, opened=opened, accept=[update.key], **values)
    act = Act.objects.get(state=ActState.WAITING)
    assert act.decision["accepted"] == [update.key]
    review = client.get(f"{review_url(draft)}?act={act.pk}").context
    assert review["comparison"].accepted == {update.key}
    assert {name: review["form"][name].value() for name in values} == values
