"""Corrections and other notes: which texts are notes, what their dates are, and what only looks like a note."""

import datetime

import pytest

from articles.importing.imported import ImportedNote, LineRole, Place
from articles.importing.problems import WarningCode
from articles.record.models import ChangeClass

from .helpers import FIRST, LAST, STATEMENT, block_names, lines_with, read, texts, warnings

WRONG = "An earlier version of this essay gave the wrong year of the treaty."
MAY, JUNE = datetime.date(2023, 5, 12), datetime.date(2024, 6, 3)


def read_note(*passages: str) -> ImportedNote:
    """Return the one note of a text, in which both paragraphs are kept."""
    article = read(*passages)
    assert texts(article) == [FIRST, LAST]
    (note,) = article.notes
    return note


@pytest.mark.parametrize(
    ("written", "kind", "date", "date_text"),
    [
        ("Correction: {}", ChangeClass.CORRECTION, None, ""),
        ("Correction:\u00a0{}", ChangeClass.CORRECTION, None, ""),
        ("CORRECTION: {}", ChangeClass.CORRECTION, None, ""),
        ("Corrections: {}", ChangeClass.CORRECTION, None, ""),
        ("Correction – {}", ChangeClass.CORRECTION, None, ""),
        ("Correction to this article: {}", ChangeClass.CORRECTION, None, ""),
        ("Correction (12 May 2023): {}", ChangeClass.CORRECTION, MAY, "12 May 2023"),
        ("Correction appended, May 12, 2023: {}", ChangeClass.CORRECTION, MAY, "May 12, 2023"),
        ("Correction, 2023-05-12 — {}", ChangeClass.CORRECTION, MAY, "2023-05-12"),
        ("Corrected on 12 May 2023, 14:05 CEST: {}", ChangeClass.CORRECTION, MAY, "12 May 2023, 14:05 CEST"),
        ("Correction (May 12): {}", ChangeClass.CORRECTION, None, "May 12"),
        ("Correction 5/3/2016: {}", ChangeClass.CORRECTION, None, "5/3/2016"),
        ("*Correction:* {}", ChangeClass.CORRECTION, None, ""),
        ("**Correction** (12 May 2023): {}", ChangeClass.CORRECTION, MAY, "12 May 2023"),
        ("_Correction: {}_", ChangeClass.CORRECTION, None, ""),
        ("[Correction, 12 May 2023: {}]", ChangeClass.CORRECTION, MAY, "12 May 2023"),
        ("Erratum: {}", ChangeClass.CORRECTION, None, ""),
        ("Update, 3 June 2024: {}", ChangeClass.UPDATE, JUNE, "3 June 2024"),
        ("UPDATE (June 3, 2024): {}", ChangeClass.UPDATE, JUNE, "June 3, 2024"),
        ("Updated 3 June 2024: {}", ChangeClass.UPDATE, JUNE, "3 June 2024"),
        ("Clarification: {}", ChangeClass.CLARIFICATION, None, ""),
        ("Clarification, 12 May 2023: {}", ChangeClass.CLARIFICATION, MAY, "12 May 2023"),
        ("Editor's note: {}", ChangeClass.EDITORS_NOTE, None, ""),
        ("Editor’s Note (12 May 2023): {}", ChangeClass.EDITORS_NOTE, MAY, "12 May 2023"),
        ("Editors’ note: {}", ChangeClass.EDITORS_NOTE, None, ""),
        ("Note from the editors: {}", ChangeClass.EDITORS_NOTE, None, ""),
        ("Correction\n{}", ChangeClass.CORRECTION, None, ""),
        ("Correction (12 May 2023)\n{}", ChangeClass.CORRECTION, MAY, "12 May 2023"),
        ("## Correction\n\n{}", ChangeClass.CORRECTION, None, ""),
        ("Corrections\n\n{}", ChangeClass.CORRECTION, None, ""),
    ],
)
@pytest.mark.parametrize("place", list(Place))
def test_a_labelled_paragraph_at_head_or_foot_is_a_note(written, kind, date, date_text, place):
    passage = written.format(WRONG)
    note = read_note(*((passage, FIRST, LAST) if place == Place.HEAD else (FIRST, LAST, passage)))
    assert (note.kind, note.text, note.place) == (kind, WRONG, place)
    assert (note.date, note.date_as_written) == (date, date_text)


@pytest.mark.parametrize(
    ("text", "date", "written"),
    [
        ("This article was corrected on 12 May 2023 to give the right year.", MAY, "12 May 2023"),
        ("This blog was updated 5/3/2016 with new figures.", None, "5/3/2016"),
        ("The treaty was signed on 12 May 2023, not in June.", None, ""),
        ("This article was updated to say that the gates shut on 12 May 2023.", None, ""),
    ],
)
def test_only_the_day_of_the_change_is_the_date_of_a_note(text, date, written):
    note = read_note(FIRST, LAST, f"Correction: {text}")
    assert (note.date, note.date_as_written) == (date, written)


def test_a_note_without_a_date_is_marked_in_the_log():
    article = read(FIRST, f"Correction: {WRONG}")
    (row,) = [row for row in article.log if row.role == LineRole.NOTE]
    assert (row.line_number, row.remark) == (3, "Correction, date not recorded")


def test_an_incomplete_date_causes_a_warning():
    article = read(FIRST, f"Correction (May 12): {WRONG}")
    assert warnings(article) == [(3, WarningCode.DATE_AMBIGUOUS)]


def test_several_notes_are_kept_in_order():
    article = read(
        "Update: The gates are open again.",
        FIRST,
        LAST,
        f"Correction (12 May 2023): {WRONG}\nClarification: Two yards.",
    )
    assert [(note.kind, note.place) for note in article.notes] == [
        (ChangeClass.UPDATE, Place.HEAD),
        (ChangeClass.CORRECTION, Place.FOOT),
        (ChangeClass.CLARIFICATION, Place.FOOT),
    ]
    assert texts(article) == [FIRST, LAST]


def test_each_item_of_a_list_under_corrections_is_a_note():
    article = read(FIRST, "Corrections:\n- 12 May 2023: The year was 1998.\n- The yard is in Nukus.")
    assert [(note.text, note.date) for note in article.notes] == [
        ("The year was 1998.", MAY),
        ("The yard is in Nukus.", None),
    ]
    assert lines_with(article, LineRole.LEFT_OUT) == [3]


def test_paragraphs_under_corrections_are_notes_while_they_mention_a_change_of_the_article():
    article = read(FIRST, LAST, "Corrections", WRONG, WRONG, "Ann Li is a fellow of the Orkhal Institute.")
    assert [note.text for note in article.notes] == [WRONG, WRONG]
    assert texts(article)[2:] == ["Ann Li is a fellow of the Orkhal Institute."]


@pytest.mark.parametrize(
    "follower",
    [
        STATEMENT,
        "Read More",
        "Get the Latest\nSubscribe to our newsletter.",
        "* * *",
        "Ann Li is a fellow of the Orkhal Institute.",
        "This essay was first published on Other Pages.",
        "The views are those of the author alone and do not reflect those of her employer.",
        "Editor's note: this is a guest post.",
    ],
)
def test_a_note_is_at_the_foot_whatever_follows_it_at_the_end_of_the_page(follower):
    article = read(FIRST, LAST, f"Correction: {WRONG}", follower)
    assert [note.text for note in article.notes] == [WRONG]


def test_a_label_in_the_middle_of_the_text_stays_text_with_a_warning():
    article = read(FIRST, f"Correction: {WRONG}", "The yard is in Nukus.", LAST)
    assert article.notes == []
    assert len(texts(article)) == 4
    assert (3, WarningCode.NOTE_IN_THE_MIDDLE) in warnings(article)


@pytest.mark.parametrize(
    "sentence",
    [
        "Correction of the border took nine years.",
        "Corrections take time.",
        "The correction came late: by then the gates were shut.",
        "Update on Belarus is what the ministry calls its weekly paper.",
        "Updates are free.",
        "Clarifications were asked for; none came.",
        "A correction: that is what the minister wanted.",
        "“Correction: the year was 1998,” said the minister.",
        "Corrective dredging: a word of the engineers.",
    ],
)
def test_a_sentence_that_only_mentions_the_word_is_text(sentence):
    for passages in ((sentence, FIRST, LAST), (FIRST, LAST, sentence)):
        article = read(*passages)
        assert article.notes == []
        assert sentence in texts(article)


@pytest.mark.parametrize(
    "written",
    [
        "Editor's note: this is a guest post.",
        "Editor’s note: This essay was originally published on Other Pages on 12 May 2012.",
        "Editor's note: The author thanks Bo Ek for comments on an earlier version of this essay.",
        "Editor’s Note: If you like rivers, come to our next meeting.",
        "Update: This essay first appeared in the yearbook.",
    ],
)
def test_a_label_over_something_else_stays_text_with_a_warning(written):
    article = read(FIRST, LAST, written)
    assert article.notes == []
    assert written in texts(article)
    assert (5, WarningCode.LABEL_WITHOUT_CHANGE) in warnings(article)


def test_a_first_publication_elsewhere_stays_text_with_a_warning():
    article = read(FIRST, LAST, "This essay was originally published on Other Pages.")
    assert article.notes == []
    assert (5, WarningCode.FIRST_PUBLISHED_ELSEWHERE) in warnings(article)


def test_thanks_for_advice_are_text_without_a_warning():
    article = read(FIRST, LAST, "The author is grateful for feedback on an earlier version of this article.")
    assert article.notes == []
    assert warnings(article) == []


def test_a_note_without_a_label_stays_text_with_a_warning():
    article = read(FIRST, LAST, WRONG)
    assert article.notes == []
    assert (5, WarningCode.CHANGE_WITHOUT_LABEL) in warnings(article)


def test_a_closing_section_about_corrections_is_a_section():
    article = read(
        FIRST, "## Corrections", "Prisons were corrected, in the language of the ministry, and not reformed."
    )
    assert article.notes == []
    assert block_names(article) == ["paragraph", "heading", "paragraph"]


@pytest.mark.parametrize("label", ["Editor's note:", "Correction:", "Updated 3 June 2024", "Corrections"])
def test_a_label_without_a_text_stays_text(label):
    article = read(FIRST, LAST, label)
    assert article.notes == []
    assert label in texts(article)


def test_a_note_longer_than_the_limit_of_the_record_stays_text():
    article = read(FIRST, LAST, "Correction: " + "salt " * 900)
    assert article.notes == []
    assert len(texts(article)) == 3
