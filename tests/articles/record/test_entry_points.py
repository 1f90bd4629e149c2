"""Publishing by every entry point of Wagtail: editor, workflow, bulk action, schedule and code."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Workflow

from articles.models import ArticlePage
from articles.record.models import Act, ActState, Entry, Status, Version
from articles.record.notes import NoteDraft
from tests import factories as make
from tests.articles.admin.posting import message_levels, page_data

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


def test_publishing_a_live_article_in_the_editor_leads_to_the_review_and_keeps_the_draft(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        page_data("A longer bridge", slug="a-bridge") | {"action-publish": "1"},
    )
    assert answer.url == review_of(article)
    assert numbers(article) == [1]
    assert make.publication_of(article).title == "A bridge"
    assert ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().title == "A longer bridge"


def test_publishing_an_old_revision_in_the_editor_leads_to_the_review(client, editor, journal):
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


def test_publishing_a_withdrawn_article_leads_to_the_review(client, editor, journal):
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


def test_approving_a_first_draft_in_a_workflow_publishes_it_through_the_record(client, journal):
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


def test_an_approved_change_of_a_live_article_needs_attention_until_it_is_reviewed(client, editor, journal):
    author = make.make_user("author", "Authors")
    article = make.edit(make.make_article(journal, "A bridge"), title="A longer bridge")
    workflow = Workflow.objects.get(name="Editorial review").start(article, author)
    page = approve(client, article, follow=True)
    assert review_of(article) in page.content.decode()
    workflow.refresh_from_db()
    assert workflow.status == "approved"
    assert numbers(article) == [1]
    assert make.publication_of(article).title == "A bridge"


def test_approving_a_live_article_in_the_editor_shows_a_link_to_the_review(client, editor, journal, settings):
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
    assert "warning" in message_levels(answer)
    assert review_of(article) in "".join(str(message) for message in answer.context["messages"])
    assert numbers(article) == [1]


def test_a_draft_that_changed_after_its_approval_is_not_shown_as_approved(client, editor, journal):
    author = make.make_user("author", "Authors")
    article = make.edit(make.make_article(journal, "A bridge"), title="A longer bridge")
    Workflow.objects.get(name="Editorial review").start(article, author)
    approve(client, article)
    make.edit(article, title="A bridge of lies")
    page = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert review_of(article) not in page


def test_bulk_publishing_makes_a_version_of_each(client, editor, journal):
    drafts = [make.make_draft(journal, name) for name in ("One", "Two")]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={drafts[0].pk}&id={drafts[1].pk}", {"include_descendants": ""})
    assert [numbers(draft) for draft in drafts] == [[1], [1]]


def test_bulk_publishing_of_a_journal_publishes_the_drafts_that_were_shown(client, editor, journal):
    draft = make.make_draft(journal, "One")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={journal.pk}"
    opened = client.get(address)
    assert "One" in opened.content.decode()
    shown = opened.context["form"]["shown"].value()
    later = make.make_draft(journal, "Two")
    client.post(address, {"include_descendants": "on", "shown": shown})
    assert [numbers(page) for page in (draft, later)] == [[1], []]


def test_bulk_publishing_with_one_live_article_is_refused_as_a_whole(client, editor, journal):
    draft = make.make_draft(journal, "One")
    article = make.edit(make.make_article(journal, "A bridge"), title="A longer bridge")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={draft.pk}&id={article.pk}", {"include_descendants": ""}, follow=True)
    assert message_levels(answer) == ["error"]
    assert [numbers(page) for page in (draft, article)] == [[], [1]]
    assert not ArticlePage.objects.get(pk=draft.pk).live
    assert make.publication_of(article).title == "A bridge"


def test_a_scheduled_first_publication_is_published_through_the_record_when_due(client, editor, journal):
    draft = make.make_draft(journal, "A bridge")
    draft = make.edit(draft, go_live_at=timezone.now() + timedelta(hours=1))
    draft.get_latest_revision().publish()
    assert numbers(draft) == []
    call_command("publish_scheduled")
    assert numbers(draft) == []
    make.make_due(Act.objects.get())
    call_command("publish_scheduled")
    assert numbers(draft) == [1]
    assert make.publication_of(draft).status == Status.PUBLIC
    page = ArticlePage.objects.get(pk=draft.pk)
    assert (page.live, page.has_unpublished_changes) == (True, False)


def test_a_scheduled_decision_on_a_live_article_is_carried_out_when_due(journal, editor):
    article = make.edit(make.make_article(journal, "A bridge"), title="A longer bridge")
    act = make.schedule(article, user=editor, notes=[NoteDraft("update", "A second span.")], summary="Longer.")
    assert numbers(article) == [1]
    make.make_due(act)
    call_command("publish_scheduled")
    assert numbers(article) == [1, 2]
    entry = make.publication_of(article).version.entry
    assert (entry.change_class, entry.people["published"], entry.act) == ("update", ["Standards desk"], act.pk)
    act.refresh_from_db()
    assert (act.state, act.content, act.draft, act.decision) == (ActState.DONE, "", None, {})


def test_a_scheduled_decision_on_a_superseded_version_needs_attention(client, journal, editor):
    article = make.edit(make.make_article(journal, "A bridge"), title="A longer bridge")
    act = make.schedule(article, user=editor, change_class="update")
    make.publish_draft(make.edit(article, title="A bridge, mended"), change_class="update")
    make.make_due(act)
    call_command("publish_scheduled")
    assert numbers(article) == [1, 2]
    assert make.publication_of(article).title == "A bridge, mended"
    act.refresh_from_db()
    assert act.state == ActState.ATTENTION
    page = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert reverse("corrections:act", args=[act.pk]) in page


@pytest.mark.parametrize("published", [False, True])
def test_what_wagtail_was_made_to_schedule_past_the_record_needs_attention_and_stops_nothing(
    journal, caplog, published
):
    past = timezone.now() - timedelta(minutes=1)
    first = make.make_article(journal, "A bridge") if published else make.make_draft(journal, "No title later")
    drafts = [make.edit(first, title="Changed"), make.make_draft(journal, "Fine")]
    for draft, title in zip(drafts, ["Unreviewed" if published else " ", "Fine"], strict=True):
        revision = draft.get_latest_revision()
        revision.content |= {"title": title, "go_live_at": past.isoformat()}
        revision.approved_go_live_at = past
        revision.save()
    call_command("publish_scheduled")
    assert [numbers(draft) for draft in drafts] == [[1] if published else [], [1]]
    assert "needs attention" in caplog.text
    assert ArticlePage.objects.get(pk=drafts[0].pk).get_latest_revision().approved_go_live_at is None
    assert Act.objects.get(article=drafts[0], kind="publication", state=ActState.ATTENTION).attention


def test_publishing_a_first_revision_by_code_goes_through_the_record(journal):
    draft = make.make_draft(journal)
    draft.get_latest_revision().publish()
    assert numbers(draft) == [1]


def test_a_new_article_is_never_live(journal):
    article = ArticlePage(title="Born live", live=True)
    journal.add_child(instance=article)
    assert not ArticlePage.objects.get(pk=article.pk).live


def test_a_copied_article_is_a_draft_without_address_or_version(client, editor, journal):
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
    assert "warning" in message_levels(answer)
    assert copied.get_url_parts()[2] == "/tideline/copied/"


def test_an_alias_of_an_article_is_refused_with_a_message(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    answer = client.post(
        reverse("wagtailadmin_pages:copy", args=[article.pk]),
        {"new_title": "Alias", "new_slug": "alias", "new_parent_page": journal.pk, "alias": "on"},
        follow=True,
    )
    assert message_levels(answer) == ["error"]
    assert not ArticlePage.objects.filter(slug="alias").exists()


def test_a_refusal_in_the_admin_is_shown_as_a_message_and_the_draft_is_kept(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    make.publish_draft(make.edit(article, slug="the-bridge"))
    other = make.make_draft(journal, "Other")
    Page.objects.filter(pk=other.pk).update(slug="a-bridge")
    revision = other.get_latest_revision()
    revision.content["slug"] = "a-bridge"
    revision.save()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={other.pk}", {"include_descendants": ""}, follow=True)
    assert message_levels(answer) == ["error"]
    assert numbers(other) == []


def test_a_person_without_permission_to_publish_cannot_publish(client, journal):
    client.force_login(make.make_user("author", "Authors"))
    draft = make.make_draft(journal, "A bridge")
    client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), page_data("A bridge") | {"action-publish": "1"})
    assert numbers(draft) == []


def test_an_article_that_is_added_with_a_go_live_time_is_scheduled(client, editor, journal):
    address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", journal.pk])
    later = timezone.localtime(timezone.now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    client.post(address, page_data("A bridge") | {"action-publish": "1", "go_live_at": later})
    act = Act.objects.get(article__slug="a-bridge")
    assert (act.state, act.decided_by) == (ActState.WAITING, editor)
    assert numbers(act.article) == []


def test_a_revision_can_be_scheduled_by_code_right_after_it_was_saved(journal):
    draft = make.make_draft(journal, "A bridge")
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.save_revision().publish()
    assert Act.objects.get(article=draft).due == draft.go_live_at
