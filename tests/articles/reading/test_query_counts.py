"""Every public page needs a fixed number of queries, whatever is published.

`docs/performance.md` has the table.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.record.notes import NoteDraft, add_note
from tests.factories import make_article, make_author, make_country, make_firm, make_image, make_journal, make_programme

pytestmark = pytest.mark.django_db

QUERIES = {
    "/": 16,
    "/tideline/": 15,
    "/tideline/the-bridge/": 12,
    "/authors/": 8,
    "/authors/nino-abashvili/": 9,
    "/entities/": 8,
    "/countries/": 8,
    "/countries/belarus/": 11,
    "/programmes/polonez/": 11,
    "/firms/kret/": 12,
    "/corrections/": 8,
    "/search/?q=span": 9,
    "/feed/": 5,
    "/sitemap.xml": 9,
    "/robots.txt": 0,
    "/no-such-page/": 9,
}
MANY_COUNTRIES = ["RU", "UA", "PL", "LT", "LV", "MD"]


@pytest.fixture
def few_articles(db):
    """A journal with two articles that share one of everything; the first of them has a note."""
    journal = make_journal()
    author = make_author("Nino Abashvili", portrait=make_image())
    firm = make_firm(home_country=make_country("PL"))
    shared = {"countries": [make_country()], "programmes": [make_programme()], "firms": [firm], "authors": [author]}
    article = make_article(journal, "The bridge", lead_image=make_image(), **shared)
    make_article(journal, "The other bridge", lead_image=make_image(), **shared)
    add_note(article, NoteDraft("correction", "The span is 90 metres long."), user=None)
    return article


def publish_ten_more(article) -> None:
    journal, first = article.get_parent().specific, article.article_authors.first().author
    picture, countries = make_image(), [make_country(), *(make_country(code) for code in MANY_COUNTRIES)]
    programmes = [*article.programmes.all(), *(make_programme(f"Programme {number}") for number in range(4))]
    firms = [*article.firms.all(), *(make_firm(f"Firm {number}", home_country=countries[1]) for number in range(4))]
    authors = [first, *(make_author(f"Author {number}", portrait=picture) for number in range(4))]
    for number in range(10):
        more = make_article(
            journal, authors=authors, countries=countries, programmes=programmes, firms=firms, lead_image=picture
        )
        if number % 2:
            add_note(more, NoteDraft("update", "The span was opened."), user=None)


def queries_of(client, path: str) -> int:
    client.get(path)  # root paths of sites and renditions of portraits are made once
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def test_the_number_of_queries_does_not_grow(client, few_articles) -> None:
    with_two = {path: queries_of(client, path) for path in QUERIES}
    publish_ten_more(few_articles)
    with_twelve = {path: queries_of(client, path) for path in QUERIES}
    assert with_twelve == with_two
    assert with_two == QUERIES
    # The pages above are not empty.
    assert b"12 articles" in client.get("/countries/belarus/").content
