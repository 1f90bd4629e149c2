"""Corrections and other notes: what is one, what its date is, and what only looks like one."""

import datetime

import pytest

from articles.importing.imported import NoteKind, Place, What

from .reading import FIRST, LAST, STATEMENT, doubts, lines_as, names, read, texts

WRONG = "An earlier version of this essay gave the wrong year of the treaty."
MAY, JUNE = datetime.date(2023, 5, 12), datetime.date(2024, 6, 3)


def the_note(*passages: str):
    """The one note of a text in which nothing else was lost."""
    article = read(*passages)
    assert texts(article) == [FIRST, LAST]
    (note,) = article.notes
    return note


@pytest.mark.parametrize(
    ("written", "kind", "date", "date_text"),
    [
        ("Correction: {}", NoteKind.CORRECTION, None, ""),
        ("Correction:\u00a0{}", NoteKind.CORRECTION, None, ""),
        ("CORRECTION: {}", NoteKind.CORRECTION, None, ""),
        ("Corrections: {}", NoteKind.CORRECTION, None, ""),
        ("Correction – {}", NoteKind.CORRECTION, None, ""),
        ("Correction to this article: {}", NoteKind.CORRECTION, None, ""),
        ("Correction (12 May 2023): {}", NoteKind.CORRECTION, MAY, "12 May 2023"),
        ("Correction appended, May 12, 2023: {}", NoteKind.CORRECTION, MAY, "May 12, 2023"),
        ("Correction, 2023-05-12 — {}", NoteKind.CORRECTION, MAY, "2023-05-12"),
        ("Corrected on 12 May 2023, 14:05 CEST: {}", NoteKind.CORRECTION, MAY, "12 May 2023, 14:05 CEST"),
        ("Correction (May 12): {}", NoteKind.CORRECTION, None, "May 12"),
        ("Correction 5/3/2016: {}", NoteKind.CORRECTION, None, "5/3/2016"),
        ("*Correction:* {}", NoteKind.CORRECTION, None, ""),
        ("**Correction** (12 May 2023): {}", NoteKind.CORRECTION, MAY, "12 May 2023"),
        ("_Correction: {}_", NoteKind.CORRECTION, None, ""),
        ("[Correction, 12 May 2023: {}]", NoteKind.CORRECTION, MAY, "12 May 2023"),
        ("Erratum: {}", NoteKind.CORRECTION, None, ""),
        ("Update, 3 June 2024: {}", NoteKind.UPDATE, JUNE, "3 June 2024"),
        ("UPDATE (June 3, 2024): {}", NoteKind.UPDATE, JUNE, "June 3, 2024"),
        ("Updated 3 June 2024: {}", NoteKind.UPDATE, JUNE, "3 June 2024"),
        ("Clarification: {}", NoteKind.CLARIFICATION, None, ""),
        ("Clarification, 12 May 2023: {}", NoteKind.CLARIFICATION, MAY, "12 May 2023"),
        ("Editor's note: {}", NoteKind.EDITORS_NOTE, None, ""),
        ("Editor’s Note (12 May 2023): {}", NoteKind.EDITORS_NOTE, MAY, "12 May 2023"),
        ("Editors’ note: {}", NoteKind.EDITORS_NOTE, None, ""),
        ("Note from the editors: {}", NoteKind.EDITORS_NOTE, None, ""),
        ("Correction\n{}", NoteKind.CORRECTION, None, ""),
        ("Correction (12 May 2023)\n{}", NoteKind.CORRECTION, MAY, "12 May 2023"),
        ("## Correction\n\n{}", NoteKind.CORRECTION, None, ""),
        ("Corrections\n\n{}", NoteKind.CORRECTION, None, ""),
    ],
)
@pytest.mark.parametrize("place", list(Place))
def test_a_labelled_paragraph_at_head_or_foot_is_a_note(written, kind, date, date_text, place):
    passage = written.format(WRONG)
    note = the_note(*((passage, FIRST, LAST) if place == Place.HEAD else (FIRST, LAST, passage)))
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
def test_only_the_day_on_which_the_text_says_that_it_was_changed_dates_a_note(text, date, written):
    note = the_note(FIRST, LAST, f"Correction: {text}")
    assert (note.date, note.date_as_written) == (date, written)


def test_a_note_without_a_date_says_so_in_the_log():
    article = read(FIRST, f"Correction: {WRONG}")
    (row,) = [row for row in article.log if row.what == What.NOTE]
    assert (row.line_number, row.remark) == (3, "Correction, date not recorded")


def test_half_a_date_is_doubted():
    assert "3: “May 12” names no single day" in doubts(read(FIRST, f"Correction (May 12): {WRONG}"))


def test_several_notes_are_kept_in_order():
    article = read(
        "Update: The gates are open again.",
        FIRST,
        LAST,
        f"Correction (12 May 2023): {WRONG}\nClarification: Two yards.",
    )
    assert [(note.kind, note.place) for note in article.notes] == [
        (NoteKind.UPDATE, Place.HEAD),
        (NoteKind.CORRECTION, Place.FOOT),
        (NoteKind.CLARIFICATION, Place.FOOT),
    ]
    assert texts(article) == [FIRST, LAST]


def test_a_list_under_corrections_is_a_note_for_each_point():
    article = read(FIRST, "Corrections:\n- 12 May 2023: The year was 1998.\n- The yard is in Nukus.")
    assert [(note.text, note.date) for note in article.notes] == [
        ("The year was 1998.", MAY),
        ("The yard is in Nukus.", None),
    ]
    assert lines_as(article, What.LEFT_OUT) == [3]


def test_corrections_take_the_paragraphs_that_speak_of_the_article_and_no_more():
    article = read(FIRST, LAST, "Corrections", WRONG, WRONG, "Ann Li is a fellow of the Orkhal Institute.")
    assert [note.text for note in article.notes] == [WRONG, WRONG]
    assert texts(article)[2:] == ["Ann Li is a fellow of the Orkhal Institute."]


@pytest.mark.parametrize(
    "behind",
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
def test_a_note_is_at_the_foot_whatever_closes_the_page_behind_it(behind):
    article = read(FIRST, LAST, f"Correction: {WRONG}", behind)
    assert [note.text for note in article.notes] == [WRONG]


def test_a_label_in_the_middle_of_the_text_stays_text_and_is_doubted():
    article = read(FIRST, f"Correction: {WRONG}", "The yard is in Nukus.", LAST)
    assert article.notes == []
    assert len(texts(article)) == 4
    assert "3: Reads like a note but stands in the middle" in doubts(article)


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
    "friend",
    [
        "Editor's note: this is a guest post.",
        "Editor’s note: This essay was originally published on Other Pages on 12 May 2012.",
        "Editor's note: The author thanks Bo Ek for comments on an earlier version of this essay.",
        "Editor’s Note: If you like rivers, come to our next meeting.",
        "Update: This essay first appeared in the yearbook.",
    ],
)
def test_a_label_over_something_else_stays_text_and_is_doubted(friend):
    article = read(FIRST, LAST, friend)
    assert article.notes == []
    assert friend in texts(article)
    assert "5: Has the label of a note but tells of no change" in doubts(article)


def test_a_first_publication_elsewhere_stays_text_and_is_doubted():
    article = read(FIRST, LAST, "This essay was originally published on Other Pages.")
    assert article.notes == []
    assert "5: Speaks of a first publication elsewhere" in doubts(article)


def test_thanks_for_advice_are_text_without_a_doubt():
    article = read(FIRST, LAST, "The author is grateful for feedback on an earlier version of this article.")
    assert article.notes == []
    assert doubts(article) == ""


def test_a_note_without_a_label_stays_text_and_is_doubted():
    article = read(FIRST, LAST, WRONG)
    assert article.notes == []
    assert "5: Speaks of an earlier version without a label" in doubts(article)


def test_a_closing_section_about_corrections_is_a_section():
    article = read(
        FIRST, "## Corrections", "Prisons were corrected, in the language of the ministry, and not reformed."
    )
    assert article.notes == []
    assert names(article) == ["paragraph", "heading", "paragraph"]


@pytest.mark.parametrize("label", ["Editor's note:", "Correction:", "Updated 3 June 2024", "Corrections"])
def test_a_label_with_nothing_to_say_stays_text(label):
    article = read(FIRST, LAST, label)
    assert article.notes == []
    assert label in texts(article)


def test_a_note_longer_than_the_record_takes_stays_text():
    article = read(FIRST, LAST, "Correction: " + "salt " * 900)
    assert article.notes == []
    assert len(texts(article)) == 3
