"""The files `/sitemap.xml`, `/robots.txt` and `/favicon.ico`."""

from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders

from articles.reading.views.sitemaps import SitemapSection
from tests.factories import edit, make_article, make_author, make_country, make_draft, make_journal, publish_draft

pytestmark = pytest.mark.django_db
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def locations(client, path: str = "/sitemap.xml") -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return [
        place.text.removeprefix("http://testserver")
        for place in ElementTree.fromstring(response.content).iterfind(".//s:loc", MAP)
    ]


def test_the_sitemap_has_the_current_url_of_every_public_page_once(client) -> None:
    journal = make_journal()
    article = make_article(journal, "A bridge", authors=[make_author("Nino Abashvili")], countries=[make_country()])
    publish_draft(edit(article, slug="a-viaduct"))
    make_draft(journal, "A draft")
    found = locations(client)
    for path in (
        "/",
        "/tideline/",
        "/tideline/a-viaduct/",
        "/authors/nino-abashvili/",
        "/countries/belarus/",
        "/corrections/",
    ):
        assert found.count(path) == 1, path
    assert not {"/tideline/a-bridge/", "/tideline/a-draft/", "/search/"} & set(found)


def test_every_url_of_the_sitemap_is_found(client) -> None:
    make_article(make_journal(), authors=[make_author()], countries=[make_country()])
    assert {path: client.get(path).status_code for path in locations(client)} == dict.fromkeys(locations(client), 200)


def test_a_long_sitemap_becomes_an_index_of_pages(client, monkeypatch) -> None:
    monkeypatch.setattr(SitemapSection, "limit", 2)
    journal = make_journal()
    for number in range(3):
        make_article(journal, f"Piece {number}")
    files = locations(client)
    assert "/sitemap-articles.xml?p=2" in files
    listed = [path for file in files for path in locations(client, file)]
    assert {"/tideline/piece-0/", "/tideline/piece-1/", "/tideline/piece-2/", "/"} <= set(listed)
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("path", ["/sitemap-articles.xml?p=2", "/sitemap-articles.xml?p=x", "/sitemap-secrets.xml"])
def test_a_page_outside_the_index_is_not_found(client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_robots_txt_has_the_sitemap_and_the_disallowed_paths(client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text
    assert "Disallow: /search/" in text


def test_the_favicon_redirects_to_an_existing_file(client) -> None:
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert finders.find(response["Location"].removeprefix("/static/"))
