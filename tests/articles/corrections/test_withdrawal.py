"""Withdrawing articles asks once for cause and reason, and shows both to readers."""

import pytest
from django.urls import reverse
from wagtail.admin.action_menu import PublishMenuItem, UnpublishMenuItem

from articles.corrections import admin_hooks
from articles.models import ArticlePage, JournalPage
from articles.record.canonical import parse
from articles.record.models import ActState, Entry, Note, Status, WithdrawalCause
from articles.record.models.change_classes import PROTECTED_SENTENCES
from articles.record.refusals import Refused
from articles.record.signals import recorded
from articles.record.withdraw import withdraw
from tests import factories as make
from tests.articles.responses import error_codes, links, message_levels, parse_html

pytestmark = pytest.mark.django_db

REASON = {"cause": "error", "reason": "The figures were invented by a source."}


@pytest.fixture
def articles(journal):
    return [make.make_article(journal, title) for title in ("One", "Two")]


def withdraw_url(*pages, descendants=False) -> str:
    query = "&".join([f"id={page.pk}" for page in pages] + ["descendants=1"] * descendants)
    return f"{reverse('corrections:withdraw')}?{query}"


def status(article) -> str:
    return make.publication_of(article).status


def test_cause_and_reason_are_recorded_and_shown_at_the_articles_address(client, editor, journal, article):
    response = client.post(withdraw_url(article), REASON)
    assert message_levels(response) == ["success"]
    assert response.url == reverse("wagtailadmin_explore", args=[journal.pk])
    assert status(article) == Status.WITHDRAWN
    entry = Entry.objects.get(type="withdrawal")
    assert entry.people["published"] == ["Standards desk"]
    assert parse(entry.note_row.text)["cause"] == "error"
    assert not ArticlePage.objects.get(pk=article.pk).live
    page = client.get("/tideline/a-bridge/")
    assert page.status_code == 410
    for text in ("A bridge", str(WithdrawalCause.ERROR.label), REASON["reason"], "Standards desk"):
        assert text in page.content.decode()


@pytest.mark.parametrize(
    ("form", "codes"),
    [
        ({"reason": "x"}, {"cause": ["required"]}),
        ({"cause": "error", "reason": "  "}, {"reason": ["no_text"]}),
        ({"cause": "whim", "reason": "x"}, {"cause": ["invalid_choice"]}),
        ({"cause": "error", "reason": "x" * 2001}, {"reason": ["max_length"]}),
        ({"cause": "error", "reason": "a\x00b"}, {"reason": ["null_characters_not_allowed"]}),
    ],
)
def test_nothing_is_withdrawn_without_a_valid_cause_and_reason(client, editor, article, form, codes):
    assert error_codes(client.post(withdraw_url(article), form)) == codes
    assert status(article) == Status.PUBLIC
    assert not Note.objects.exists()


@pytest.mark.parametrize("cause", ["privacy", "safety", "legal"])
def test_the_reason_may_be_empty_for_a_cause_for_which_it_is_not_shown(client, editor, article, cause):
    sentence = str(PROTECTED_SENTENCES[cause])
    assert sentence in client.get(withdraw_url(article)).content.decode()
    assert message_levels(client.post(withdraw_url(article), {"cause": cause, "reason": ""})) == ["success"]
    page = client.get("/tideline/a-bridge/").content.decode()
    assert sentence in page
    assert "A bridge" not in page


def test_a_journal_and_its_articles_are_withdrawn_together(client, editor, journal, articles):
    draft = make.make_draft(journal, "Draft")
    page = client.get(withdraw_url(journal, descendants=True))
    assert page.context["plan"].articles == articles
    assert page.context["plan"].pages == [journal]
    assert {article.url for article in articles} <= links(page)
    client.post(withdraw_url(journal, descendants=True), REASON)
    assert [status(article) for article in articles] == [Status.WITHDRAWN] * 2
    assert [note.kind for note in Note.objects.all()] == ["removal"] * 2
    assert not JournalPage.objects.get(pk=journal.pk).live
    assert not hasattr(ArticlePage.objects.get(pk=draft.pk), "publication")


def test_when_one_article_is_refused_none_is_withdrawn(client, editor, articles):
    def refuse_the_second(publication, **kwargs):
        if publication.title == "Two":
            raise Refused("No.", "test")

    recorded.connect(refuse_the_second)
    try:
        response = client.post(withdraw_url(*articles), REASON)
    finally:
        recorded.disconnect(refuse_the_second)
    assert error_codes(response) == {"__all__": ["test"]}
    assert [status(article) for article in articles] == [Status.PUBLIC] * 2
    assert all(article.live for article in ArticlePage.objects.all())


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_user_without_permission_to_unpublish_cannot_withdraw(client, article, method):
    client.force_login(make.make_user("author", "Authors"))
    getattr(client, method)(withdraw_url(article), REASON)
    assert status(article) == Status.PUBLIC
    client.logout()
    assert client.get(withdraw_url(article)).status_code == 302


def test_a_lock_for_editing_does_not_stop_a_withdrawal(client, editor, journal, articles):
    locked = articles[1]
    locked.locked, locked.locked_by = True, make.make_user("other")
    locked.save()
    client.post(withdraw_url(journal, descendants=True), REASON)
    assert [status(article) for article in articles] == [Status.WITHDRAWN, Status.WITHDRAWN]


def test_an_article_that_was_published_meanwhile_is_shown_before_it_is_withdrawn(client, editor, journal, articles):
    shown = parse_html(client.get(withdraw_url(journal, descendants=True))).select_one("input[name=shown]")["value"]
    later = make.make_article(journal, "Published later")
    response = client.post(withdraw_url(journal, descendants=True), REASON | {"shown": shown})
    assert error_codes(response) == {"__all__": ["articles_changed"]}
    assert {status(article) for article in [*articles, later]} == {Status.PUBLIC}
    shown = parse_html(response).select_one("input[name=shown]")["value"]
    assert client.post(withdraw_url(journal, descendants=True), REASON | {"shown": shown}).status_code == 302
    assert {status(article) for article in [*articles, later]} == {Status.WITHDRAWN}


def test_a_withdrawal_lists_the_scheduled_acts_and_cancels_them(client, editor, articles):
    article = make.edit(articles[0], title="Another title")
    act = make.schedule(article, user=editor, change_class="update")
    page = parse_html(client.get(withdraw_url(article)))
    assert page.select_one(f"a[href='{reverse('corrections:act', args=[act.pk])}']")
    client.post(withdraw_url(article), REASON)
    act.refresh_from_db()
    assert (status(article), act.state, act.content) == (Status.WITHDRAWN, ActState.CANCELLED, "")


@pytest.mark.parametrize("query", ["", "?id=x", "?id=99999999999999999999999", "?id=4711"])
def test_pages_that_do_not_exist_are_not_found(client, editor, journal, query):
    assert client.get(reverse("corrections:withdraw") + query).status_code == 404


def test_a_draft_is_not_withdrawn(client, editor, journal):
    client.post(withdraw_url(make.make_draft(journal)), REASON)
    assert not Entry.objects.exists()


def test_the_editors_menu_reviews_withdraws_or_reinstates_what_was_published(journal, article):
    def menu(page) -> list[type]:
        items = [PublishMenuItem(10), UnpublishMenuItem(20)]
        admin_hooks.replace_menu_items(items, None, {"page": page})
        return [type(item) for item in items]

    assert menu(make.make_draft(journal)) == [PublishMenuItem, UnpublishMenuItem]
    assert menu(article) == [admin_hooks.ReviewMenuItem, admin_hooks.WithdrawMenuItem]
    article.unpublish()
    assert menu(article)[0] == admin_hooks.ReinstateMenuItem


def test_the_editor_of_a_public_article_has_a_review_button_and_a_link_to_withdraw(client, editor, article):
    page = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert withdraw_url(article) in links(page)
    assert has_review_button(page)
    assert parse_html(page).find("button", attrs={"name": "action-publish"})


def test_the_editor_of_a_draft_has_no_review_button(client, editor, journal):
    draft = make.make_draft(journal)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    assert not has_review_button(page)
    assert parse_html(page).find("button", attrs={"name": "action-publish"})


def has_review_button(page) -> bool:
    return "corrections/review_button.html" in [template.name for template in page.templates]


def test_a_withdrawal_sent_twice_is_done_once_and_the_second_answer_is_a_success(client, editor, articles):
    article = articles[0]
    page = parse_html(client.get(withdraw_url(article)))
    hidden = {field["name"]: field.get("value", "") for field in page.select("form.review-form input[type=hidden]")}
    for _time in range(2):
        response = client.post(withdraw_url(article), hidden | REASON)
        assert (response.status_code, message_levels(response)[-1]) == (302, "success")
    assert [entry.type for entry in Entry.objects.filter(article=article)] == ["version", "withdrawal"]


def test_an_act_that_was_scheduled_meanwhile_is_shown_before_it_is_cancelled(client, editor, articles):
    page = parse_html(client.get(withdraw_url(articles[0])))
    shown = page.select_one("input[name=shown]")["value"]
    act = make.schedule(make.edit(articles[0], title="Later"), change_class="update")
    response = client.post(withdraw_url(articles[0]), REASON | {"shown": shown})
    assert error_codes(response) == {"__all__": ["articles_changed"]}
    act.refresh_from_db()
    assert (status(articles[0]), act.state) == (Status.PUBLIC, ActState.WAITING)


@pytest.mark.parametrize("standing", ["draft", "withdrawn"])
def test_withdrawing_a_journal_cancels_the_scheduled_publications_in_it(client, editor, journal, article, standing):
    other = make.make_draft(journal, "Later")
    if standing == "withdrawn":
        make.publish_draft(other)
        withdraw(ArticlePage.objects.get(pk=other.pk), cause="error", reason="Wrong.")
        act = make.schedule(other, reinstate=True)
    else:
        act = make.schedule(other)
    url = withdraw_url(journal, descendants=True)
    response = client.get(url)
    assert reverse("corrections:act", args=[act.pk]) in links(response)
    shown = response.context["form"]["shown"].value()
    assert message_levels(client.post(url, {**REASON, "shown": shown})) == ["success"]
    act.refresh_from_db()
    assert act.state == ActState.CANCELLED


def test_a_lock_leaves_the_review_and_the_withdrawal_in_editor_and_list(client, editor, journal, article):
    ArticlePage.objects.filter(pk=article.pk).update(locked=True, locked_by=make.make_user("other"))
    listing = reverse("wagtailadmin_explore", args=[journal.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert {withdraw_url(article), reverse("corrections:review", args=[article.pk])} <= links(client.get(edit))
    assert withdraw_url(article) in links(client.get(listing))
    client.force_login(make.make_user("author", "Authors"))
    assert withdraw_url(article) not in links(client.get(listing))


def test_a_lock_leaves_the_reinstatement_in_the_editor(client, editor, article):
    withdraw(article, cause="error", reason="Wrong.")
    ArticlePage.objects.filter(pk=article.pk).update(locked=True, locked_by=make.make_user("other"))
    found = links(client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])))
    assert reverse("corrections:review", args=[article.pk]) in found
    assert withdraw_url(article) not in found
