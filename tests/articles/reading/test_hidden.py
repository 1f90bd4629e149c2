"""What is private or withdrawn is in no list, count, feed, search or map."""

import pytest
from wagtail.models import PageViewRestriction

from articles.record.notes import NoteDraft, add_note
from articles.record.withdraw import withdraw
from tests.factories import make_article, make_author, make_country, make_firm, make_journal, make_programme

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
    "/authors/nobody-known/",
    "/countries/belarus/",
    "/programmes/polonez/",
    "/firms/kret/",
]
TRACES = ["Xylophone", "xylophone-deal", "Nobody Known", "Polonez", "Kret", "The deal was signed twice"]


@pytest.fixture
def article(db):
    return make_article(
        make_journal("Secrets"),
        "Xylophone deal",
        authors=[make_author("Nobody Known")],
        countries=[make_country()],
        programmes=[make_programme()],
        firms=[make_firm()],
    )


def everything(client) -> str:
    """All that an anonymous reader is told, without what was asked for."""
    pages = [client.get(path).content.decode() for path in EVERYWHERE]
    return "\n".join(pages).replace("q=xylophone", "").replace("“xylophone”", "").replace('value="xylophone"', "")


def test_the_traces_are_there_while_the_article_is_public(client, article) -> None:
    add_note(article, NoteDraft("correction", "The deal was signed twice."), user=None)
    shown = everything(client)
    assert [trace for trace in TRACES if trace not in shown] == []


def test_a_private_journal_leaves_no_trace_at_once(client, article) -> None:
    add_note(article, NoteDraft("correction", "The deal was signed twice."), user=None)
    PageViewRestriction.objects.create(page=article.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    shown = everything(client)
    assert [trace for trace in [*TRACES, "Secrets"] if trace in shown] == []
    assert client.get("/xylophone-deal/").status_code == 404


def test_a_private_article_sends_to_the_log_in_and_tells_nothing(client, article) -> None:
    PageViewRestriction.objects.create(page=article.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    response = client.get("/secrets/xylophone-deal/")
    assert response.status_code == 302
    assert "log" in response["Location"]


def test_an_article_comes_back_when_its_journal_is_opened(client, article) -> None:
    restriction = PageViewRestriction.objects.create(page=article.get_parent(), restriction_type="login")
    restriction.delete()
    assert "Xylophone" in client.get("/entities/").content.decode() + client.get("/").content.decode()


def test_a_withdrawn_article_stands_nowhere_but_in_the_log(client, article) -> None:
    withdraw(article, reason="The contract was forged.")
    for path in EVERYWHERE:
        shown = client.get(path).content.decode()
        if path not in {"/", "/corrections/", "/feed/"}:
            assert "Xylophone" not in shown, path
    assert "The contract was forged." in client.get("/corrections/").content.decode()
    assert "Polonez" not in everything(client)


def test_a_withdrawn_article_answers_410_and_says_who_withdrew_it_when_and_why(
    client, article, django_user_model
) -> None:
    from tests.factories import make_user

    withdraw(article, user=make_user("ruth", public="Standards desk"), reason="The contract was forged.")
    response = client.get("/secrets/xylophone-deal/")
    shown = response.content.decode()
    assert response.status_code == 410
    for words in ("Xylophone deal", "Nobody Known", "Standards desk", "The contract was forged.", "Removal"):
        assert words in shown
    assert "ruth" not in shown
    assert "first span" not in shown
