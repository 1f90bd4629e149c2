"""Titles of hidden articles are not given to people in the admin who have no permission on them."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.urls import reverse
from wagtail.models import GroupPagePermission

from articles.models import ArticlePage, JournalPage
from articles.record.models import Publication
from articles.record.privacy.decisions import Readers, restrict
from articles.record.refusals import Refused
from articles.record.transactions import allow_record_writes
from articles.record.withdraw import withdraw
from tests import factories as make

pytestmark = pytest.mark.django_db

SECRET = "The secret deal"
PROTECTED = ["privacy", "safety", "legal"]


@pytest.fixture
def other() -> JournalPage:
    return make.make_journal("Other")


@pytest.fixture
def secret(journal) -> ArticlePage:
    article = make.make_article(journal, SECRET, slug="secret")
    make.update_indexes(article)
    return article


def hide(article: ArticlePage, way: str, cause: str) -> None:
    if way == "withdrawn":
        withdraw(article, cause=cause, reason="As was asked.")
    else:
        restrict(article, Readers("login"), cause=cause, text="As was asked.")


def log_in(client, journal: JournalPage, *actions: str) -> None:
    """Log in a user who may only do this in one journal."""
    group = Group.objects.create(name="One journal")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for action in actions:
        permission = Permission.objects.get(codename=f"{action}_page", content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=journal, permission=permission)
    user = make.make_user("limited", "")
    user.groups.add(group)
    client.force_login(user)


def listed(client, journal: JournalPage) -> list[bool]:
    """Return whether the page chooser shows the secret title among the children of a journal, and in a search."""
    children = client.get(reverse("wagtailadmin_choose_page_child", args=[journal.pk]))
    results = client.get(reverse("wagtailadmin_choose_page_search"), {"q": "secret"})
    assert (children.status_code, results.status_code) == (200, 200)
    return [SECRET in children.json()["html"], SECRET in results.content.decode()]


@pytest.mark.parametrize("cause", PROTECTED)
@pytest.mark.parametrize("way", ["withdrawn", "restricted"])
def test_the_page_chooser_leaves_out_protected_articles_of_other_journals(client, journal, other, secret, way, cause):
    log_in(client, other, "change", "publish")
    assert listed(client, journal) == [True, True]
    hide(secret, way, cause)
    assert listed(client, journal) == [False, False]
    assert client.get(reverse("wagtailadmin_choose_page_child", args=[secret.pk])).status_code == 404


@pytest.mark.parametrize("action", ["change", "publish"])
def test_the_page_chooser_shows_protected_articles_to_those_who_edit_or_publish_them(client, journal, secret, action):
    log_in(client, journal, action)
    hide(secret, "withdrawn", "privacy")
    assert listed(client, journal) == [True, True]
    assert client.get(reverse("wagtailadmin_choose_page_child", args=[secret.pk])).status_code == 200


@pytest.mark.parametrize(("way", "cause"), [("withdrawn", "error"), ("restricted", "members")])
def test_the_page_chooser_shows_hidden_articles_whose_title_is_not_protected(
    client, journal, other, secret, way, cause
):
    log_in(client, other, "change")
    hide(secret, way, cause)
    assert listed(client, journal) == [True, True]


def refusal(journal: JournalPage, articles: list[ArticlePage]) -> Refused:
    """Return the refusal of a draft that recommends these articles."""
    draft = make.make_draft(journal, "Draft", body=[("related", {"heading": "", "articles": articles})])
    with pytest.raises(Refused) as refused:
        make.publish_draft(draft)
    assert refused.value.code == "related_not_public"
    return refused.value


@pytest.mark.parametrize("cause", PROTECTED)
@pytest.mark.parametrize("way", ["withdrawn", "restricted"])
def test_the_refusal_of_a_recommended_article_that_is_protected_has_its_position_only(journal, secret, way, cause):
    hide(secret, way, cause)
    message = str(refusal(journal, [make.make_article(journal, "Public"), secret]))
    assert SECRET not in message
    assert "number 2" in message


def test_a_restriction_without_a_known_cause_counts_as_protected(journal, secret):
    with transaction.atomic(), allow_record_writes():
        Publication.objects.filter(article=secret).update(private=True)
    assert SECRET not in str(refusal(journal, [secret]))


@pytest.mark.parametrize(("way", "cause"), [("withdrawn", "error"), ("restricted", "members")])
def test_the_refusal_of_another_recommended_article_has_its_title(journal, secret, way, cause):
    hide(secret, way, cause)
    assert SECRET in str(refusal(journal, [secret]))
