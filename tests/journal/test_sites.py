"""Wagtail's default site has the address of SITE_URL."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Site

from journal.sites import parse_site_url, update_default_site


@pytest.mark.django_db
def test_a_new_site_has_the_address_of_site_url(settings: Settings) -> None:
    site = Site.objects.get(is_default_site=True)
    assert f"http://{site.hostname}" == settings.SITE_URL
    assert site.root_url == settings.SITE_URL


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["https://journal.example.org", "http://127.0.0.1:8123"])
def test_migrate_updates_the_site_after_a_change_of_site_url(url: str, settings: Settings) -> None:
    settings.SITE_URL = url
    call_command("migrate", verbosity=0)
    site = Site.objects.get(is_default_site=True)
    assert site.root_url == url
    assert site.root_page.full_url == f"{url}/"


@pytest.mark.django_db
def test_a_site_with_the_right_address_is_not_written(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        update_default_site(None, using="default")


@pytest.mark.django_db
def test_no_site_is_created() -> None:
    Site.objects.all().delete()
    update_default_site(None, using="default")
    assert not Site.objects.exists()


@pytest.mark.parametrize(
    "url",
    ["", "journal.example.org", "ftp://journal.example.org", "https://", "https://example.org/journal", "https://a:b"],
)
def test_an_invalid_site_url_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        parse_site_url(url)
