"""A disclaimer that the journal has is linked and not repeated; another one stays text."""

import pytest

from articles.importing.imported import JournalFacts, LineRole, Overrides
from articles.importing.problems import WarningCode
from articles.importing.text import read_text

from .helpers import FIRST, FUNDING, JOURNAL, LAST, STANDING, STATEMENT, lines_with, read, texts, warnings


@pytest.mark.parametrize(
    "written",
    [
        STATEMENT,
        f"*{STATEMENT}*",
        STATEMENT.upper(),
        STATEMENT.replace("position or views", "position or the views").replace(" All", "All"),
        STATEMENT.replace(" ", "\u00a0", 3),
    ],
)
def test_nearly_the_same_words_are_linked_and_not_repeated(written):
    article = read(FIRST, LAST, written)
    assert texts(article) == [FIRST, LAST]
    assert article.disclaimers == [STANDING]
    assert lines_with(article, LineRole.DISCLAIMER) == [5]


def test_a_paragraph_that_opens_with_the_journal_and_disclaims_is_linked_with_a_warning():
    written = (
        "The Long Frontier is where the institute writes about water. The views expressed are those of the author "
        "alone and do not necessarily reflect those of anyone who pays for it."
    )
    article = read(FIRST, LAST, written)
    assert texts(article) == [FIRST, LAST]
    assert article.disclaimers == [STANDING]
    assert warnings(article) == [(5, WarningCode.DISCLAIMER_DIFFERS)]


def test_a_disclaimer_that_is_not_a_standing_one_of_the_journal_is_linked_too():
    article = read(FIRST, LAST, FUNDING.text)
    assert texts(article) == [FIRST, LAST]
    assert article.disclaimers == [FUNDING]


def test_a_disclaimer_at_both_ends_is_linked_once():
    article = read(STATEMENT, FIRST, LAST, STATEMENT)
    assert article.disclaimers == [STANDING]
    assert texts(article) == [FIRST, LAST]


@pytest.mark.parametrize(
    "text",
    [
        "The views of the author do not necessarily reflect those of her employer, the Basel port.",
        "The opinions of the author of the treaty do not represent those of the fishermen, as the yard likes to say.",
    ],
)
def test_another_disclaimer_stays_text_with_a_warning(text):
    article = read(FIRST, LAST, text)
    assert texts(article) == [FIRST, LAST, text]
    assert article.disclaimers == []
    assert warnings(article) == [(5, WarningCode.UNKNOWN_DISCLAIMER)]


def test_the_text_stays_where_the_journal_has_no_disclaimer():
    written = f"The Long Frontier is our series. {STATEMENT}"
    article = read_text(f"{FIRST}\n\n{written}".encode(), JournalFacts(JOURNAL.name), Overrides(title="The canal"))
    assert article.disclaimers == []
    assert texts(article) == [FIRST, written]


def test_a_sentence_that_opens_with_the_journals_name_is_text():
    sentence = "The Long Frontier is also the name of a ship."
    assert texts(read(FIRST, sentence, LAST)) == [FIRST, sentence, LAST]
