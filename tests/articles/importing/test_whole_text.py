"""A whole article as saved from the web: a real one where the file exists, and an original one of the same form.

This module has no words of the real text: what a test compares with the file is read from the file.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from articles.importing.imported import LineRole, Overrides, Place
from articles.importing.planning import Plan, journal_facts, plan_import
from articles.importing.text import read_text
from articles.importing.writer import write_import
from articles.models import ArticlePage, JournalPage
from articles.record.models import ChangeClass, Mention, WaitingNote
from articles.record.publish import publish
from entities.models import Alias
from tests.factories import make_disclaimer, make_firm, make_journal, make_programme, publication_of

from .helpers import block_names, lines_with

HERE = Path(__file__).resolve()
REAL = HERE.parents[3].parent / "shared" / "seed" / "europes-edge-article.txt"
ORIGINAL = HERE.parent / "texts" / "twin.txt"
PARAGRAPH_LINES = [1, 3, 5, 10, 12, 14, 16, 18, 20]
BOX_LINE, CORRECTION_LINE, DISCLAIMER_LINE, READ_MORE_LINES = 7, 22, 24, [26, 27, 28]


@dataclass(frozen=True)
class Sample:
    """A file, and what the import has to find in it."""

    path: Path
    journal: str
    countries: set[str]
    programme: str
    firms: tuple[str, str]
    ambiguous: set[str]
    correction_ends: str

    @property
    def lines(self) -> list[str]:
        """The lines of the file with plain spaces; line n is `lines[n - 1]`."""
        return self.path.read_text(encoding="utf-8").replace("\u00a0", " ").split("\n")


SAMPLES = {
    "the real article": Sample(
        REAL,
        "Europe's Edge",
        {"BY", "RU", "CN", "UA", "AM", "AZ", "SY", "KZ", "UZ", "SA"},
        "Polonez",
        ("Kret", "Sozvezdie"),
        set(),
        "helicopter.",
    ),
    "an original text": Sample(
        ORIGINAL,
        "The Long Frontier",
        {"KZ", "UZ", "TM", "AZ", "TR", "IR", "MN", "KG", "SA", "PL"},
        "Meridian",
        ("Aralmash", "Temirsu"),
        {"Georgia"},
        "canal.",
    ),
}


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> Sample:
    found = SAMPLES[request.param]
    if not found.path.exists():
        pytest.skip(f"{found.path.name} is not beside this repository")
    return found


@pytest.fixture
def journal(sample: Sample, db) -> JournalPage:
    """A journal that has the standfirst and the disclaimer of the file, and the names that the file mentions."""
    make_programme(sample.programme)
    make_firm(sample.firms[0])
    firm = make_firm(f"{sample.firms[1]} Holding")
    Alias.objects.create(entity=firm, name=sample.firms[1], origin=Alias.Origin.EDITOR)
    statement = make_disclaimer(f"<p>{sample.lines[DISCLAIMER_LINE - 1]}</p>", title="Statement")
    return make_journal(sample.journal, slug="frontier", standfirst=sample.lines[26], disclaimers=[statement])


@pytest.fixture
def plan(sample: Sample, journal: JournalPage) -> Plan:
    article = read_text(sample.path.read_bytes(), journal_facts(journal), Overrides(title="A whole text"))
    return plan_import(article, journal)


def test_nine_paragraphs_and_the_sign_up_box_are_in_their_places(sample, plan):
    article = plan.article
    assert block_names(article) == ["paragraph"] * 3 + ["sign_up"] + ["paragraph"] * 6
    assert lines_with(article, LineRole.PARAGRAPH) == PARAGRAPH_LINES
    assert lines_with(article, LineRole.SIGN_UP) == [BOX_LINE]
    assert article.blocks[3].value == {"heading": sample.lines[6], "text": sample.lines[7]}


def test_no_word_of_the_paragraphs_is_lost(sample, plan):
    paragraphs = [block for block in plan.article.blocks if block.name == "paragraph"]
    written = [sample.lines[number - 1].replace("&", "&amp;") for number in PARAGRAPH_LINES]
    assert [block.value for block in paragraphs] == [f"<p>{text}</p>" for text in written]


def test_the_correction_is_a_note_without_a_date(sample, plan):
    (note,) = plan.article.notes
    assert (note.kind, note.place, note.line_number) == (ChangeClass.CORRECTION, Place.FOOT, CORRECTION_LINE)
    assert (note.date, note.date_as_written) == (None, "")
    assert note.text == sample.lines[CORRECTION_LINE - 1].removeprefix("Correction: ")
    assert note.text.endswith(sample.correction_ends)


def test_the_disclaimer_is_linked_and_the_read_more_box_left_out(plan):
    article = plan.article
    assert [known.title for known in article.disclaimers] == ["Statement"]
    assert lines_with(article, LineRole.DISCLAIMER) == [DISCLAIMER_LINE]
    assert lines_with(article, LineRole.LEFT_OUT) == READ_MORE_LINES


def test_a_disclaimer_in_other_words_is_recognised_by_the_journals_name(sample, journal):
    statement = journal.standing_disclaimers.get().disclaimer
    statement.text = "<p>What authors write here is their own.</p>"
    statement.save()
    article = read_text(sample.path.read_bytes(), journal_facts(journal), Overrides(title="A whole text"))
    assert lines_with(article, LineRole.DISCLAIMER) == [DISCLAIMER_LINE]


def test_entities_are_tagged_by_name_and_alias_and_ambiguous_names_are_reported(sample, plan):
    found = plan.entities
    assert {country.alpha2 for country in found.of_kind("country")} == sample.countries
    assert [str(programme) for programme in found.of_kind("programme")] == [sample.programme]
    assert [str(firm) for firm in found.of_kind("firm")] == [sample.firms[0], f"{sample.firms[1]} Holding"]
    assert {name.text for name in found.ambiguous if not name.tagged} == sample.ambiguous


def test_the_draft_has_a_pending_correction_and_the_first_publication_writes_it(sample, plan):
    page = write_import(plan)
    assert not page.live
    assert [block.block_type for block in page.body] == block_names(plan.article)
    (waiting,) = WaitingNote.objects.filter(page=page)
    assert (waiting.kind, waiting.dated, waiting.date_text) == ("correction", None, "")

    version = publish(page.get_latest_revision())
    article = ArticlePage.objects.get(pk=page.pk)
    assert version.number == 1
    assert [(entry.type, entry.imported) for entry in article.entries.all()] == [("version", False), ("note", True)]
    assert not WaitingNote.objects.exists()
    mentioned = Mention.objects.filter(publication=publication_of(article)).values_list(
        "entity__country__alpha2", flat=True
    )
    assert sample.countries <= set(mentioned)
