"""SITE_URL is where Wagtail's default site says that it is."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Site

from journal.sites import set_site_address, site_address


@pytest.mark.django_db
def test_a_new_site_has_the_address_of_site_url(settings: Settings) -> None:
    site = Site.objects.get(is_default_site=True)
    assert f"http://{site.hostname}" == settings.SITE_URL
    assert site.root_url == settings.SITE_URL


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["https://journal.example.org", "http://127.0.0.1:8123"])
def test_migrating_after_a_change_of_site_url_moves_the_site_and_every_link(url: str, settings: Settings) -> None:
    settings.SITE_URL = url
    call_command("migrate", verbosity=0)
    site = Site.objects.get(is_default_site=True)
    assert site.root_url == url
    assert site.root_page.full_url == f"{url}/"


@pytest.mark.django_db
def test_a_site_that_is_already_there_is_not_written(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        set_site_address(None, using="default")


@pytest.mark.django_db
def test_a_database_without_a_site_is_left_alone() -> None:
    Site.objects.all().delete()
    set_site_address(None, using="default")
    assert not Site.objects.exists()


@pytest.mark.parametrize(
    "url",
    ["", "journal.example.org", "ftp://journal.example.org", "https://", "https://example.org/journal", "https://a:b"],
)
def test_what_is_no_site_address_is_refused_by_saying_it(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SITE_URL must look like"):
        site_address(url)
