"""The frame of every page, and its queries."""

import pytest
from django.test import RequestFactory
from wagtail.models import Page, PageViewRestriction, Site

from articles.models import SiteSettings
from articles.models.settings import NavigationItem
from articles.reading.site_frame import get_site_frame, site_frame
from journal.models import StandardPage
from tests.factories import make_article, make_image, make_journal, make_site

pytestmark = pytest.mark.django_db


def frame(path: str = "/"):
    return get_site_frame(RequestFactory().get(path))


def settings_of(**fields) -> SiteSettings:
    return SiteSettings.objects.update_or_create(site=make_site(), defaults=fields)[0]


def about_page(**fields) -> StandardPage:
    return make_site().root_page.add_child(instance=StandardPage(title="About us", slug="about-us", **fields))


def test_a_page_that_prints_nothing_of_the_frame_needs_no_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        frame()


def test_the_frame_is_made_once_a_request() -> None:
    request = RequestFactory().get("/")
    assert site_frame(request)["site_frame"] is get_site_frame(request)


def test_name_tagline_address_and_footer_are_from_the_settings(client) -> None:
    settings_of(name="Holmgate", tagline="Since 1994", postal_address="Utrecht", footer_text="<p>A <b>charity</b></p>")
    shown = client.get("/").content.decode()
    for words in ("Holmgate", "Since 1994", "Utrecht", "A <b>charity</b>"):
        assert words in shown


def test_a_site_without_settings_has_the_defaults_and_saves_none() -> None:
    SiteSettings.objects.all().delete()
    assert frame().site_name == "Journal"
    assert frame().navigation == []
    assert not SiteSettings.objects.exists()


def test_an_error_page_is_shown_where_there_is_no_site(client) -> None:
    Site.objects.all().delete()
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert frame().journals == []


def test_live_public_journals_are_in_the_navigation() -> None:
    make_journal("Tideline")
    hidden, private = make_journal("Hidden"), make_journal("Private")
    Page.objects.filter(pk=hidden.pk).update(live=False)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert frame().journals == [{"name": "Tideline", "path": "/tideline/"}]


def test_a_navigation_item_has_its_label_or_the_title_of_its_page() -> None:
    page, settings = about_page(), settings_of(name="Holmgate")
    NavigationItem.objects.create(settings=settings, page=page, sort_order=1)
    NavigationItem.objects.create(settings=settings, page=page, label="Who we are", sort_order=0)
    assert [item["label"] for item in frame().navigation] == ["Who we are", "About us"]
    assert frame().navigation[0]["path"] == "/about-us/"


def test_an_unpublished_page_is_not_in_the_navigation() -> None:
    NavigationItem.objects.create(settings=settings_of(name="Holmgate"), page=about_page(live=False))
    assert frame().navigation == []


def test_the_privacy_page_is_linked_while_it_is_public() -> None:
    page = about_page()
    settings_of(privacy_page=page)
    assert frame().privacy_path == "/about-us/"
    Page.objects.filter(pk=page.pk).update(live=False)
    assert frame().privacy_path == ""


def test_the_logo_replaces_the_name(client) -> None:
    settings_of(name="Holmgate", logo=make_image(size=(800, 200)))
    assert 'alt="Holmgate"' in client.get("/").content.decode()
    assert frame().logo["height"] == 96


@pytest.mark.parametrize(
    ("path", "section"),
    [("/countries/belarus/", "/countries/"), ("/tideline/a-bridge/", "/tideline/"), ("/", ""), ("/tidelines/", "")],
)
def test_the_section_follows_from_the_path(path: str, section: str) -> None:
    make_journal("Tideline")
    assert frame(path).section == section


@pytest.mark.parametrize(
    "path", ["/", "/tideline/", "/tideline/a-bridge/", "/entities/", "/corrections/", "/search/?q=x", "/feed/"]
)
def test_pages_set_no_cookie_and_can_be_cached(client, path: str) -> None:
    make_article(make_journal(), "A bridge")
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "private" not in response.get("Cache-Control", "")
