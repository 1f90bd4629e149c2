"""Private and withdrawn articles are in no list, count, feed, search or sitemap."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from articles.record.models import Note
from articles.record.notes import NoteDraft, add_note
from articles.record.privacy.decisions import Readers, open_page, restrict
from articles.record.publish import publish
from articles.record.withdraw import withdraw
from tests.factories import make_article, make_author, make_country, make_firm, make_journal, make_programme, make_user

pytestmark = pytest.mark.django_db

EVERYWHERE = [
    "/",
    "/secrets/",
    "/authors/",
    "/entities/",
    "/countries/",
    "/programmes/",
    "/firms/",
    "/corrections/",
    "/search/?q=xylophone",
    "/feed/",
    "/sitemap.xml",
    "/authors/norah-known/",
    "/countries/belarus/",
    "/programmes/polonez/",
    "/firms/kret/",
]
TRACES = ["Xylophone", "xylophone-deal", "Norah Known", "Polonez", "Kret", "The deal was signed twice"]


@pytest.fixture
def article(db):
    return make_article(
        make_journal("Secrets"),
        "Xylophone deal",
        authors=[make_author("Norah Known")],
        countries=[make_country()],
        programmes=[make_programme()],
        firms=[make_firm()],
    )


def all_pages(client) -> str:
    """Return all pages as an anonymous reader sees them, without the words of the search itself."""
    pages = [client.get(path).content.decode() for path in EVERYWHERE]
    return "\n".join(pages).replace("q=xylophone", "").replace("“xylophone”", "").replace('value="xylophone"', "")


def test_the_traces_are_found_while_the_article_is_public(client, article) -> None:
    add_note(article, NoteDraft("correction", "The deal was signed twice."), user=None)
    shown = all_pages(client)
    assert [trace for trace in TRACES if trace not in shown] == []


def test_a_journal_that_becomes_private_leaves_no_trace(client, article) -> None:
    add_note(article, NoteDraft("correction", "The deal was signed twice."), user=None)
    PageViewRestriction.objects.create(page=article.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    shown = all_pages(client)
    assert [trace for trace in [*TRACES, "Secrets"] if trace in shown] == []
    assert client.get("/xylophone-deal/").status_code == 404


def test_a_private_article_offers_the_log_in(client, article) -> None:
    PageViewRestriction.objects.create(page=article.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    response = client.get("/secrets/xylophone-deal/")
    assert response.status_code == 403
    assert 'href="/_util/login/?next=' in response.content.decode()


def test_an_article_is_listed_again_when_its_journal_becomes_public(client, article) -> None:
    PageViewRestriction.objects.create(page=article.get_parent(), restriction_type="login")
    open_page(article.get_parent())
    assert "Xylophone" in client.get("/entities/").content.decode() + client.get("/").content.decode()


def test_a_withdrawn_article_is_listed_only_with_its_note(client, article) -> None:
    withdraw(article, reason="The contract was forged.")
    for path in EVERYWHERE:
        shown = client.get(path).content.decode()
        if path not in {"/", "/corrections/", "/feed/"}:
            assert "Xylophone" not in shown, path
    assert "The contract was forged." in client.get("/corrections/").content.decode()
    assert "Polonez" not in all_pages(client)


def test_the_page_of_a_withdrawn_article_names_who_withdrew_it_and_why(client, article) -> None:
    withdraw(article, user=make_user("ruth", public="Standards desk"), reason="The contract was forged.")
    response = client.get("/secrets/xylophone-deal/")
    shown = response.content.decode()
    assert response.status_code == 410
    for words in ("Xylophone deal", "Norah Known", "Standards desk", "The contract was forged.", "note-removal"):
        assert words in shown
    assert "ruth" not in shown
    assert "first span" not in shown


WORDS = "A person in it was threatened."


@pytest.mark.parametrize("act", ["withdrawal", "restriction"])
@pytest.mark.parametrize("cause", ["privacy", "safety", "legal"])
def test_words_for_a_protecting_cause_stay_with_editors_also_after_the_article_is_back(client, article, act, cause):
    if act == "withdrawal":
        withdraw(article, cause=cause, reason=WORDS)
        publish(article.get_latest_revision(), reinstate=True)
    else:
        restrict(article.get_parent(), Readers("login"), cause=cause, text=WORDS)
        open_page(article.get_parent())
    article.refresh_from_db()
    assert article.publication.is_public
    paths = [article.url, f"{article.url}versions/", f"{article.url}versions/1/"]
    pages = all_pages(client) + "".join(client.get(path).content.decode() for path in paths)
    assert "Xylophone" in pages
    assert WORDS not in pages
    assert not [text for text in Note.objects.values_list("text", flat=True) if WORDS in text]
    client.force_login(make_user("boss", "", is_superuser=True))
    assert WORDS in client.get(reverse("wagtailadmin_pages:history", args=[article.pk])).content.decode()


def test_words_for_a_protecting_cause_in_an_older_chain_are_not_shown(client, article, monkeypatch):
    monkeypatch.setattr("articles.record.notes.PROTECTED_CAUSES", frozenset())
    withdraw(article, cause="legal", reason=WORDS)
    publish(article.get_latest_revision(), reinstate=True)
    assert WORDS in Note.objects.get(entry__type="withdrawal").text
    pages = all_pages(client) + client.get(f"{article.url}versions/").content.decode()
    assert WORDS not in pages
