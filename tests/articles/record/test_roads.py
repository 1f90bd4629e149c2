"""The roads of Wagtail that lead to publishing, each tried through Wagtail itself."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions import action_registry
from wagtail.models import Page, Workflow

from articles.models import ArticlePage, JournalPage
from articles.record.models import Address, Entry, Publication, Status, Version
from tests import factories as make
from tests.articles.desk.posting import page_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def journal():
    return make.make_journal()


@pytest.fixture
def editor(client):
    user = make.make_user("editor", public="Standards desk")
    client.force_login(user)
    return user


def numbers(article) -> list[int]:
    return list(Version.objects.filter(article_id=article.pk).values_list("number", flat=True))


def test_publishing_in_the_create_view_makes_version_1(client, editor, journal):
    address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", journal.pk])
    answer = client.post(address, page_data("A bridge") | {"action-publish": "1"})
    assert answer.status_code == 302
    article = ArticlePage.objects.get(slug="a-bridge")
    assert article.live
    assert numbers(article) == [1]
    assert Entry.objects.get().people["published"] == ["Standards desk"]


def test_publishing_in_the_edit_view_makes_the_next_version_of_a_live_article(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        page_data("A longer bridge", slug="a-bridge") | {"action-publish": "1"},
        follow=True,
    )
    assert "is published as version 2" in answer.content.decode()
    assert numbers(article) == [1, 2]
    assert make.publication_of(article).title == "A longer bridge"


def test_an_old_revision_published_from_the_editor_becomes_a_new_version(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    old = article.get_latest_revision()
    make.publish_draft(make.edit(article, title="A longer bridge"))
    client.post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        page_data("A bridge", slug="a-bridge") | {"action-publish": "1", "revision": old.pk},
    )
    assert numbers(article) == [1, 2, 3]
    assert make.publication_of(article).title == "A bridge"


def test_a_draft_saved_over_a_live_article_changes_nothing_for_readers(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    client.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), page_data("Draft title", slug="a-bridge"))
    assert ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().title == "Draft title"
    assert numbers(article) == [1]
    assert make.publication_of(article).title == "A bridge"


def test_a_workflow_that_is_approved_publishes_through_the_service(client, journal):
    author, editor = make.make_user("author", "Authors"), make.make_user("reader2", "Editors")
    client.force_login(author)
    draft = make.make_draft(journal, "A bridge")
    Workflow.objects.get(name="Editorial review").start(draft, author)
    client.force_login(editor)
    state = draft.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk])
    answer = client.post(address)
    assert answer.status_code in (200, 302)
    assert numbers(draft) == [1]
    assert ArticlePage.objects.get(pk=draft.pk).live


def test_bulk_publishing_makes_a_version_of_each(client, editor, journal):
    drafts = [make.make_draft(journal, name) for name in ("One", "Two")]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={drafts[0].pk}&id={drafts[1].pk}", {"include_descendants": ""})
    assert [numbers(draft) for draft in drafts] == [[1], [1]]


def test_a_schedule_comes_to_the_service_in_its_time(client, editor, journal):
    draft = make.make_draft(journal, "A bridge")
    draft = make.edit(draft, go_live_at=timezone.now() + timedelta(hours=1))
    draft.get_latest_revision().publish()
    assert numbers(draft) == []
    past = timezone.now() - timedelta(minutes=1)
    revision = draft.get_latest_revision()
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    call_command("publish_scheduled")
    assert numbers(draft) == [1]
    assert make.publication_of(draft).status == Status.PUBLIC


def test_a_schedule_that_is_refused_does_not_stop_the_ones_behind_it(journal, caplog):
    past = timezone.now() - timedelta(minutes=1)
    drafts = [make.make_draft(journal, "No title later"), make.make_draft(journal, "Fine")]
    for draft, title in zip(drafts, [" ", "Fine"], strict=True):
        revision = draft.get_latest_revision()
        revision.content |= {"title": title, "go_live_at": past.isoformat()}
        revision.approved_go_live_at = past
        revision.save()
    call_command("publish_scheduled")
    assert [numbers(draft) for draft in drafts] == [[], [1]]
    assert "waits for a person" in caplog.text
    assert ArticlePage.objects.get(pk=drafts[0].pk).get_latest_revision().approved_go_live_at is None


def test_code_that_publishes_a_revision_comes_to_the_service(journal):
    draft = make.make_draft(journal)
    draft.get_latest_revision().publish()
    assert numbers(draft) == [1]


def test_the_action_that_wagtails_api_looks_up_comes_to_the_service(journal, editor):
    draft = make.make_draft(journal)
    action_registry.get_action_class(Page, "publish")(draft.get_latest_revision(), user=editor).execute()
    assert numbers(draft) == [1]


def test_that_action_leaves_other_pages_to_wagtail(journal):
    journal.title = "Tide"
    revision = journal.save_revision()
    action_registry.get_action_class(Page, "publish")(revision).execute(skip_permission_checks=True)
    assert JournalPage.objects.get(pk=journal.pk).title == "Tide"


def test_a_new_article_is_never_born_live(journal):
    article = ArticlePage(title="Born live", live=True)
    journal.add_child(instance=article)
    assert not ArticlePage.objects.get(pk=article.pk).live


def test_a_copy_starts_as_a_draft_without_address_or_version(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    answer = client.post(
        reverse("wagtailadmin_pages:copy", args=[article.pk]),
        {
            "new_title": "A bridge, copied",
            "new_slug": "copied",
            "new_parent_page": journal.pk,
            "copy_subpages": "",
            "publish_copies": "on",
        },
        follow=True,
    )
    copied = ArticlePage.objects.get(slug="copied")
    assert not copied.live
    assert numbers(copied) == []
    assert "start as drafts" in answer.content.decode()
    assert copied.get_url_parts()[2] == "/tideline/copied/"


def test_an_alias_of_an_article_is_refused_in_words(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    answer = client.post(
        reverse("wagtailadmin_pages:copy", args=[article.pk]),
        {"new_title": "Alias", "new_slug": "alias", "new_parent_page": journal.pk, "alias": "on"},
        follow=True,
    )
    assert "cannot be an alias" in answer.content.decode()
    assert not ArticlePage.objects.filter(slug="alias").exists()


def test_a_refusal_at_the_desk_is_a_message_and_the_draft_is_kept(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    make.publish_draft(make.edit(article, slug="the-bridge"))
    other = make.make_draft(journal, "Other")
    Page.objects.filter(pk=other.pk).update(slug="a-bridge")
    revision = other.get_latest_revision()
    revision.content["slug"] = "a-bridge"
    revision.save()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={other.pk}", {"include_descendants": ""}, follow=True)
    assert "stands or once stood at /tideline/a-bridge/" in answer.content.decode()
    assert numbers(other) == []


@pytest.mark.parametrize("what", ["article", "journal"])
def test_deleting_what_readers_have_seen_is_refused_in_words(client, what, journal):
    client.force_login(make.make_user("boss", "", is_superuser=True))
    article = make.make_article(journal, "A bridge")
    target = {"article": article, "journal": journal}[what]
    answer = client.post(reverse("wagtailadmin_pages:delete", args=[target.pk]), follow=True)
    assert answer.status_code == 200
    assert ("so it cannot be deleted" if what == "article" else "cannot be deleted") in answer.content.decode()
    assert ArticlePage.objects.filter(pk=article.pk).exists()
    assert make.publication_of(article).status == Status.PUBLIC


def test_bulk_deleting_what_readers_have_seen_is_refused_in_words(client, journal):
    client.force_login(make.make_user("boss", "", is_superuser=True))
    article, draft = make.make_article(journal, "A bridge"), make.make_draft(journal, "Draft")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = client.post(f"{address}?id={article.pk}&id={draft.pk}", follow=True)
    assert "cannot be deleted" in answer.content.decode()
    assert ArticlePage.objects.count() == 2


def test_a_draft_that_nobody_saw_can_be_deleted(client, journal):
    client.force_login(make.make_user("boss", "", is_superuser=True))
    draft = make.make_draft(journal, "Draft")
    client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert not ArticlePage.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("road", ["page", "bulk", "descendants", "code", "expiry"])
def test_every_road_that_unpublishes_withdraws(client, editor, journal, road):
    article = make.make_article(journal, "A bridge")
    if road == "page":
        client.post(reverse("wagtailadmin_pages:unpublish", args=[article.pk]))
    elif road == "bulk":
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
        client.post(f"{address}?id={article.pk}", {"include_descendants": ""})
    elif road == "descendants":
        client.post(reverse("wagtailadmin_pages:unpublish", args=[journal.pk]), {"include_descendants": "on"})
    elif road == "code":
        article.unpublish()
    else:
        Page.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
        call_command("publish_scheduled")
    publication = Publication.objects.get(article_id=article.pk)
    assert publication.status == Status.WITHDRAWN
    assert Entry.objects.filter(article_id=article.pk).latest("position").type == "withdrawal"
    assert Address.objects.filter(publication=publication, current=True).exists()


def test_the_one_who_may_not_publish_cannot(client, journal):
    client.force_login(make.make_user("author", "Authors"))
    draft = make.make_draft(journal, "A bridge")
    client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), page_data("A bridge") | {"action-publish": "1"})
    assert numbers(draft) == []
