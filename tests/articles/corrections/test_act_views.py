"""The pages of scheduled acts in the admin."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision
from wagtail.test.utils.form_data import rich_text as rich_text_data
from wagtail.users.models import UserProfile

from articles.corrections.views import acts as views
from articles.models import ArticleDisclaimer, ArticlePage
from articles.record.models import Act, ActState, ChangeClass
from articles.record.notes import NoteDraft
from articles.record.withdraw import withdraw
from tests import factories as make
from tests.articles.corrections.review_page import post_review, version_numbers
from tests.articles.responses import error_codes, links, message_levels, parse_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(changed, editor):
    notes = [NoteDraft("correction", "It is longer.")]
    return make.schedule(changed, user=editor, notes=notes, summary="Longer.")


def act_url(act: Act) -> str:
    return reverse("corrections:act", args=[act.pk])


def state(act: Act) -> str:
    act.refresh_from_db()
    return act.state


def test_the_page_shows_what_when_and_by_whom_and_is_linked_from_list_and_editor(client, editor, act):
    page = parse_html(client.get(act_url(act)))
    text = page.select_one("main").get_text()
    assert "It is longer." in text
    assert act.decided_as in text
    assert act.zone in text
    assert "Longer." in text, "the summary"
    assert str(ChangeClass.CORRECTION.label) in text
    assert f"{timezone.localtime(act.due):%H:%M}" in text
    for url in (reverse("corrections:acts"), reverse("wagtailadmin_pages:edit", args=[act.article_id])):
        assert act_url(act) in links(client.get(url))


def test_an_act_is_cancelled_and_its_draft_kept(client, editor, act):
    response = client.post(act_url(act), {"action": "cancel"})
    assert message_levels(response) == ["success"]
    assert state(act) == ActState.CANCELLED
    assert ArticlePage.objects.get(pk=act.article_id).get_latest_revision_as_object().title == "A longer bridge"
    assert message_levels(client.post(act_url(act), {"action": "now"}))[-1] == "warning"
    assert version_numbers(act.article) == [1]


def test_an_act_is_carried_out_before_its_time(client, editor, act):
    assert message_levels(client.post(act_url(act), {"action": "now"})) == ["success"]
    assert state(act) == ActState.DONE
    assert version_numbers(act.article) == [1, 2]
    assert PageLogEntry.objects.get(page_id=act.article_id, action="articles.schedule_early").user == editor


def test_an_act_gets_another_time(client, editor, act):
    moment = timezone.localtime(timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)
    client.post(act_url(act), {"action": "reschedule", "due": moment.strftime("%Y-%m-%d %H:%M")})
    act.refresh_from_db()
    assert act.due == moment
    for due, code in (("2020-01-01 00:00", "in_past"), ("x", "invalid"), ("", "required")):
        assert error_codes(client.post(act_url(act), {"action": "reschedule", "due": due})) == {"due": [code]}
    act.refresh_from_db()
    assert act.due == moment


def test_an_act_goes_back_to_the_review_with_its_draft_and_decision(client, editor, act):
    make.edit(act.article, title="Edited meanwhile")
    response = client.post(act_url(act), {"action": "review"})
    review = client.get(response.url)
    assert review.context["comparison"].draft.title == "A longer bridge"
    form = review.context["form"]
    assert (form["note_kind"].value(), form["note_text"].value()) == ("correction", "It is longer.")
    article = ArticlePage.objects.get(pk=act.article_id)
    decision = {"change_class": "note", "note_kind": "correction", "note_text": "It is longer.", "open_act": "cancel"}
    assert message_levels(post_review(client, article, **decision)) == ["success"]
    assert state(act) == ActState.CANCELLED
    again = Act.objects.get(state=ActState.WAITING)
    same_second = again.due.replace(microsecond=0) == act.due.replace(microsecond=0)
    assert (same_second, version_numbers(article)) == (True, [1]), "it is still scheduled for the same time"


def test_a_newer_draft_is_kept_and_either_draft_can_be_reviewed(client, editor, act):
    assert not parse_html(client.get(act_url(act))).select("button[value=review_newest]")
    make.edit(act.article, title="The longest bridge")
    assert parse_html(client.get(act_url(act))).select("button[value=review_newest]")
    review = client.post(act_url(act), {"action": "review_newest"}, follow=True)
    assert review.context["form"]["note_text"].value() == "It is longer."
    assert newest_titles(act)[0] == "The longest bridge"
    client.post(act_url(act), {"action": "review"})
    assert newest_titles(act)[:2] == ["A longer bridge", "The longest bridge"]
    assert state(act) == ActState.WAITING


def newest_titles(act: Act) -> list[str]:
    """The titles of the article's drafts, newest first."""
    return [revision.content["title"] for revision in act.article.revisions.order_by("-created_at", "-pk")]


@pytest.fixture
def scheduled_draft(journal) -> ArticlePage:
    draft = make.make_draft(journal, "A draft")
    make.schedule(draft)
    return draft


@pytest.mark.parametrize("under", [False, True])
@pytest.mark.parametrize("bulk", [False, True])
def test_a_page_with_a_scheduled_publication_is_deleted_once_it_is_cancelled(
    client, journal, scheduled_draft, under, bulk
):
    client.force_login(make.make_user("boss", "", is_superuser=True))
    page = journal if under else scheduled_draft
    url = reverse("wagtailadmin_pages:delete", args=[page.pk])
    if bulk:
        url = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={page.pk}"
    act = Act.objects.get(article=scheduled_draft)
    response = client.post(url, follow=True)
    assert message_levels(response) == ["error"]
    assert act_url(act) in links(response)
    client.post(act_url(act), {"action": "cancel"})
    client.post(url)
    assert not ArticlePage.objects.filter(pk=scheduled_draft.pk).exists()


def test_an_act_without_its_basis_shows_why_and_cannot_be_carried_out(client, editor, act):
    withdraw(act.article, cause="legal", reason="A court’s order.")
    assert state(act) == ActState.ATTENTION
    response = client.get(act_url(act))
    assert response.context["changed"]
    assert not parse_html(response).select("button[value=now]")
    assert message_levels(client.post(act_url(act), {"action": "now"})) == ["error"]
    assert state(act) == ActState.ATTENTION
    assert version_numbers(act.article) == [1]


def test_an_unknown_action_is_a_bad_request(client, editor, act):
    for data in ({}, {"action": "publish\x00"}):
        assert client.post(act_url(act), data).status_code == 400
    assert state(act) == ActState.WAITING


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_user_without_permission_to_publish_can_neither_see_nor_change_an_act(client, act, method):
    client.force_login(make.make_user("author", "Authors"))
    response = getattr(client, method)(act_url(act), {"action": "cancel"})
    assert (response.status_code, state(act)) == (302, ActState.WAITING)
    assert act_url(act) not in links(client.get(reverse("corrections:acts")))
    client.logout()
    assert getattr(client, method)(act_url(act)).status_code == 302


def test_the_list_is_paged_and_needs_a_fixed_number_of_queries(
    client, editor, journal, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(views, "PAGE_SIZE", 3)
    for _number in range(5):
        make.schedule(make.make_draft(journal))
    url = reverse("corrections:acts")
    client.get(url)
    with django_assert_max_num_queries(22):
        assert len(client.get(url).context["acts"]) == 3
    assert len(client.get(f"{url}?p=2").context["acts"]) == 2


def edit_snippet(client, snippet, **values) -> list[str]:
    """Change an author or a disclaimer in the admin; return the levels of the messages."""
    kind = snippet._meta.model_name
    url = reverse(f"wagtailsnippets_articles_{kind}:edit", args=[snippet.pk])
    form = client.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields if form[name].value() is not False}
    return message_levels(client.post(url, data | values))


def test_changing_an_author_names_the_publications_that_hold_the_former_values(client, editor, journal):
    author, other = make.make_author("Ilinca Drăgan"), make.make_author("Nana")
    act = make.schedule(make.make_draft(journal, authors=[author]))
    bio = rich_text_data("")
    assert edit_snippet(client, author, name="Ilinca D.", bio=bio) == ["success", "warning"]
    assert edit_snippet(client, other, name="N.", bio=bio)[-1] == "success"
    assert state(act) == ActState.WAITING


def test_retiring_a_disclaimer_lets_the_publications_that_hold_it_wait_for_a_person(client, editor, journal):
    disclaimer = make.make_disclaimer("<p>Never paid by anyone.</p>")
    article = make.make_draft(journal)
    draft = article.get_latest_revision_as_object()
    draft.article_disclaimers.add(ArticleDisclaimer(disclaimer=disclaimer))
    draft.save_revision()
    act = make.schedule(ArticlePage.objects.get(pk=article.pk))
    text = rich_text_data("<p>Never paid by anyone.</p>")
    assert "warning" in edit_snippet(client, disclaimer, retired="on", text=text)
    assert state(act) == ActState.ATTENTION


def test_an_act_whose_draft_is_gone_can_be_cancelled_and_not_reviewed(client, editor, act):
    make.edit(act.article, title="Newer")
    Revision.objects.filter(pk=act.revision).delete()
    Act.objects.filter(pk=act.pk).update(draft=None, content="", state=ActState.ATTENTION)
    assert message_levels(client.post(act_url(act), {"action": "review"})) == ["error"]
    client.post(act_url(act), {"action": "cancel"})
    assert state(act) == ActState.CANCELLED


def test_a_time_that_does_not_exist_in_another_time_zone_is_refused(client, editor, act):
    UserProfile.objects.create(user=editor, current_time_zone="America/New_York")
    response = client.post(act_url(act), {"action": "reschedule", "due": "9999-12-31 23:59"})
    assert error_codes(response) == {"due": ["too_late"]}


def test_a_page_that_is_deleted_while_it_is_scheduled_is_not_found(client, editor, journal, monkeypatch):
    draft = make.make_draft(journal, "A draft", expire_at=timezone.now() + timedelta(days=9))
    url = reverse("corrections:review", args=[draft.pk])

    def delete(*args):
        ArticlePage.objects.get(pk=draft.pk).delete()
        raise ArticlePage.DoesNotExist

    monkeypatch.setattr("articles.corrections.views.review.lock_article", delete)
    assert client.post(url, {}).status_code == 404
