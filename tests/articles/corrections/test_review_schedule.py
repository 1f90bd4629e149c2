"""Scheduled publication and expiry dates in the review."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.corrections.draft_comparison import ReviewAction
from articles.models import ArticlePage
from articles.record.models import Decision, ExpiryReason
from tests import factories as make
from tests.articles.corrections.review_page import (
    action,
    post_review,
    review_url,
    version_numbers,
)
from tests.articles.responses import error_codes, message_levels

pytestmark = pytest.mark.django_db


def test_a_change_with_a_go_live_time_is_decided_now_and_scheduled(client, editor, changed):
    article = make.edit(changed, go_live_at=timezone.now() + timedelta(days=1))
    assert action(client.get(review_url(article))) == ReviewAction.SCHEDULE
    response = post_review(client, article, change_class="update", summary="Tomorrow.")
    assert message_levels(response) == ["success"]
    decision = Decision.objects.get()
    assert (decision.supersedes, decision.change_class, decision.user) == (1, "update", editor)
    assert version_numbers(article) == [1]


def test_a_scheduled_article_is_locked_until_the_schedule_is_cancelled(client, editor, changed):
    article = make.edit(changed, go_live_at=timezone.now() + timedelta(days=1))
    post_review(client, article, change_class="update")
    response = client.get(review_url(article))
    assert response.url == reverse("wagtailadmin_pages:edit", args=[article.pk])
    client.post(review_url(article), {"change_class": "copy_edit"})
    assert Decision.objects.get().change_class == "update"


def test_a_first_publication_with_an_expiry_date_can_be_scheduled(client, editor, journal):
    moment = timezone.now() + timedelta(days=1)
    draft = make.make_draft(journal, "A tender", go_live_at=moment, expire_at=moment + timedelta(days=9))
    response = post_review(client, draft, expiry_cause="expired", expiry_reason="The tender is over.")
    assert message_levels(response) == ["success"]
    assert Decision.objects.get().supersedes == 0
    assert ExpiryReason.objects.get().reason == "The tender is over."
    assert version_numbers(draft) == []


def test_an_expiry_date_needs_cause_and_reason(client, editor, changed):
    article = make.edit(changed, expire_at=timezone.now() + timedelta(days=9))
    response = post_review(client, article, change_class="update")
    assert error_codes(response) == {"expiry_cause": ["required"], "expiry_reason": ["required"]}
    assert version_numbers(article) == [1]
    post_review(client, article, change_class="update", expiry_cause="expired", expiry_reason="The tender is over.")
    expiry = ExpiryReason.objects.get()
    assert (expiry.article_id, expiry.cause, expiry.reason) == (article.pk, "expired", "The tender is over.")


def test_a_first_publication_with_an_expiry_date_needs_cause_and_reason(client, editor, journal):
    draft = make.make_draft(journal, "A tender", expire_at=timezone.now() + timedelta(days=9))
    response = client.get(review_url(draft))
    assert response.context["comparison"].current_number == 0
    assert list(response.context["form"].fields) == ["expiry_cause", "expiry_reason"]
    post_review(client, draft, expiry_cause="expired", expiry_reason="The tender is over.")
    assert version_numbers(draft) == [1]
    assert ArticlePage.objects.get(pk=draft.pk).expire_at
    assert ExpiryReason.objects.get().cause == "expired"


def test_an_expiry_date_alone_is_set_and_removed_without_a_version(client, editor, article):
    expires = timezone.now().replace(microsecond=0) + timedelta(days=9)
    article = make.edit(article, expire_at=expires)
    assert action(client.get(review_url(article))) == ReviewAction.CHANGE_EXPIRY
    response = post_review(client, article, expiry_cause="legal", expiry_reason="A court’s order.")
    assert message_levels(response) == ["success"]
    assert ArticlePage.objects.get(pk=article.pk).expire_at == expires
    assert ExpiryReason.objects.get().reason == "A court’s order."
    article = make.edit(article, expire_at=None)
    assert action(client.get(review_url(article))) == ReviewAction.CHANGE_EXPIRY
    assert message_levels(post_review(client, article))[-1] == "success"
    assert ArticlePage.objects.get(pk=article.pk).expire_at is None
    assert not ExpiryReason.objects.exists()
    assert version_numbers(article) == [1]


def test_an_expiry_date_in_the_past_is_refused(client, editor, changed):
    article = make.edit(changed, expire_at=timezone.now() - timedelta(days=1))
    response = client.get(review_url(article))
    assert action(response) == ReviewAction.REFUSED
    assert response.context["comparison"].refusal.code == "expiry_in_past"
