"""An imported article becomes a draft at the desk, or a publication, in one transaction."""

import datetime
import json

import pytest
from wagtail.models import PageLogEntry

from articles.importing import writer
from articles.importing.imported import Given, ImportedArticle, ImportRefused
from articles.importing.text import parse_text
from articles.models import ArticlePage, Author, JournalPage
from articles.record.models import Entry, Publication, WaitingNote
from entities.models import Alias
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_country,
    make_disclaimer,
    make_firm,
    make_journal,
    make_programme,
    publication_of,
    publish_draft,
)

from .reading import FIRST, LAST, doubts

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


@pytest.fixture
def journal(db) -> JournalPage:
    return make_journal("The Long Frontier", slug="frontier", disclaimers=[make_disclaimer("<p>Standing words.</p>")])


def read(journal: JournalPage, *passages: str, **given) -> ImportedArticle:
    facts = {"title": "The canal", **given}
    return parse_text("\n\n".join(passages).encode(), writer.facts_of(journal), Given(**facts))


def plan(journal: JournalPage, *passages: str, **given) -> writer.Plan:
    return writer.plan(read(journal, *passages, **given), journal)


def test_a_draft_holds_what_the_file_held(journal):
    head = "---\nstandfirst: Salt\nlanguage: de-AT\ncanonical_url: https://example.org/x\nauthor: Ann Li\n---"
    page = writer.write(plan(journal, head, FULL, date=DAY))
    assert (page.title, page.slug, page.standfirst, page.language) == ("The canal", "the-canal", "Salt", "de")
    assert (page.canonical_url, page.published_on) == ("https://example.org/x", DAY)
    assert page.get_parent().pk == journal.pk
    assert [row.author.name for row in page.article_authors.all()] == ["Ann Li"]
    types = ["heading", "paragraph", "list", "quote", "sign_up", "paragraph"]
    assert [block.block_type for block in page.body] == types


def test_a_draft_passes_the_editors_own_checks(journal):
    page = writer.write(plan(journal, FULL))
    page.body.stream_block.clean(page.body)
    page.full_clean()
    assert all(block.id for block in page.body)


def test_a_draft_is_seen_by_no_reader(journal, client):
    page = writer.write(plan(journal, FULL, date=DAY))
    assert not page.live
    assert not Publication.objects.exists()
    assert client.get("/frontier/the-canal/").status_code == 404


def test_the_revision_that_the_editor_opens_holds_everything(journal):
    make_firm("Aralmash")
    page = writer.write(plan(journal, f"{FIRST} It was Aralmash of Uzbekistan.", authors=("Ann Li",)))
    draft = page.get_latest_revision_as_object()
    assert [str(firm) for firm in draft.firms.all()] == ["Aralmash"]
    assert [country.alpha2 for country in draft.countries.all()] == ["UZ"]
    assert [row.author.name for row in draft.article_authors.all()] == ["Ann Li"]
    assert len(draft.body) == 1


def test_notes_wait_beside_the_draft_in_order(journal):
    page = writer.write(plan(journal, FULL))
    rows = WaitingNote.objects.filter(page=page)
    assert [(row.kind, row.text, row.dated, row.date_text) for row in rows] == [
        ("correction", "The year was 1998.", datetime.date(2023, 5, 12), "12 May 2023"),
        ("update", "The gates are open.", None, ""),
    ]


def test_publishing_writes_version_and_notes_in_one_act(journal):
    page = writer.write(plan(journal, FULL, date=DAY), publish=True)
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
    with pytest.raises(ImportRefused, match="--date"):
        writer.write(plan(journal, FULL, authors=("Ann Li",)), publish=True)
    assert not ArticlePage.objects.exists()
    assert not Author.objects.exists()


def test_a_refusal_of_the_record_leaves_nothing_behind(journal):
    future = datetime.date.today() + datetime.timedelta(days=400)
    with pytest.raises(ImportRefused, match="future"):
        writer.write(plan(journal, FULL, date=future, authors=("Ann Li",)), publish=True)
    assert not ArticlePage.objects.exists()
    assert not Author.objects.exists()
    assert not WaitingNote.objects.exists()


def test_a_refusal_of_the_desk_leaves_nothing_behind(journal):
    planned = plan(journal, FULL, authors=("Ann Li",))
    make_article(journal, "The canal")
    with pytest.raises(ImportRefused):
        writer.write(planned)
    assert ArticlePage.objects.count() == 1
    assert not Author.objects.exists()


def test_a_title_that_the_journal_has_is_refused_and_another_one_is_not(journal):
    writer.write(plan(journal, FULL))
    with pytest.raises(ImportRefused, match="already has “The canal” at the address “the-canal”"):
        plan(journal, FULL)
    writer.write(plan(journal, FULL, title="The other canal"))
    assert ArticlePage.objects.count() == 2


def test_the_same_title_in_another_journal_is_free(journal):
    writer.write(plan(journal, FULL))
    writer.write(plan(make_journal("Tideline", slug="tideline"), FULL))
    assert ArticlePage.objects.count() == 2


def test_an_address_that_readers_once_had_is_refused(journal):
    article = make_article(journal, "The canal", slug="the-canal")
    publish_draft(edit(article, slug="the-river"))
    with pytest.raises(ImportRefused, match=r"once stood at /frontier/the-canal/.*another one"):
        plan(journal, FULL)


def test_a_title_in_another_script_gets_an_address(journal):
    assert plan(journal, FULL, title="Канал").slug == "kanal"
    assert plan(journal, FULL, title="???").slug == "article"


def test_authors_are_matched_by_name_whatever_case_and_marks(journal):
    known = make_author("Ilinca Drăgan")
    planned = plan(journal, FULL, authors=("ILINCA DRAGAN", "Ann Li", "Ilinca Drăgan", "ann li"))
    assert [(signatory.name, signatory.author) for signatory in planned.signatories] == [
        ("ILINCA DRAGAN", known),
        ("Ann Li", None),
    ]
    page = writer.write(planned)
    assert [row.author.name for row in page.article_authors.all()] == ["Ilinca Drăgan", "Ann Li"]
    assert Author.objects.count() == 2


def test_of_two_authors_with_one_name_the_one_in_use_is_taken_and_doubted(journal):
    make_author("Ann Li", retired=True)
    working = make_author("Ann Li")
    planned = plan(journal, FULL, authors=("Ann Li",))
    assert planned.signatories[0].author == working
    assert "2 authors are called Ann Li" in doubts(planned.article)


def test_an_author_with_too_long_a_name_is_refused(journal):
    with pytest.raises(ImportRefused, match="150"):
        plan(journal, FULL, authors=("x" * 151,))


def test_a_language_that_articles_cannot_have_is_doubted(journal):
    planned = plan(journal, "---\nlanguage: tlh\n---", FULL)
    assert planned.language == "en"
    assert "“tlh” is not one of ours" in doubts(planned.article)


def test_a_canonical_address_that_is_none_is_doubted(journal):
    planned = plan(journal, "---\ncanonical: javascript:alert(1)\n---", FULL)
    assert planned.article.canonical == ""
    assert "is no address" in doubts(planned.article)


def test_the_journals_disclaimer_is_not_repeated_and_one_of_the_house_is_linked(journal):
    funding = make_disclaimer("<p>Paid for by the <b>River Fund</b> of Basel.</p>", kind="funding")
    page = writer.write(plan(journal, FIRST, "Standing words.", "Paid for by the River Fund of Basel."))
    assert [row.disclaimer for row in page.article_disclaimers.all()] == [funding]
    assert len(page.body) == 1


def test_a_retired_disclaimer_is_not_recognised_unless_the_journal_still_has_it(journal):
    make_disclaimer("<p>Old words of the house.</p>", retired=True)
    standing = journal.standing_disclaimers.get().disclaimer
    standing.retired = True
    standing.save()
    facts = writer.facts_of(journal)
    assert [known.text for known in facts.disclaimers] == ["Standing words."]


def test_names_are_tagged_by_alias_and_the_longest_wins(journal):
    firm = make_firm("Aral Machine Works")
    Alias.objects.create(entity=firm, name="Aralmash", origin=Alias.Origin.EDITOR)
    make_programme("Meridian")
    make_programme("Meridian North")
    found = plan(journal, "Aralmash builds for Meridian North, and meridian is a line.").findings
    assert [str(named.entity) for named in found.named] == ["Aral Machine Works", "Meridian North"]


def test_an_ambiguous_name_is_told_and_not_tagged(journal):
    found = plan(journal, "Ports in Georgia are open.").findings
    assert found.named == ()
    (unclear,) = found.unclear
    assert (unclear.text, unclear.line_number, unclear.tagged) == ("Georgia", 1, False)
    assert make_country("GE").pk in {entity.pk for entity in unclear.entities}


def test_an_ambiguous_name_is_settled_by_another_name_for_the_same(journal):
    found = plan(journal, "Ports in Georgia are open, says Tbilisi.").findings
    assert [named.entity.alpha2 for named in found.named] == ["GE"]
    assert found.unclear[0].tagged


def test_a_name_in_a_note_or_a_sign_up_box_tags_nothing(journal):
    found = plan(
        journal, FIRST, "News from Poland\nSubscribe to our newsletter.", LAST, "Correction: Not Norway."
    ).findings
    assert found.named == ()


def test_a_name_in_title_list_and_quotation_tags(journal):
    found = plan(journal, "- Norway", "> Peru.", "## Kenya", LAST, title="Poland").findings
    assert [named.entity.alpha2 for named in found.named] == ["PL", "NO", "PE", "KE"]


def test_the_import_is_told_in_the_log_of_the_page(journal):
    page = writer.write(plan(journal, FULL))
    assert "wagtail.create" in set(PageLogEntry.objects.filter(page=page).values_list("action", flat=True))
