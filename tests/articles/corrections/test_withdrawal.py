"""Taking articles out of the public asks once for cause and reason, and tells readers both."""

import pytest
from django.urls import reverse

from articles.models import ArticlePage, JournalPage
from articles.record.canonical import parse
from articles.record.models import Entry, Note, Status
from tests import factories as make

pytestmark = pytest.mark.django_db

TOLD = {"cause": "error", "reason": "The figures were invented by a source."}


@pytest.fixture
def journal():
    return make.make_journal()


@pytest.fixture
def editor(client):
    user = make.make_user("editor", public="Standards desk")
    client.force_login(user)
    return user


def address(*pages, descendants=False) -> str:
    query = "&".join([f"id={page.pk}" for page in pages] + ["descendants=1"] * descendants)
    return f"{reverse('corrections:withdraw')}?{query}"


def status(article) -> str:
    return make.publication_of(article).status


def test_cause_and_reason_stand_in_the_chain_and_at_the_articles_address(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    answer = client.post(address(article), TOLD, follow=True)
    assert "1 article is withdrawn" in answer.content.decode()
    assert status(article) == Status.WITHDRAWN
    entry = Entry.objects.get(type="withdrawal")
    assert entry.people["published"] == ["Standards desk"]
    assert parse(entry.note_row.text)["cause"] == "error"
    assert not ArticlePage.objects.get(pk=article.pk).live
    page = client.get("/tideline/a-bridge/")
    assert page.status_code == 410
    for words in ("A bridge", "It cannot be relied on", TOLD["reason"], "Standards desk"):
        assert words in page.content.decode()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"reason": "x"}, "Choose why it leaves the public"),
        ({"cause": "error", "reason": "  "}, "Say in a sentence why"),
        ({"cause": "whim", "reason": "x"}, "not one of the available choices"),
        ({"cause": "error", "reason": "x" * 2001}, "at most 2000"),
        ({"cause": "error", "reason": "a\x00b"}, "Null characters"),
    ],
)
def test_without_cause_or_reason_nothing_leaves_the_public(client, editor, journal, told, words):
    article = make.make_article(journal)
    answer = client.post(address(article), told)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert status(article) == Status.PUBLIC
    assert not Note.objects.exists()


def test_a_journal_with_all_under_it_is_asked_for_once_and_leaves_in_one_act(client, editor, journal):
    articles = [make.make_article(journal, name) for name in ("One", "Two")]
    draft = make.make_draft(journal, "Draft")
    page = client.get(address(journal, descendants=True)).content.decode()
    assert "2 articles that readers see now" in page
    client.post(address(journal, descendants=True), TOLD)
    assert [status(article) for article in articles] == [Status.WITHDRAWN] * 2
    assert [note.kind for note in Note.objects.all()] == ["removal"] * 2
    assert not JournalPage.objects.get(pk=journal.pk).live
    assert not hasattr(ArticlePage.objects.get(pk=draft.pk), "publication")


def test_one_that_fails_takes_none(client, editor, journal, monkeypatch):
    from articles.record.refusals import Refused
    from articles.record.signals import recorded

    articles = [make.make_article(journal, name) for name in ("One", "Two")]

    def refuse_the_second(publication, **kwargs):
        if publication.title == "Two":
            raise Refused("The second may not go.", "test")

    recorded.connect(refuse_the_second)
    try:
        answer = client.post(address(*articles), TOLD)
    finally:
        recorded.disconnect(refuse_the_second)
    assert "The second may not go." in answer.content.decode()
    assert [status(article) for article in articles] == [Status.PUBLIC] * 2
    assert all(article.live for article in ArticlePage.objects.all())


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_one_who_may_not_unpublish_may_not_withdraw(client, journal, method):
    article = make.make_article(journal)
    client.force_login(make.make_user("author", "Authors"))
    getattr(client, method)(address(article), TOLD)
    assert status(article) == Status.PUBLIC
    client.logout()
    assert client.get(address(article)).status_code == 302


def test_what_somebody_has_locked_stays_and_is_named(client, editor, journal):
    articles = [make.make_article(journal, name) for name in ("One", "Two")]
    locked = articles[1]
    locked.locked, locked.locked_by = True, make.make_user("other")
    locked.save()
    page = client.get(address(journal, descendants=True)).content.decode()
    assert "These stay as they are" in page
    client.post(address(journal, descendants=True), TOLD)
    assert [status(article) for article in articles] == [Status.WITHDRAWN, Status.PUBLIC]


@pytest.mark.parametrize("query", ["", "?id=x", "?id=99999999999999999999999", "?id=4711"])
def test_pages_that_do_not_exist_are_not_found(client, editor, journal, query):
    assert client.get(reverse("corrections:withdraw") + query).status_code == 404


def test_a_draft_is_not_withdrawn(client, editor, journal):
    client.post(address(make.make_draft(journal)), TOLD)
    assert not Entry.objects.exists()


def test_the_editors_menu_names_what_its_buttons_do(client, editor, journal):
    draft, article = make.make_draft(journal, "Draft"), make.make_article(journal, "A bridge")

    def menu(page) -> str:
        return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert "Review changes…" not in menu(draft)
    public = menu(article)
    assert "Review changes…" in public
    assert 'name="action-publish"' in public
    assert f"{reverse('corrections:withdraw')}?id={article.pk}" in public
    article.unpublish()
    assert "Bring back…" in menu(article)
