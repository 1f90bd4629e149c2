"""A disclaimer that the journal has is linked and not repeated; another one stays text."""

import pytest

from articles.importing.imported import Given, JournalFacts, What
from articles.importing.text import parse_text

from .reading import FIRST, FUNDING, JOURNAL, LAST, STANDING, STATEMENT, doubts, lines_as, read, texts


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
    assert lines_as(article, What.DISCLAIMER) == [5]


def test_a_paragraph_that_opens_with_the_journal_and_disclaims_is_linked_and_doubted():
    written = (
        "The Long Frontier is where the institute writes about water. The views expressed are those of the author "
        "alone and do not necessarily reflect those of anyone who pays for it."
    )
    article = read(FIRST, LAST, written)
    assert texts(article) == [FIRST, LAST]
    assert article.disclaimers == [STANDING]
    assert "5: The disclaimer differs from “The institute's statement”" in doubts(article)


def test_a_disclaimer_of_the_house_that_is_not_the_journals_is_linked_too():
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
def test_another_disclaimer_stays_text_and_is_doubted(text):
    article = read(FIRST, LAST, text)
    assert texts(article) == [FIRST, LAST, text]
    assert article.disclaimers == []
    assert "5: Reads like a disclaimer that The Long Frontier does not have" in doubts(article)


def test_without_a_disclaimer_of_the_journal_its_text_stays():
    written = f"The Long Frontier is our series. {STATEMENT}"
    article = parse_text(f"{FIRST}\n\n{written}".encode(), JournalFacts(JOURNAL.name), Given(title="The canal"))
    assert article.disclaimers == []
    assert texts(article) == [FIRST, written]


def test_a_sentence_that_opens_with_the_journals_name_is_text():
    sentence = "The Long Frontier is also the name of a ship."
    assert texts(read(FIRST, sentence, LAST)) == [FIRST, sentence, LAST]
