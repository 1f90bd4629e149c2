"""Metadata of pages: canonical URL, Open Graph and JSON-LD."""

import json
import re
from datetime import UTC, datetime

import pytest

from articles.models import ArticleAuthor
from articles.record import clock
from articles.record.notes import NoteDraft, add_note
from tests.factories import (
    make_article,
    make_author,
    make_country,
    make_draft,
    make_firm,
    make_image,
    make_journal,
    publication_of,
)

pytestmark = pytest.mark.django_db
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def page_of(client, path: str = "/tideline/a-bridge/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def json_ld(client, path: str = "/tideline/a-bridge/") -> dict:
    (text,) = JSON_LD.findall(page_of(client, path))
    return json.loads(text)


def test_the_json_ld_of_an_article_has_authors_journal_entities_and_image(client) -> None:
    author = make_author("Nino Abashvili", affiliation="Institute for Rivers")
    make_article(
        make_journal(),
        "A bridge",
        standfirst="Rails and rivers.",
        authors=[author],
        countries=[make_country()],
        firms=[make_firm()],
        lead_image=make_image(size=(1600, 1000)),
        language="be",
    )
    found = json_ld(client)
    assert found["@type"] == "NewsArticle"
    assert found["headline"] == "A bridge"
    assert found["inLanguage"] == "be"
    assert found["author"][0]["url"] == "http://testserver/authors/nino-abashvili/"
    assert found["author"][0]["affiliation"]["name"] == "Institute for Rivers"
    assert found["isPartOf"]["url"] == "http://testserver/tideline/"
    assert [(thing["@type"], thing["name"]) for thing in found["about"]] == [
        ("Country", "Belarus"),
        ("Organization", "Kret"),
    ]
    assert found["image"]["url"].startswith("http://testserver/media/record/")
    assert (found["image"]["width"], found["image"]["height"]) == (1200, 630)
    assert found["publisher"]["name"]


def test_a_note_is_a_correction_comment_and_moves_the_date_of_modification(client) -> None:
    with clock.demo_time(datetime(2026, 5, 12, tzinfo=UTC)):
        article = make_article(make_journal(), "A bridge")
    before = json_ld(client)
    add_note(article, NoteDraft("correction", "It is older.\n\nBy a year."), user=None)
    after = json_ld(client)
    assert "correction" not in before
    (comment,) = after["correction"]
    assert comment["@type"] == "CorrectionComment"
    assert comment["text"] == "It is older.\n\nBy a year."
    assert comment["url"].endswith(f"/record/{publication_of(article).uid}/#note-1")
    assert after["dateModified"] > before["dateModified"]


def test_an_imported_note_without_a_date_has_no_date(client) -> None:
    article = make_article(make_journal(), "A bridge")
    add_note(article, NoteDraft("correction", "It is older.", imported=True), user=None)
    assert "datePublished" not in json_ld(client)["correction"][0]


def test_authors_and_translators_have_different_properties(client) -> None:
    draft = make_draft(make_journal(), "A bridge", authors=[make_author("Nino Abashvili")])
    draft.article_authors.add(ArticleAuthor(author=make_author("Oddný Berg"), role="translator", sort_order=1))
    draft.save_revision().publish()
    found = json_ld(client)
    assert [person["name"] for person in found["author"]] == ["Nino Abashvili"]
    assert [person["name"] for person in found["translator"]] == ["Oddný Berg"]


def test_a_page_has_one_canonical_url_on_the_host_of_the_site(client) -> None:
    make_article(make_journal(), "A bridge")
    shown = client.get("/tideline/a-bridge/?utm=1", headers={"host": "evil.example"}).content.decode()
    assert re.findall(r'<link rel="canonical" href="([^"]*)">', shown) == ["http://testserver/tideline/a-bridge/"]
    assert "evil.example" not in shown


def test_the_canonical_url_of_an_article_first_published_elsewhere_is_the_original(client) -> None:
    make_article(make_journal(), "A bridge", canonical_url="https://elsewhere.example/bridge?a=1&b=2")
    shown = page_of(client)
    assert '<link rel="canonical" href="https://elsewhere.example/bridge?a=1&amp;b=2">' in shown
    assert json_ld(client)["url"] == "http://testserver/tideline/a-bridge/"


def test_a_title_cannot_break_out_of_script_or_attributes(client) -> None:
    hostile = '</script><script>alert("x")</script>'
    make_article(make_journal(), hostile, slug="a-bridge", standfirst='"><img src=x onerror=alert(1)>')
    shown = page_of(client)
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert json_ld(client)["headline"] == hostile


def test_open_graph_has_title_description_and_image(client) -> None:
    make_article(
        make_journal(), "A bridge", standfirst="Rails.", lead_image=make_image(size=(1600, 1000)), lead_alt="The bridge"
    )
    shown = page_of(client)
    for name, value in [
        ("og:type", "article"),
        ("og:title", "A bridge"),
        ("og:description", "Rails."),
        ("og:image:alt", "The bridge"),
        ("og:url", "http://testserver/tideline/a-bridge/"),
    ]:
        assert f'<meta property="{name}" content="{value}">' in shown


def test_the_search_title_and_description_are_used_in_metadata_only(client) -> None:
    make_article(make_journal(), "A bridge", seo_title="Bridge over Prut", search_description="All about it.")
    shown = page_of(client)
    assert '<meta name="description" content="All about it.">' in shown
    assert '<meta property="og:title" content="Bridge over Prut">' in shown
    assert "<h1>A bridge</h1>" in shown


def test_the_json_ld_of_the_front_page_is_a_web_site(client) -> None:
    assert json_ld(client, "/")["@type"] == "WebSite"


@pytest.mark.parametrize("path", ["/authors/", "/entities/", "/corrections/", "/tideline/"])
def test_lists_have_one_canonical_url_and_one_description_at_most(client, path: str) -> None:
    make_journal()
    shown = page_of(client, path)
    assert shown.count('rel="canonical"') == 1
    assert shown.count('name="description"') <= 1
