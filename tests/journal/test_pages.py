"""Standing pages, and redirects from former addresses of pages."""

import pytest
from pytest_django.asserts import assertTemplateUsed

from articles.models import JournalPage
from journal.models import StandardPage
from tests.factories import make_article, make_journal, make_site

pytestmark = pytest.mark.django_db


def make_page(title: str = "About us", **fields) -> StandardPage:
    page = make_site().root_page.add_child(instance=StandardPage(title=title, **fields))
    page.save_revision().publish()
    return page


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Change the slug of a page and publish it; Wagtail adds the redirect after the commit."""

    def publish_with_slug(page, slug: str) -> None:
        page = type(page).objects.get(pk=page.pk)
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return publish_with_slug


def test_a_standing_page_shows_its_text(client) -> None:
    make_page(standfirst="Who we are.", body="<h2>Money</h2><p>From <b>readers</b>.</p>", search_description="About.")
    shown = client.get("/about-us/").content.decode()
    for words in ("<h1>About us</h1>", "Who we are.", "Money</h2>", "<b>readers</b>"):
        assert words in shown
    assert '<link rel="canonical" href="http://testserver/about-us/">' in shown


def test_a_standing_page_is_in_the_sitemap_while_it_is_live(client) -> None:
    page = make_page()
    assert "/about-us/" in client.get("/sitemap.xml").content.decode()
    page.unpublish()
    assert "/about-us/" not in client.get("/sitemap.xml").content.decode()


def test_the_former_address_of_a_standing_page_redirects(client, rename) -> None:
    rename(make_page(), "who-we-are")
    response = client.get("/about-us/")
    assert response.status_code == 301
    assert response["Location"].endswith("/who-we-are/")


def test_the_former_address_of_a_journal_redirects_and_its_articles_keep_theirs(client, rename) -> None:
    journal = make_journal("Tideline")
    make_article(journal, "A bridge")
    rename(JournalPage.objects.get(pk=journal.pk), "high-tide")
    assert client.get("/tideline/")["Location"].endswith("/high-tide/")
    assert client.get("/tideline/a-bridge/").status_code == 200
    assert "/tideline/a-bridge/" in client.get("/high-tide/").content.decode()


def test_an_address_without_a_trailing_slash_redirects(client) -> None:
    make_journal("Tideline")
    for path in ("/tideline", "/corrections", "/countries", "/search?q=x"):
        response = client.get(path)
        assert response.status_code == 301, path
    assert response["Location"] == "/search/?q=x"


@pytest.mark.parametrize(
    "path",
    ["/nothing/", "/nothing", "/a%00b/", "/%F0%9F%8C%8D/", "/..%2f..%2fetc/passwd", "/%ff/", "/tideline/nothing/"],
)
def test_an_unknown_address_is_not_found(client, path: str) -> None:
    make_journal("Tideline")
    response = client.get(path, follow=True)
    assert response.status_code == 404
    assertTemplateUsed(response, "404.html")


@pytest.mark.parametrize("path", ["/", "/tideline/", "/tideline/a-bridge/"])
def test_a_form_posted_to_a_page_causes_no_server_error(client, path: str) -> None:
    make_article(make_journal("Tideline"), "A bridge")
    assert client.post(path, {"page": "x"}).status_code < 500


@pytest.mark.parametrize(
    "path", ["/authors/", "/entities/", "/corrections/", "/search/", "/feed/", "/sitemap.xml", "/robots.txt"]
)
def test_a_list_allows_no_post(client, path: str) -> None:
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200
