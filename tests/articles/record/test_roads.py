"""The roads of Wagtail that lead to publishing, each tried through Wagtail itself."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Workflow

from articles.models import ArticlePage, JournalPage
from articles.record.models import Address, Decision, Entry, ExpiryReason, Publication, Status, Version
from articles.record.schedule import schedule
from tests import factories as make
from tests.articles.admin.posting import page_data

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


def review_of(article) -> str:
    return reverse("corrections:review", args=[article.pk])


def test_publishing_a_live_article_in_the_edit_view_leads_to_its_review_and_keeps_the_draft(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        page_data("A longer bridge", slug="a-bridge") | {"action-publish": "1"},
    )
    assert answer.url == review_of(article)
    assert numbers(article) == [1]
    assert make.publication_of(article).title == "A bridge"
    assert ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().title == "A longer bridge"


def test_an_old_revision_published_from_the_editor_leads_to_the_review(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    old = article.get_latest_revision()
    make.publish_draft(make.edit(article, title="A longer bridge"))
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        page_data("A bridge", slug="a-bridge") | {"action-publish": "1", "revision": old.pk},
    )
    assert answer.url == review_of(article)
    assert numbers(article) == [1, 2]
    assert ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().title == "A bridge"


def test_publishing_a_withdrawn_article_leads_to_the_review_too(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    article.unpublish()
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        page_data("A bridge", slug="a-bridge") | {"action-publish": "1"},
    )
    assert answer.url == review_of(article)
    assert make.publication_of(article).status == Status.WITHDRAWN


def test_scheduling_a_live_article_in_the_editor_leads_to_the_review(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    moment = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        page_data("A longer bridge", slug="a-bridge", go_live_at=moment) | {"action-publish": "1"},
    )
    assert answer.url == review_of(article)
    assert not article.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_a_first_publication_with_an_expiry_date_leads_to_the_review(client, editor, journal):
    address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", journal.pk])
    moment = timezone.localtime(timezone.now() + timedelta(days=9)).strftime("%Y-%m-%d %H:%M")
    answer = client.post(address, page_data("A tender", expire_at=moment) | {"action-publish": "1"})
    article = ArticlePage.objects.get(slug="a-tender")
    assert answer.url == review_of(article)
    assert not article.live
    assert numbers(article) == []


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


def approve(client, page, **options):
    state = page.current_workflow_task_state
    return client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), **options)


def test_an_approved_change_of_a_live_article_waits_for_its_review_and_says_so(client, editor, journal):
    author = make.make_user("author", "Authors")
    article = make.edit(make.make_article(journal, "A bridge"), title="A longer bridge")
    workflow = Workflow.objects.get(name="Editorial review").start(article, author)
    page = approve(client, article, follow=True).content.decode()
    assert "Approved in the workflow: review its changes." in page
    assert review_of(article) in page
    workflow.refresh_from_db()
    assert workflow.status == "approved"
    assert numbers(article) == [1]
    assert make.publication_of(article).title == "A bridge"


def test_the_one_who_approves_a_live_article_in_the_editor_is_told_what_comes_next(client, editor, journal, settings):
    settings.WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False  # the form that is posted differs from the draft
    author = make.make_user("author", "Authors")
    article = make.edit(make.make_article(journal, "A bridge"), title="A longer bridge")
    Workflow.objects.get(name="Editorial review").start(article, author)
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        page_data("A longer bridge", slug="a-bridge")
        | {"action-workflow-action": "1", "workflow-action-name": "approve"},
        follow=True,
    )
    assert "Readers have the version before until its changes are reviewed" in answer.content.decode()
    assert numbers(article) == [1]


def test_what_changed_after_the_approval_is_no_longer_said_to_be_approved(client, editor, journal):
    author = make.make_user("author", "Authors")
    article = make.edit(make.make_article(journal, "A bridge"), title="A longer bridge")
    Workflow.objects.get(name="Editorial review").start(article, author)
    approve(client, article)
    make.edit(article, title="A bridge of lies")
    page = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert "Approved in the workflow" not in page


def test_bulk_publishing_makes_a_version_of_each(client, editor, journal):
    drafts = [make.make_draft(journal, name) for name in ("One", "Two")]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={drafts[0].pk}&id={drafts[1].pk}", {"include_descendants": ""})
    assert [numbers(draft) for draft in drafts] == [[1], [1]]


def test_bulk_publishing_with_one_live_article_is_refused_as_a_whole_in_words(client, editor, journal):
    draft = make.make_draft(journal, "One")
    article = make.edit(make.make_article(journal, "A bridge"), title="A longer bridge")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={draft.pk}&id={article.pk}", {"include_descendants": ""}, follow=True)
    assert "Open it and choose “Review changes”; the draft is kept." in answer.content.decode()
    assert [numbers(page) for page in (draft, article)] == [[], [1]]
    assert not ArticlePage.objects.get(pk=draft.pk).live
    assert make.publication_of(article).title == "A bridge"


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


def decided_for_later(article, user, **decided):
    """A draft over a live article, scheduled with a decision whose time has come."""
    draft = make.edit(article, title="A longer bridge", go_live_at=timezone.now() + timedelta(hours=1))
    revision = draft.get_latest_revision()
    schedule(revision, user=user, supersedes=1, decided=decided)
    past = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    return ArticlePage.objects.get(pk=article.pk)


def test_a_decision_on_a_live_article_is_carried_out_in_its_time(journal, editor):
    article = decided_for_later(
        make.make_article(journal, "A bridge"),
        editor,
        note_kind="update",
        note_text="A second span.",
        summary="Longer.",
    )
    assert numbers(article) == [1]
    call_command("publish_scheduled")
    assert numbers(article) == [1, 2]
    entry = make.publication_of(article).version.entry
    assert (entry.change_class, entry.people["published"]) == ("update", ["Standards desk"])
    assert not Decision.objects.exists()


def test_a_decision_on_a_version_that_was_superseded_waits_for_a_person_and_says_so(client, journal, editor):
    article = make.make_article(journal, "A bridge")
    article = decided_for_later(article, editor, change_class="update")
    scheduled = article.get_latest_revision()
    make.publish_draft(make.edit(article, title="A bridge, mended", go_live_at=None))
    decided = {"revision": scheduled.pk, "supersedes": 1, "change_class": "update", "user": editor}
    Decision.objects.create(article=article, **decided)
    article.revisions.filter(pk=scheduled.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert numbers(article) == [1, 2]
    assert make.publication_of(article).title == "A bridge, mended"
    page = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert "A scheduled publication waits: Version 2 was published meanwhile" in page
    assert review_of(article) in page


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
    assert "needs attention" in caplog.text
    assert ArticlePage.objects.get(pk=drafts[0].pk).get_latest_revision().approved_go_live_at is None


def test_code_that_publishes_a_revision_comes_to_the_service(journal):
    draft = make.make_draft(journal)
    draft.get_latest_revision().publish()
    assert numbers(draft) == [1]


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


@pytest.mark.parametrize("road", ["page", "bulk", "descendants", "bulk descendants"])
def test_every_road_of_the_desk_that_unpublishes_asks_why(client, editor, journal, road):
    article = make.make_article(journal, "A bridge")
    target, under = (journal, {"include_descendants": "on"}) if "descendants" in road else (article, {})
    if "bulk" in road:
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?id={target.pk}"
    else:
        address = reverse("wagtailadmin_pages:unpublish", args=[target.pk])
    asked = client.post(address, under).url
    assert asked.startswith(reverse("corrections:withdraw"))
    assert make.publication_of(article).status == Status.PUBLIC
    assert ArticlePage.objects.get(pk=article.pk).live
    assert "A bridge" in client.get(asked).content.decode()
    client.post(asked, {"cause": "legal", "reason": "A court's order."})
    assert make.publication_of(article).status == Status.WITHDRAWN
    assert not ArticlePage.objects.get(pk=article.pk).live


def test_a_journal_is_unpublished_without_asking_where_no_article_leaves(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    client.post(reverse("wagtailadmin_pages:unpublish", args=[journal.pk]))
    assert not JournalPage.objects.get(pk=journal.pk).live
    assert make.publication_of(article).status == Status.PUBLIC


@pytest.mark.parametrize("road", ["code", "expiry"])
def test_every_other_road_that_unpublishes_withdraws_without_a_reason(client, editor, journal, road):
    article = make.make_article(journal, "A bridge")
    if road == "code":
        article.unpublish()
    else:
        Page.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
        call_command("publish_scheduled")
    publication = Publication.objects.get(article_id=article.pk)
    assert publication.status == Status.WITHDRAWN
    assert Entry.objects.filter(article_id=article.pk).latest("position").type == "withdrawal"
    assert Address.objects.filter(publication=publication, current=True).exists()
    assert "No reason is recorded" in client.get("/tideline/a-bridge/").content.decode()


def test_an_expiry_tells_the_reason_that_was_given_when_it_was_set(client, journal):
    article = make.make_article(journal, "A tender")
    ExpiryReason.objects.create(article=article, cause="expired", reason="The tender is over.")
    Page.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    page = client.get("/tideline/a-tender/")
    assert page.status_code == 410
    assert "Its time has passed" in page.content.decode()
    assert "The tender is over." in page.content.decode()


def test_the_one_who_may_not_publish_cannot(client, journal):
    client.force_login(make.make_user("author", "Authors"))
    draft = make.make_draft(journal, "A bridge")
    client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), page_data("A bridge") | {"action-publish": "1"})
    assert numbers(draft) == []
