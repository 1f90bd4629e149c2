"""Deleting and unpublishing published articles, by every entry point of Wagtail."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from articles.models import ArticlePage, JournalPage
from articles.record.expiry import ExpiryDecision, change_expiry
from articles.record.models import Act, ActState, Address, Entry, Publication, Status, WithdrawalCause
from tests import factories as make
from tests.articles.admin.posting import message_levels

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("target_name", ["article", "journal"])
def test_deleting_a_published_article_or_its_journal_is_refused_with_a_message(client, target_name, journal):
    client.force_login(make.make_user("boss", "", is_superuser=True))
    article = make.make_article(journal, "A bridge")
    target = {"article": article, "journal": journal}[target_name]
    answer = client.post(reverse("wagtailadmin_pages:delete", args=[target.pk]), follow=True)
    assert answer.status_code == 200
    assert message_levels(answer) == ["error"]
    assert ArticlePage.objects.filter(pk=article.pk).exists()
    assert make.publication_of(article).status == Status.PUBLIC


def test_bulk_deleting_published_articles_is_refused_with_a_message(client, journal):
    client.force_login(make.make_user("boss", "", is_superuser=True))
    article, draft = make.make_article(journal, "A bridge"), make.make_draft(journal, "Draft")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = client.post(f"{address}?id={article.pk}&id={draft.pk}", follow=True)
    assert message_levels(answer) == ["error"]
    assert ArticlePage.objects.count() == 2


def test_a_draft_that_was_never_published_can_be_deleted(client, journal):
    client.force_login(make.make_user("boss", "", is_superuser=True))
    draft = make.make_draft(journal, "Draft")
    client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert not ArticlePage.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("entry_point", ["page", "bulk", "descendants", "bulk descendants"])
def test_unpublishing_in_the_admin_asks_for_cause_and_reason(client, editor, journal, entry_point):
    article = make.make_article(journal, "A bridge")
    target, form = (journal, {"include_descendants": "on"}) if "descendants" in entry_point else (article, {})
    if "bulk" in entry_point:
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?id={target.pk}"
    else:
        address = reverse("wagtailadmin_pages:unpublish", args=[target.pk])
    asked = client.post(address, form).url
    assert asked.startswith(reverse("corrections:withdraw"))
    assert make.publication_of(article).status == Status.PUBLIC
    assert ArticlePage.objects.get(pk=article.pk).live
    assert "A bridge" in client.get(asked).content.decode()
    client.post(asked, {"cause": "legal", "reason": "A court's order."})
    assert make.publication_of(article).status == Status.WITHDRAWN
    assert not ArticlePage.objects.get(pk=article.pk).live


def test_a_journal_is_unpublished_without_a_reason_when_its_articles_stay_public(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    client.post(reverse("wagtailadmin_pages:unpublish", args=[journal.pk]))
    assert not JournalPage.objects.get(pk=journal.pk).live
    assert make.publication_of(article).status == Status.PUBLIC


@pytest.mark.parametrize("entry_point", ["code", "expiry"])
def test_unpublishing_by_code_or_expiry_withdraws_without_a_reason(client, editor, journal, entry_point):
    article = make.make_article(journal, "A bridge")
    if entry_point == "code":
        article.unpublish()
    else:
        Page.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
        call_command("publish_scheduled")
    publication = Publication.objects.get(article_id=article.pk)
    assert publication.status == Status.WITHDRAWN
    assert Entry.objects.filter(article_id=article.pk).latest("position").type == "withdrawal"
    assert Address.objects.filter(publication=publication, current=True).exists()
    assert client.get("/tideline/a-bridge/").status_code == 410


@pytest.mark.parametrize("entry_point", ["command", "code"])
def test_an_expired_article_shows_the_cause_and_reason_given_with_the_date(client, journal, entry_point):
    article = make.make_article(journal, "A tender")
    expiry = ExpiryDecision(timezone.now() + timedelta(days=1), "expired", "The tender is over.")
    change_expiry(article, expiry, user=None)
    if entry_point == "command":
        make.make_due(Act.objects.get(state=ActState.WAITING))
        call_command("publish_scheduled")
    else:
        article.refresh_from_db()
        article.unpublish(set_expired=True)
    page = client.get("/tideline/a-tender/")
    assert page.status_code == 410
    assert str(WithdrawalCause.EXPIRED.label) in page.content.decode()
    assert "The tender is over." in page.content.decode()
