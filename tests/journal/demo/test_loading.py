"""The demo content in a real database, loaded once for all tests of this file."""

import json
from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction

from articles.models import ArticlePage, JournalPage, SiteSettings
from articles.record.models import Note, Publication, Version
from entities.models import Entity
from journal.demo import people, site
from journal.demo.sources import read_all
from journal.models import HomePage, StandardPage
from tests.factories import make_site

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def printed(django_db_setup, django_db_blocker):
    """Load the demo content inside a transaction that is rolled back at the end; what the command printed."""
    output = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", stdout=output)
        yield output.getvalue()
        transaction.set_rollback(True)


def copy_of(slug: str, number: int | None = None) -> dict:
    """The reader's copy of an article: of a version, or the one that readers get."""
    page = ArticlePage.objects.get(slug=slug)
    versions = Version.objects.filter(article=page).order_by("number")
    version = versions.get(number=number) if number else versions.last()
    return json.loads(version.text)["copy"]


def test_every_article_is_public_under_its_journal_and_its_date(printed):
    sources = {source.slug: source for source in read_all()}
    publications = Publication.objects.public()
    assert publications.count() == len(sources)
    assert JournalPage.objects.live().count() == len(site.JOURNALS)
    for publication in publications:
        source = sources[publication.card["path"].strip("/").split("/")[-1]]
        assert publication.published_on.isoformat() == source.first("date")
        assert publication.card["path"].startswith(f"/{source.first('journal')}/")


def test_nothing_is_lost_between_file_and_copy(printed):
    blocks = set()
    for source in read_all():
        copy = copy_of(source.slug)
        blocks |= {block["type"] for block in copy["body"]}
        assert len(copy["footnotes"]) == len(source.footnotes)
        assert len(copy["authors"]) == len(source.names("authors"))
        assert len(copy["disclosures"]) == len(source.head["disclosure"])
        tagged = [*source.first("countries").split(), *source.names("programmes"), *source.names("firms")]
        assert len(copy["entities"]) == len(tagged)
        assert copy["lead"]["alt"] == source.first("alt")
        assert any(disclaimer["text"][0][0]["text"].startswith("Demonstration") for disclaimer in copy["disclaimers"])
    assert blocks == set(ArticlePage.body.field.stream_block.child_blocks)


def test_each_body_would_pass_the_editor(printed):
    for page in ArticlePage.objects.all():
        page.body.stream_block.clean(page.body)


def test_corrected_articles_have_a_second_version_and_their_notes(printed):
    for source in read_all():
        page = ArticlePage.objects.get(slug=source.slug)
        changed = [revision for revision in source.revisions if revision.replacements]
        assert Version.objects.filter(article=page).count() == 1 + len(changed)
        notes = Note.objects.filter(article=page).order_by("number")
        assert [(note.kind, note.entry.at) for note in notes] == [(r.kind, r.at) for r in source.revisions]


def test_a_corrected_passage_reads_otherwise_in_the_second_version(printed):
    slug = "who-counts-a-cable-cut"
    assert "41 faults" in json.dumps(copy_of(slug, 1)["body"])
    assert "14 faults" in json.dumps(copy_of(slug, 2)["body"])
    unchanged = [
        before == after for before, after in zip(copy_of(slug, 1)["body"], copy_of(slug, 2)["body"], strict=True)
    ]
    assert unchanged.count(False) == 1


def test_two_of_one_name_are_told_apart_by_their_qualifiers(printed):
    assert sorted(map(str, Entity.objects.filter(name="Dunnock"))) == [
        "Dunnock (loitering munition)",
        "Dunnock (research cruise)",
    ]


def test_an_article_elsewhere_first_and_those_in_other_languages_say_so(printed):
    assert copy_of("what-a-bill-of-lading-remembers")["canonical"].startswith("https://example.org/")
    assert copy_of("la-mer-a-un-greffier")["language"] == "fr"
    assert copy_of("kordon-shcho-rakhuie")["language"] == "uk"
    assert copy_of("grain-insurance-after-the-corridor")["standing_replaced"]


def test_the_site_has_its_name_its_front_page_and_its_standing_pages(printed):
    settings = SiteSettings.for_site(make_site())
    assert (settings.name, settings.tagline) == (site.NAME, site.TAGLINE)
    assert "Demonstration" in settings.footer_text
    assert settings.privacy_page.slug == "privacy"
    assert HomePage.objects.get().lead_article.slug == site.LEAD_ARTICLE
    assert set(site.PAGES) <= set(StandardPage.objects.live().values_list("slug", flat=True))


def test_every_demo_account_can_log_in_and_has_a_public_name(printed):
    for user in people.USERS:
        account = authenticate(username=user.login, password=user.login)
        assert {group.name for group in account.groups.all()} == set(user.groups)
        assert account.public_name.name not in ("", user.login)
        assert f"{user.login} / {user.login}" in printed


def test_progress_and_the_time_taken_are_printed(printed):
    assert "5 of " in printed
    assert "loaded in " in printed


def test_loading_again_doubles_nothing(printed):
    before = Publication.objects.count(), get_user_model().objects.count()
    output = StringIO()
    call_command("load_demo", "--if-empty", stdout=output)
    assert output.getvalue() == ""
    with pytest.raises(CommandError, match="has content already"):
        call_command("load_demo")
    assert (Publication.objects.count(), get_user_model().objects.count()) == before


@pytest.mark.parametrize("path", ["/", "/eastern-margin/", "/corrections/", "/countries/ukraine/", "/about/"])
def test_the_pages_are_full(printed, client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert site.NAME in response.content.decode()
