"""The record line of an article, and the links from its notes to comparisons."""

import pytest
from django.utils import timezone

from articles.models import ArticlePage
from articles.reading.presenters.record_line import make_record_line
from articles.record.notes import NoteDraft, add_note
from tests import factories as make
from tests.articles.reading.elements import hrefs, text_of
from tests.articles.reading.sample import sample_note

pytestmark = pytest.mark.django_db
BASE = "/tideline/a-bridge/"


@pytest.fixture
def article(journal) -> ArticlePage:
    """Two versions; the second came with a correction."""
    article = make.make_article(journal, "A bridge")
    note = NoteDraft("correction", "The treasury guarantees the loan.")
    make.publish_draft(make.edit(article, standfirst="The treasury guarantees the loan."), notes=[note])
    return ArticlePage.objects.get(pk=article.pk)


def test_the_record_line_has_version_and_day_and_links_to_the_list(get_page, journal) -> None:
    make.make_article(journal, "A bridge")
    (line,) = get_page(BASE).select("p.record-line")
    assert line["class"] == ["record-line"]
    assert hrefs(line) == [f"{BASE}versions/"]
    assert [time["datetime"] for time in line.select("time")] == [timezone.localdate().isoformat()]


def test_the_record_line_of_a_corrected_article_names_the_change_and_links_to_it(get_page, article) -> None:
    (line,) = get_page(BASE).select("p.record-line.record-correction")
    assert hrefs(line) == [f"{BASE}versions/", f"{BASE}versions/1..2/"]
    today = timezone.localdate()
    assert text_of(line).startswith(f"Version 2 , corrected {today.day} {today:%B %Y}")


LABELS = {
    "correction": "corrected",
    "clarification": "clarified",
    "update": "updated",
    "disclosure": "disclosure added",
    "editors_note": "editor’s note",
    "concern": "expression of concern",
    "retraction": "retracted",
}


def test_the_record_line_names_the_newest_note_that_marks_an_article(article) -> None:
    publication = make.publication_of(article)
    labels = {
        kind: make_record_line(publication, [sample_note(kind=kind), sample_note(kind="removal")]).label
        for kind in (*LABELS, "return")
    }
    assert labels == LABELS | {"return": ""}


def test_a_note_with_a_new_version_links_to_the_comparison_and_another_does_not(get_page, article) -> None:
    add_note(article, NoteDraft("correction", "The loan is 318 million."), user=None)
    page = get_page(BASE)
    assert hrefs(page.select_one("#note-1")) == [f"{BASE}versions/1/", f"{BASE}versions/1..2/"]
    assert hrefs(page.select_one("#note-2")) == []
    links = [hrefs(note.select_one("dl.attest")) for note in get_page("/corrections/").select(".note-row")]
    assert links == [[f"{BASE}#note-2"], [f"{BASE}#note-1", f"{BASE}versions/1..2/"]]
