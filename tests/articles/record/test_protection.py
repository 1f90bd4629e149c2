"""Attempts to change published articles past the record, each on an article with two versions.

`docs/record.md` lists them with the names of these tests. After each, the article's page, versions and publication
are checked.
"""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Locale, Page, PageViewRestriction, Site

from articles.models import ArticlePage, JournalPage
from articles.record import triggers
from articles.record.models import Entry, Version
from tests import factories as make
from tests.articles.admin.posting import message_levels
from tests.articles.record.refusals import refused

pytestmark = pytest.mark.django_db
ADDRESS = "/tideline/a-bridge/"


@pytest.fixture
def journal(article):
    return article.get_parent().specific


def test_publishing_a_revision_of_a_live_article_by_code_is_refused(article, unchanged):
    revision = make.edit(article, title="By code").get_latest_revision()
    with refused("needs_review"):
        revision.publish()
    unchanged()
    assert ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().title == "By code"


@pytest.mark.parametrize("seen", [False, True])
def test_calling_wagtails_publish_action_directly_is_rejected_by_a_trigger(journal, article, unchanged, seen):
    target = make.edit(article, title="Direct") if seen else make.make_draft(journal, "Never seen")
    with pytest.raises(IntegrityError, match=triggers.LIVE), transaction.atomic():
        PublishPageRevisionAction(target.get_latest_revision()).execute()
    assert ArticlePage.objects.get(pk=target.pk).live is seen
    unchanged()


def test_saving_the_page_changes_the_draft_only(article, unchanged):
    article.title = "Saved"
    article.save()
    Page.objects.get(pk=article.pk).save()
    unchanged()
    assert ArticlePage.objects.get(pk=article.pk).title == "Saved"


def test_updating_text_or_slug_in_the_database_changes_the_draft_only(article, unchanged):
    Page.objects.filter(pk=article.pk).update(title="Updated", slug="updated", url_path="/front/tideline/updated/")
    ArticlePage.objects.filter(pk=article.pk).update(standfirst="Updated", body="[]")
    unchanged()


def test_setting_another_live_revision_is_rejected_by_a_trigger(article, unchanged):
    other = make.edit(article, title="Claimed").get_latest_revision()
    with pytest.raises(IntegrityError, match=triggers.LIVE), transaction.atomic():
        Page.objects.filter(pk=article.pk).update(live_revision=other)
    unchanged()


def test_setting_live_to_false_changes_nothing_for_readers(article, unchanged):
    Page.objects.filter(pk=article.pk).update(live=False)
    unchanged()


def test_changing_the_slug_by_code_keeps_the_published_address(article, unchanged):
    article.slug = "elsewhere"
    article.save()
    unchanged()


def test_deleting_a_published_article_by_code_or_queryset_is_refused(journal, article, unchanged):
    for delete in (
        lambda: ArticlePage.objects.get(pk=article.pk).delete(),
        lambda: ArticlePage.objects.filter(pk=article.pk).delete(),
        lambda: JournalPage.objects.get(pk=journal.pk).delete(),
    ):
        with pytest.raises(ProtectedError), transaction.atomic():
            delete()
    unchanged()


@pytest.mark.parametrize("table", ["record_version", "record_entry", "record_publication", "articles_articlepage"])
def test_deleting_in_sql_is_rejected(article, unchanged, table):
    with pytest.raises(IntegrityError), transaction.atomic():
        delete_all(table)
    unchanged()


def delete_all(table: str) -> None:
    """Delete all rows as a database client would, with the constraint checks of a commit."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
    connection.check_constraints()


@pytest.mark.postgresql
@pytest.mark.parametrize("table", ["record_version", "record_publication", "articles_articlepage"])
def test_truncating_is_rejected(article, unchanged, table):
    connection.check_constraints()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")
    unchanged()


def test_deleting_the_site_is_refused_with_a_message(client, article, unchanged):
    site = Site.objects.get(is_default_site=True)
    with pytest.raises(ProtectedError), transaction.atomic():
        site.delete()
    client.force_login(make.make_user("boss", "", is_superuser=True))
    answer = client.post(reverse("wagtailsites:delete", args=[site.pk]), follow=True)
    assert answer.status_code == 200
    assert message_levels(answer) == ["error"]
    assert Site.objects.filter(pk=site.pk).exists()
    unchanged()


def test_deleting_the_account_that_published_keeps_the_public_name_in_the_record(journal, client):
    user = make.make_user("ruth", public="Standards desk")
    draft = make.make_draft(journal, "A bridge")
    make.publish_draft(draft, user=user)
    get_user_model().objects.filter(pk=user.pk).delete()
    assert Entry.objects.get(article=draft).people["published"] == ["Standards desk"]
    assert client.get(ADDRESS).status_code == 200


def test_moving_an_article_or_its_journal_keeps_the_published_address(client, journal, article, unchanged):
    client.force_login(make.make_user("boss", "", is_superuser=True))
    other = make.make_journal("Other")
    answer = client.post(reverse("wagtailadmin_pages:move_confirm", args=[article.pk, other.pk]), follow=True)
    assert answer.status_code == 200
    assert ArticlePage.objects.get(pk=article.pk).get_parent().pk == other.pk
    unchanged()
    journal.slug = "tide"
    journal.save_revision().publish()
    unchanged()


def test_moving_pages_by_command_keeps_the_published_address(journal, article, unchanged):
    other = make.make_journal("Other")
    call_command("move_pages", str(journal.pk), str(other.pk), verbosity=0)
    assert ArticlePage.objects.get(pk=article.pk).get_parent().pk == other.pk
    unchanged()


@pytest.mark.parametrize(
    "command",
    [
        ["purge_revisions", "--days", "0"],
        ["fixtree"],
        ["update_index"],
        ["rebuild_references_index"],
        ["set_url_paths"],
        ["create_log_entries_from_revisions"],
        ["publish_scheduled"],
        ["wagtail_update_image_renditions"],
        ["clearsessions"],
    ],
    ids=lambda command: command[0],
)
def test_wagtails_commands_do_not_change_the_record(article, unchanged, command):
    make.edit(article, title="A newer draft")
    call_command(*command, verbosity=0)
    unchanged()


def test_a_translated_copy_is_a_draft_that_is_refused_outside_a_site(article, unchanged):
    french = Locale.objects.create(language_code="fr")
    home = make.make_site().root_page.specific.copy_for_translation(french, copy_parents=True)
    journal = article.get_parent().specific.copy_for_translation(french)
    translated = ArticlePage.objects.get(pk=article.pk).copy_for_translation(french)
    assert home.pk
    assert journal.pk
    assert not translated.live
    assert not Version.objects.filter(article_id=translated.pk).exists()
    with refused("outside_site"):
        make.publish_draft(ArticlePage.objects.get(pk=translated.pk))
    unchanged()


def test_an_article_at_the_path_of_another_is_refused(journal, article, unchanged):
    twin = make.make_draft(make.make_journal("Second"), "Twin", slug="a-bridge")
    Page.objects.filter(pk=twin.get_parent().pk).update(url_path=journal.url_path)
    with refused("address_taken"):
        make.publish_draft(ArticlePage.objects.get(pk=twin.pk))
    unchanged()


def test_an_article_outside_every_site_is_refused(journal):
    draft = make.make_draft(journal, "A bridge")
    root = Page.objects.get(depth=1)
    Page.objects.get(pk=journal.pk).move(root, pos="last-child")
    with refused("outside_site"):
        make.publish_draft(ArticlePage.objects.get(pk=draft.pk))


def test_locking_reordering_and_autosaving_change_nothing_for_readers(client, journal, article, unchanged):
    user = make.make_user("boss", "", is_superuser=True)
    client.force_login(user)
    client.post(reverse("wagtailadmin_pages:lock", args=[article.pk]))
    assert ArticlePage.objects.get(pk=article.pk).locked
    client.post(reverse("wagtailadmin_pages:unlock", args=[article.pk]))
    sibling = make.make_draft(journal, "Sibling")
    client.post(reverse("wagtailadmin_pages:set_page_position", args=[sibling.pk]) + "?position=0")
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    draft.title = "Autosaved"
    draft.save_revision(user=user, overwrite_revision=None)
    unchanged()


def test_a_private_journal_asks_for_a_login_on_pages_and_versions(client, journal, article):
    PageViewRestriction.objects.create(page=journal, restriction_type=PageViewRestriction.LOGIN)
    for path in (ADDRESS, f"{ADDRESS}versions/", f"{ADDRESS}versions/1/", f"{ADDRESS}versions/1..2/"):
        answer = client.get(path)
        assert (answer.status_code, "/_util/login/" in answer.content.decode()) == (403, True), path
    for path in ("/", "/corrections/", "/feed/", "/search/?q=second", "/sitemap.xml"):
        assert "The second title" not in client.get(path).content.decode(), path


def test_an_expiry_date_set_by_code_withdraws_without_a_reason(client, article):
    Page.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    answer = client.get(ADDRESS)
    assert answer.status_code == 410
    assert Version.objects.filter(article=article).count() == 2
