"""The demo content in a real database, loaded once for all tests of this file."""

import json
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from articles.models import ArticlePage, JournalPage, SiteSettings
from articles.record.models import Note, Publication, Version
from entities.models import Entity
from journal.demo import people, site_data
from journal.demo.article_files import read_all_articles
from journal.demo.loader import DemoRefused, load
from journal.demo.markdown import parse
from journal.models import HomePage, StandardPage
from tests.factories import make_site

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def output(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Load the demo content in a transaction that is rolled back at the end. Yields the output of the command."""
    stdout = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", stdout=stdout)
        yield stdout.getvalue()
        transaction.set_rollback(True)


def readers_copy(slug: str, number: int | None = None) -> dict[str, Any]:
    """The reader's copy of a version of an article, by default of the latest."""
    page = ArticlePage.objects.get(slug=slug)
    versions = Version.objects.filter(article=page).order_by("number")
    version = versions.get(number=number or versions.count())
    copy: dict[str, Any] = json.loads(version.text)["copy"]
    return copy


def test_every_article_is_public_under_its_journal_and_its_date(output: str) -> None:
    articles = {article.slug: article for article in read_all_articles()}
    publications = Publication.objects.public()
    assert publications.count() == len(articles)
    assert JournalPage.objects.live().count() == len(site_data.JOURNALS)
    for publication in publications:
        article = articles[publication.card["path"].strip("/").split("/")[-1]]
        assert publication.published_on == article.date
        assert publication.card["path"].startswith(f"/{article.journal}/")


def test_nothing_is_lost_between_file_and_copy(output: str) -> None:
    blocks = set()
    for article in read_all_articles():
        copy = readers_copy(article.slug)
        document = parse(article.body)
        assert [block["type"] for block in copy["body"]] == [block.kind for block in document.blocks]
        blocks |= {block["type"] for block in copy["body"]}
        assert len(copy["footnotes"]) == len(document.footnotes)
        assert len(copy["authors"]) == len(article.authors)
        assert len(copy["disclosures"]) == len(article.disclosures)
        assert len(copy["entities"]) == len([*article.countries, *article.programmes, *article.firms])
        assert copy["lead"]["alt"] == article.lead_image.alt
        assert any(disclaimer["text"][0][0]["text"].startswith("Demonstration") for disclaimer in copy["disclaimers"])
    assert blocks == set(ArticlePage.body.field.stream_block.child_blocks)


def test_each_body_is_valid_in_the_editor(output: str) -> None:
    for page in ArticlePage.objects.all():
        page.body.stream_block.clean(page.body)


def test_corrected_articles_have_a_second_version_and_their_notes(output: str) -> None:
    for article in read_all_articles():
        page = ArticlePage.objects.get(slug=article.slug)
        with_changes = [correction for correction in article.corrections if correction.replace]
        assert Version.objects.filter(article=page).count() == 1 + len(with_changes)
        notes = Note.objects.filter(article=page).order_by("number")
        assert [(note.kind, note.entry.at) for note in notes] == [(c.kind, c.at) for c in article.corrections]


def test_the_second_version_differs_in_the_corrected_passage_alone(output: str) -> None:
    slug = "who-counts-a-cable-cut"
    assert "41 faults" in json.dumps(readers_copy(slug, 1)["body"])
    assert "14 faults" in json.dumps(readers_copy(slug, 2)["body"])
    unchanged = [
        before == after
        for before, after in zip(readers_copy(slug, 1)["body"], readers_copy(slug, 2)["body"], strict=True)
    ]
    assert unchanged.count(False) == 1


def test_two_programmes_of_one_name_are_distinguished_by_their_qualifiers(output: str) -> None:
    assert sorted(map(str, Entity.objects.filter(name="Dunnock"))) == [
        "Dunnock (loitering munition)",
        "Dunnock (research cruise)",
    ]


def test_copies_carry_canonical_address_language_and_replaced_disclaimers(output: str) -> None:
    assert readers_copy("what-a-bill-of-lading-remembers")["canonical"].startswith("https://example.org/")
    assert readers_copy("la-mer-a-un-greffier")["language"] == "fr"
    assert readers_copy("kordon-shcho-rakhuie")["language"] == "uk"
    assert readers_copy("grain-insurance-after-the-corridor")["standing_replaced"]


def test_the_site_has_its_name_its_front_page_and_its_standing_pages(output: str) -> None:
    settings = SiteSettings.for_site(make_site())
    assert (settings.name, settings.tagline) == (site_data.NAME, site_data.TAGLINE)
    assert "Demonstration" in settings.footer_text
    assert settings.privacy_page.slug == "privacy"
    assert HomePage.objects.get().lead_article.slug == site_data.LEAD_ARTICLE
    assert set(site_data.PAGES) <= set(StandardPage.objects.live().values_list("slug", flat=True))


def test_every_demo_user_can_log_in_and_has_a_public_name(output: str) -> None:
    for user in people.USERS:
        account = authenticate(username=user.login, password=user.login)
        assert account is not None
        assert {group.name for group in account.groups.all()} == set(user.groups)
        assert account.public_name.name not in ("", user.login)
        assert f"{user.login} / {user.login}" in output


def test_progress_and_duration_are_printed(output: str) -> None:
    total = len(read_all_articles())
    progress = re.findall(r"(\d+) of (\d+)", output)
    assert progress[0] == ("0", str(total))
    assert progress[-1] == (str(total), str(total))
    assert re.search(r"\d+ seconds", output)


def test_loading_again_duplicates_nothing(output: str) -> None:
    before = Publication.objects.count(), get_user_model().objects.count()
    stdout = StringIO()
    call_command("load_demo", "--if-empty", stdout=stdout)
    assert stdout.getvalue() == ""
    with pytest.raises(DemoRefused) as refusal:
        load(lambda done, total: None)
    assert refusal.value.code == "not_empty"
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert (Publication.objects.count(), get_user_model().objects.count()) == before


@pytest.mark.parametrize("path", ["/", "/eastern-margin/", "/corrections/", "/countries/ukraine/", "/about/"])
def test_public_pages_have_content(output: str, client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert site_data.NAME in response.content.decode()
