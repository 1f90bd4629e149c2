"""A whole article as saved from the web: the real one where it is at hand, and an original one of the same shape.

Nothing of the real text stands here: what a test compares with the file is read from the file.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from articles.importing import writer
from articles.importing.imported import Given, NoteKind, Place, What
from articles.importing.text import parse_text
from articles.models import ArticlePage, JournalPage
from articles.record.models import Mention, WaitingNote
from articles.record.publish import publish
from entities.models import Alias
from tests.factories import make_disclaimer, make_firm, make_journal, make_programme, publication_of

from .reading import lines_as, names

HERE = Path(__file__).resolve()
REAL = HERE.parents[3].parent / "shared" / "seed" / "europes-edge-article.txt"
ORIGINAL = HERE.parent / "texts" / "twin.txt"
PARAGRAPH_LINES = [1, 3, 5, 10, 12, 14, 16, 18, 20]
BOX_LINE, CORRECTION_LINE, DISCLAIMER_LINE, READ_MORE_LINES = 7, 22, 24, [26, 27, 28]


@dataclass(frozen=True)
class Sample:
    """A file, and what its import must find in it."""

    path: Path
    journal: str
    countries: set[str]
    programme: str
    firms: tuple[str, str]
    unclear: set[str]
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
def imported(sample: Sample, journal: JournalPage) -> writer.Plan:
    article = parse_text(sample.path.read_bytes(), writer.facts_of(journal), Given(title="A whole text"))
    return writer.plan(article, journal)


def test_nine_paragraphs_and_the_sign_up_box_stand_where_they_stood(sample, imported):
    article = imported.article
    assert names(article) == ["paragraph"] * 3 + ["sign_up"] + ["paragraph"] * 6
    assert lines_as(article, What.PARAGRAPH) == PARAGRAPH_LINES
    assert lines_as(article, What.SIGN_UP) == [BOX_LINE]
    assert article.blocks[3].value == {"heading": sample.lines[6], "text": sample.lines[7]}


def test_no_word_of_the_paragraphs_is_lost(sample, imported):
    paragraphs = [block for block in imported.article.blocks if block.name == "paragraph"]
    written = [sample.lines[number - 1].replace("&", "&amp;") for number in PARAGRAPH_LINES]
    assert [block.value for block in paragraphs] == [f"<p>{text}</p>" for text in written]


def test_the_correction_is_a_note_without_a_date(sample, imported):
    (note,) = imported.article.notes
    assert (note.kind, note.place, note.line_number) == (NoteKind.CORRECTION, Place.FOOT, CORRECTION_LINE)
    assert (note.date, note.date_as_written) == (None, "")
    assert note.text == sample.lines[CORRECTION_LINE - 1].removeprefix("Correction: ")
    assert note.text.endswith(sample.correction_ends)


def test_the_disclaimer_is_linked_and_the_read_more_box_dropped(imported):
    article = imported.article
    assert [known.title for known in article.disclaimers] == ["Statement"]
    assert lines_as(article, What.DISCLAIMER) == [DISCLAIMER_LINE]
    assert lines_as(article, What.LEFT_OUT) == READ_MORE_LINES


def test_a_disclaimer_in_other_words_is_recognised_by_the_journals_name(sample, journal):
    statement = journal.standing_disclaimers.get().disclaimer
    statement.text = "<p>What authors write here is their own, and not the house's.</p>"
    statement.save()
    article = parse_text(sample.path.read_bytes(), writer.facts_of(journal), Given(title="A whole text"))
    assert lines_as(article, What.DISCLAIMER) == [DISCLAIMER_LINE]


def test_entities_are_tagged_by_name_and_alias_and_ambiguous_names_are_told(sample, imported):
    found = imported.findings
    assert {country.alpha2 for country in found.of_kind("country")} == sample.countries
    assert [str(programme) for programme in found.of_kind("programme")] == [sample.programme]
    assert [str(firm) for firm in found.of_kind("firm")] == [sample.firms[0], f"{sample.firms[1]} Holding"]
    assert {unclear.text for unclear in found.unclear if not unclear.tagged} == sample.unclear


def test_the_draft_waits_with_its_correction_and_the_first_publication_writes_it(sample, imported):
    page = writer.write(imported)
    assert not page.live
    assert [block.block_type for block in page.body] == names(imported.article)
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
