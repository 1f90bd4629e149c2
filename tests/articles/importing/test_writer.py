"""An imported article becomes a draft, or a publication, in one transaction."""

import datetime
import json

import pytest
from wagtail.models import PageLogEntry

from articles.importing.problems import ImportRejected, RejectionCode
from articles.importing.writer import write_import
from articles.models import ArticlePage, Author
from articles.record.models import Entry, Publication, WaitingNote
from articles.record.refusals import Refused
from tests.factories import make_article, make_author, make_disclaimer, make_firm, publication_of

from .helpers import FIRST, LAST, STATEMENT, plan

DAY = datetime.date(2020, 5, 12)
FULL = f"""## The road

{FIRST}

- salt & rope
- chain

> Twice.
> — The minister

Sign up for our newsletter

{LAST}

Correction (12 May 2023): The year was 1998.

Update: The gates are open.
"""


def test_a_draft_has_everything_from_the_file(journal):
    head = "---\nstandfirst: Salt\nlanguage: de-AT\ncanonical_url: https://example.org/x\nauthor: Ann Li\n---"
    page = write_import(plan(journal, head, FULL, date=DAY))
    assert (page.title, page.slug, page.standfirst, page.language) == ("The canal", "the-canal", "Salt", "de")
    assert (page.canonical_url, page.published_on) == ("https://example.org/x", DAY)
    assert page.get_parent().pk == journal.pk
    assert [row.author.name for row in page.article_authors.all()] == ["Ann Li"]
    types = ["heading", "paragraph", "list", "quote", "sign_up", "paragraph"]
    assert [block.block_type for block in page.body] == types


def test_a_draft_passes_the_editors_own_checks(journal):
    page = write_import(plan(journal, FULL))
    page.body.stream_block.clean(page.body)
    page.full_clean()
    assert all(block.id for block in page.body)


def test_a_draft_is_not_public(journal, client):
    page = write_import(plan(journal, FULL, date=DAY))
    assert not page.live
    assert not Publication.objects.exists()
    assert client.get("/frontier/the-canal/").status_code == 404


def test_the_revision_that_the_editor_opens_has_everything(journal):
    make_firm("Aralmash")
    page = write_import(plan(journal, f"{FIRST} It was Aralmash of Uzbekistan.", authors=("Ann Li",)))
    draft = page.get_latest_revision_as_object()
    assert [str(firm) for firm in draft.firms.all()] == ["Aralmash"]
    assert [country.alpha2 for country in draft.countries.all()] == ["UZ"]
    assert [row.author.name for row in draft.article_authors.all()] == ["Ann Li"]
    assert len(draft.body) == 1


def test_notes_of_a_draft_are_pending_in_order(journal):
    page = write_import(plan(journal, FULL))
    rows = WaitingNote.objects.filter(page=page)
    assert [(row.kind, row.text, row.dated, row.date_text) for row in rows] == [
        ("correction", "The year was 1998.", datetime.date(2023, 5, 12), "12 May 2023"),
        ("update", "The gates are open.", None, ""),
    ]


def test_publishing_writes_version_and_notes(journal):
    page = write_import(plan(journal, FULL, date=DAY), publish=True)
    entries = Entry.objects.filter(article=page)
    assert [(entry.type, entry.change_class, entry.imported) for entry in entries] == [
        ("version", "first", True),
        ("note", "correction", True),
        ("note", "update", True),
    ]
    note = json.loads(page.notes.first().text)
    assert (note["text"], note["dated"], note["date_text"]) == ("The year was 1998.", "2023-05-12", "12 May 2023")
    assert publication_of(page).published_on == DAY
    assert page.live
    assert not WaitingNote.objects.exists()


def test_publishing_needs_a_date_and_leaves_nothing_behind(journal):
    planned = plan(journal, FULL, authors=("Ann Li",))
    with pytest.raises(ImportRejected) as rejected:
        write_import(planned, publish=True)
    assert rejected.value.code == RejectionCode.NO_DATE
    assert not ArticlePage.objects.exists()
    assert not Author.objects.exists()


def test_a_publication_that_the_record_refuses_leaves_nothing_behind(journal):
    future = datetime.date.today() + datetime.timedelta(days=400)
    planned = plan(journal, FULL, date=future, authors=("Ann Li",))
    with pytest.raises(ImportRejected) as rejected:
        write_import(planned, publish=True)
    assert rejected.value.code == RejectionCode.PUBLICATION_REFUSED
    assert isinstance(rejected.value.__cause__, Refused)
    assert not ArticlePage.objects.exists()
    assert not Author.objects.exists()
    assert not WaitingNote.objects.exists()


def test_an_invalid_draft_leaves_nothing_behind(journal):
    planned = plan(journal, FULL, authors=("Ann Li",))
    make_article(journal, "The canal")
    with pytest.raises(ImportRejected) as rejected:
        write_import(planned)
    assert rejected.value.code == RejectionCode.INVALID_DRAFT
    assert ArticlePage.objects.count() == 1
    assert not Author.objects.exists()


def test_authors_are_matched_by_name_ignoring_case_and_diacritics(journal):
    known = make_author("Ilinca Drăgan")
    planned = plan(journal, FULL, authors=("ILINCA DRAGAN", "Ann Li", "Ilinca Drăgan", "ann li"))
    assert [(author.name, author.author) for author in planned.authors] == [
        ("ILINCA DRAGAN", known),
        ("Ann Li", None),
    ]
    page = write_import(planned)
    assert [row.author.name for row in page.article_authors.all()] == ["Ilinca Drăgan", "Ann Li"]
    assert Author.objects.count() == 2


def test_a_standing_disclaimer_is_not_repeated_and_another_one_is_linked(journal):
    funding = make_disclaimer("<p>Paid for by the <b>River Fund</b> of Basel.</p>", kind="funding")
    page = write_import(plan(journal, FIRST, STATEMENT, "Paid for by the River Fund of Basel."))
    assert [row.disclaimer for row in page.article_disclaimers.all()] == [funding]
    assert len(page.body) == 1


def test_the_import_is_in_the_log_of_the_page(journal):
    page = write_import(plan(journal, FULL))
    assert "wagtail.create" in set(PageLogEntry.objects.filter(page=page).values_list("action", flat=True))
