"""The list of authors and their pages."""

import pytest

from articles.record.withdraw import withdraw
from tests.factories import make_article, make_author, make_draft, make_image, make_journal

pytestmark = pytest.mark.django_db


def test_authors_of_public_articles_are_listed_with_the_number_of_articles(client) -> None:
    journal, author = make_journal(), make_author("Nino Abashvili", affiliation="Institute for Rivers")
    make_article(journal, authors=[author])
    make_article(journal, authors=[author])
    make_author("Never Published")
    make_draft(journal, authors=[make_author("Only Drafts")])
    shown = client.get("/authors/").content.decode()
    assert "Institute for Rivers" in shown
    assert "2 articles" in shown
    assert "Never Published" not in shown
    assert "Only Drafts" not in shown


def test_the_page_of_an_author_has_the_current_biography_and_all_articles(client) -> None:
    author = make_author("Nino Abashvili", bio="<p>Wrote on <b>rivers</b>.</p>", portrait=make_image(size=(300, 300)))
    make_article(make_journal(), "A bridge", authors=[author, make_author("Oddný Berg")])
    author.bio = "<p>Writes on <b>rivers</b>.</p>"
    author.save()
    shown = client.get("/authors/nino-abashvili/").content.decode()
    for words in ("Writes on <b>rivers</b>.", "A bridge", "1 article", 'width="288"'):
        assert words in shown


def test_a_retired_author_still_has_a_page(client) -> None:
    author = make_author("Nino Abashvili")
    make_article(make_journal(), authors=[author])
    author.retired = True
    author.save()
    assert client.get("/authors/nino-abashvili/").status_code == 200


def test_a_former_address_redirects_permanently(client) -> None:
    author = make_author("Nino Abashvili")
    make_article(make_journal(), authors=[author])
    author.slug = "nino-a"
    author.save()
    response = client.get("/authors/nino-abashvili/")
    assert response.status_code == 301
    assert response["Location"] == "/authors/nino-a/"


def test_an_author_without_public_articles_has_no_page(client) -> None:
    author = make_author("Nino Abashvili")
    assert client.get("/authors/nino-abashvili/").status_code == 404
    withdraw(make_article(make_journal(), authors=[author]))
    assert client.get("/authors/nino-abashvili/").status_code == 404
    author.slug = "nino-a"
    author.save()
    assert client.get("/authors/nino-abashvili/").status_code == 404


def test_an_unknown_author_is_not_found(client) -> None:
    assert client.get("/authors/unknown/").status_code == 404


def test_pages_can_be_shown_when_the_file_of_a_portrait_is_missing(client) -> None:
    picture = make_image(size=(300, 300))
    make_article(make_journal(), authors=[make_author("Nino Abashvili", portrait=picture)])
    picture.file.storage.delete(picture.file.name)
    for path in ("/authors/", "/authors/nino-abashvili/"):
        assert client.get(path).status_code == 200
