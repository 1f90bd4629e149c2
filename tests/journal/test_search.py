"""Search in public articles gives the same results on both databases."""

import pytest

from articles.models import ArticlePage
from articles.record.withdraw import withdraw
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_country,
    make_draft,
    make_journal,
    make_programme,
    paragraph,
    publication_of,
    publish_draft,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def journal(db):
    return make_journal()


def find(client, words: str, **more) -> str:
    response = client.get("/search/", {"q": words, **more})
    assert response.status_code == 200, words
    return response.content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "bridge",
        "BRIDGE",
        "grain",
        "girders",
        "dragan",
        "Drăgan",
        "DRĂGAN",
        "belarus",
        "polonez",
        "Constanta",
        "S-400",
        "s 400",
        "d’ivoire",
        "d'Ivoire girders",
        "Пинск",
    ],
)
def test_an_article_is_found_by_headline_standfirst_text_authors_and_subjects(client, journal, words: str) -> None:
    make_article(
        journal,
        "The bridge at Constanța",
        standfirst="A grain project",
        authors=[make_author("Ilinca Drăgan")],
        countries=[make_country("BY")],
        programmes=[make_programme()],
        body=[paragraph("Rust on the girders, and S-400s beside an S-400. Côte d’Ivoire bought some; Пинск did not.")],
    )
    assert "1 article for" in find(client, words)


def test_words_at_the_end_of_a_long_article_are_found(client, journal) -> None:
    make_article(journal, body=[paragraph("The first span is due. " * 400), paragraph("Marmalade.")])
    assert "1 article for" in find(client, "marmalade")


def test_an_article_must_have_every_word(client, journal) -> None:
    make_article(journal, "The bridge")
    assert "No article for" in find(client, "bridge marmalade")


def test_an_article_with_the_word_in_its_title_is_first(client, journal) -> None:
    make_article(journal, "Ports", body=[paragraph("A bridge is mentioned once in a long text about ports.")])
    make_article(journal, "Bridge", body=[paragraph("It stands.")])
    page = find(client, "bridge")
    assert page.index(">Bridge<") < page.index(">Ports<")


def test_drafts_and_former_words_of_an_article_are_not_found(client, journal) -> None:
    make_draft(journal, "Marmalade draft")
    article = make_article(journal, "Marmalade once")
    publish_draft(edit(article, title="Jam now"))
    assert "No article for" in find(client, "marmalade")
    assert "1 article for" in find(client, "jam")


@pytest.mark.parametrize("kind", ["chosen", "typed"])
def test_an_article_is_not_found_by_the_title_of_a_hidden_article_to_which_it_links(client, journal, kind) -> None:
    secret = make_article(journal, "Marmalade smugglers", slug="secret")
    attributes = (
        f'linktype="page" id="{secret.pk}"' if kind == "chosen" else 'href="http://testserver/.%2Ftideline/secret"'
    )
    link = f"Read <a {attributes}>Marmalade smugglers</a> about customs."
    linking = make_article(journal, "Linking", body=[paragraph(link)])
    make_article(journal, "Breakfast", body=[paragraph("Marmalade is eaten.")])
    assert "3 articles for" in find(client, "marmalade")
    withdraw(secret, cause="privacy")
    path = publication_of(linking).card["path"]
    for words in ("smugglers", "Marmalade smugglers", "customs smugglers"):
        page = find(client, words)
        assert "No article for" in page
        assert path not in page
    page = find(client, "marmalade")
    assert "1 article for" in page
    assert path not in page
    assert path in find(client, "linking customs")
    publish_draft(edit(ArticlePage.objects.get(pk=secret.pk)), change_class="update", reinstate=True)
    assert path in find(client, "smugglers")


def test_an_article_that_has_the_words_of_a_hidden_title_itself_is_found(client, journal) -> None:
    secret = make_article(journal, "Marmalade smugglers", slug="secret")
    link = f'<a linktype="page" id="{secret.pk}">Marmalade smugglers</a> brought marmalade.'
    linking = make_article(journal, "Linking", body=[paragraph(link)])
    withdraw(secret, cause="privacy")
    assert publication_of(linking).card["path"] in find(client, "marmalade")
    assert "No article for" in find(client, "smugglers")


def test_a_search_needs_three_more_queries_while_an_article_is_hidden(
    client, journal, django_assert_num_queries
) -> None:
    secrets = [make_article(journal, f"Secret {number}") for number in range(5)]
    for secret in secrets:
        make_article(journal, body=[paragraph(f'Marmalade <a linktype="page" id="{secret.pk}">here</a>')])
    find(client, "marmalade")
    with django_assert_num_queries(8):
        find(client, "marmalade")
    for secret in secrets:
        withdraw(secret, cause="privacy")
        with django_assert_num_queries(11):
            find(client, "marmalade")


@pytest.mark.parametrize("words", ["", "   ", "\x00", "?!", '"', "“”", "*", "-", "()", "%", "🇧🇾"])
def test_a_query_without_words_finds_nothing_and_shows_the_form(client, journal, words: str) -> None:
    make_article(journal)
    page = find(client, words)
    assert "No article for" not in page
    assert "Search all articles" in page


@pytest.mark.parametrize(
    "words",
    [
        'bridge"',
        '"bridge',
        "bridge AND",
        "AND OR NOT",
        "NEAR(bridge, 2)",
        "title:bridge",
        "bridge*",
        "^bridge",
        "bridge & ! |",
        "bridge <-> span",
        ":* bridge",
        "(bridge",
        "bridge\\",
        "'; DROP TABLE record_publication; --",
        "%s %d {0}",
        "bridge\x00span",
        "<script>alert(1)</script>",
        "a" * 200,
        "x",
        " ".join(["word"] * 40),
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ],
)
def test_operators_quotes_and_markup_are_searched_as_words(client, journal, words: str) -> None:
    make_article(journal, "The bridge")
    page = find(client, words)
    assert "<script>alert(1)" not in page


def test_a_query_that_is_too_long_is_rejected(client) -> None:
    response = client.get("/search/", {"q": "bridge " * 50})
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()


def test_pages_of_results_keep_the_query(client, journal, monkeypatch) -> None:
    monkeypatch.setattr("journal.search.views.ARTICLES_PER_PAGE", 2)
    for number in range(3):
        make_article(journal, f"Piece {number}")
    first, second = find(client, "piece & span"), find(client, "piece & span", page=2)
    assert 'href="?q=piece+%26+span&amp;page=2"' in first
    assert "3 articles for" in second
    assert client.get("/search/", {"q": "piece", "page": 3}).status_code == 404
    assert client.get("/search/", {"page": 2}).status_code == 404


def test_a_page_of_results_is_noindex(client) -> None:
    assert '<meta name="robots" content="noindex">' in client.get("/search/").content.decode()
