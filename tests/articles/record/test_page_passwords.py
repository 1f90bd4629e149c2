"""Passwords of private pages are stored as hashes and never shown."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import PageViewRestriction

from journal.models import StandardPage
from tests import factories as make

pytestmark = pytest.mark.django_db


def restrict(page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type="password", password="tide")


def test_the_migration_hashes_passwords_in_plain_text_and_keeps_hashes(article):
    migration = import_module("articles.record.migrations.0009_hash_page_passwords")
    plain, hashed = restrict(article), restrict(article.get_parent())
    PageViewRestriction.objects.filter(pk=plain.pk).update(password="tide")
    before = hashed.password
    migration.hash_passwords(apps, None)
    plain.refresh_from_db()
    hashed.refresh_from_db()
    assert plain.password != "tide"
    assert hashed.password == before


@pytest.fixture
def standard_page():
    """A page that is no article, so that Wagtail's privacy dialog is used."""
    return make.make_site().root_page.add_child(instance=StandardPage(title="Minutes", slug="minutes"))


def test_the_form_that_makes_an_article_private_shows_no_hash(client, article):
    restriction = restrict(article)
    client.force_login(make.make_user("boss", group="", is_superuser=True))
    for name in ("private", "open"):
        page = client.get(reverse(f"corrections:{name}", args=[article.pk]))
        assert restriction.password not in page.content.decode()


def test_the_admin_form_shows_no_hash_and_keeps_the_password_while_it_is_empty(client, standard_page):
    restriction = restrict(standard_page)
    client.force_login(make.make_user("boss", group="", is_superuser=True))
    path = f"/admin/pages/{standard_page.pk}/privacy/"
    assert restriction.password not in client.get(path).content.decode()
    client.post(path, {"restriction_type": "password", "password": "", "groups": []})
    assert PageViewRestriction.objects.get().password == restriction.password
    client.post(path, {"restriction_type": "password", "password": "ebb", "groups": []})
    assert PageViewRestriction.objects.get().password not in (restriction.password, "ebb")
    PageViewRestriction.objects.all().delete()
    client.post(path, {"restriction_type": "password", "password": "", "groups": []})
    assert not PageViewRestriction.objects.exists()
