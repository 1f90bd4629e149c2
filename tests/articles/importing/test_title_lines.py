"""Title, standfirst, authors and date from the first lines of a text without front matter."""

import datetime

import pytest

from articles.importing.problems import ImportRejected, RejectionCode

from .helpers import FIRST, LAST, read, texts


@pytest.mark.parametrize(
    "opening",
    [
        "Title: The salt road\nBy Ann Li and Bo Ek\n12 May 2023",
        "# The salt road\n\nBy Ann Li, Bo Ek\n\nPublished: May 12, 2023",
        "The salt road\n\nBy Ann Li & Bo Ek\n2023-05-12",
        "The salt road\n12 May 2023\nBy Ann Li and Bo Ek",
        "Headline: The salt road\nAuthors: Ann Li; Bo Ek\nDate: 12 May 2023",
    ],
)
def test_first_lines_may_be_title_authors_and_date(opening):
    article = read(opening, FIRST, LAST, title="")
    assert article.title == "The salt road"
    assert article.authors == ["Ann Li", "Bo Ek"]
    assert article.date == datetime.date(2023, 5, 12)
    assert texts(article) == [FIRST, LAST]


def test_a_line_between_title_and_byline_is_the_standfirst():
    article = read("The salt road", "Nobody ordered any.", "By Ann Li", FIRST, title="")
    assert (article.title, article.standfirst) == ("The salt road", "Nobody ordered any.")
    assert texts(article) == [FIRST]


def test_the_title_option_is_not_repeated_as_a_paragraph():
    article = read("THE SALT ROAD", FIRST, title="The salt road")
    assert article.title == "The salt road"
    assert texts(article) == [FIRST]


@pytest.mark.parametrize(
    "sentence",
    [
        "By 2019, the canal had been closed.",
        "By the river stands a yard.",
        "By Chance or Design the gates froze in the night:",
    ],
)
def test_a_sentence_that_begins_with_by_is_text(sentence):
    article = read(sentence, FIRST)
    assert article.authors == []
    assert texts(article) == [sentence, FIRST]


@pytest.mark.parametrize("name", ["Ludwig van der Meer", "María-José O’Hara", "J. K. Ito", "Łukasz Żak", "Ольга Ким"])
def test_names_of_many_kinds_are_a_byline(name):
    assert read(f"By {name}", FIRST).authors == [name]


def test_a_file_without_a_title_is_rejected():
    with pytest.raises(ImportRejected) as rejected:
        read(FIRST, title="")
    assert rejected.value.code == RejectionCode.NO_TITLE


def test_a_title_that_is_too_long_is_rejected():
    with pytest.raises(ImportRejected) as rejected:
        read(FIRST, title="x" * 256)
    assert rejected.value.code == RejectionCode.TITLE_TOO_LONG


def test_a_file_without_a_paragraph_is_rejected():
    with pytest.raises(ImportRejected) as rejected:
        read("Sign up for our newsletter", "Correction: The year was wrong.", "Read More")
    assert rejected.value.code == RejectionCode.NO_TEXT
