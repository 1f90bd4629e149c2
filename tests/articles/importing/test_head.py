"""Title, standfirst, authors and date from a front-matter head or from the first lines."""

import datetime

import pytest

from articles.importing.imported import ImportRefused, What

from .reading import FIRST, LAST, doubts, lines_as, read, texts

HEAD = """---
title: "Two ministries: one river"
standfirst: 'It''s about salt'
authors:
  - Ann Li
  - Bo Ek
date: 2023-05-12 13:00:44 -0400
language: fr
canonical_url: https://example.org/river
layout: post
---"""


def test_a_front_matter_head_names_the_article():
    article = read(HEAD, FIRST, title="")
    assert article.title == "Two ministries: one river"
    assert article.standfirst == "It's about salt"
    assert article.authors == ["Ann Li", "Bo Ek"]
    assert article.date == datetime.date(2023, 5, 12)
    assert (article.language, article.canonical) == ("fr", "https://example.org/river")
    assert texts(article) == [FIRST]


def test_keys_that_are_not_used_are_told():
    article = read(HEAD, FIRST, title="")
    assert [(row.line_number, row.excerpt) for row in article.left_out] == [(10, "layout: post")]


@pytest.mark.parametrize("written", ["author: Ann Li and Bo Ek", "authors: [Ann Li, 'Bo Ek']", "by: Ann Li; Bo Ek"])
def test_authors_may_stand_on_one_line(written):
    assert read(f"---\n{written}\n---", FIRST).authors == ["Ann Li", "Bo Ek"]


def test_a_quoted_value_may_go_over_several_lines():
    article = read('---\ntitle: "A river\n  with a key: and a half"\n---', FIRST, title="")
    assert article.title == "A river with a key: and a half"


def test_a_folded_value_is_joined():
    assert read("---\nsummary: >\n  One line\n  and another\n---", FIRST).standfirst == "One line and another"


def test_a_head_that_is_never_closed_is_refused():
    with pytest.raises(ImportRefused, match="line 1 is not closed"):
        read("---\ntitle: River", FIRST)


def test_three_dashes_before_plain_text_are_a_dividing_line():
    article = read("---", FIRST)
    assert texts(article) == [FIRST]
    assert lines_as(article, What.LEFT_OUT) == [1]


def test_a_date_that_names_no_day_stays_open_and_is_doubted():
    article = read("---\ndate: 5/3/2016\n---", FIRST)
    assert article.date is None
    assert "2: “5/3/2016” names no single day" in doubts(article)


def test_options_go_before_the_file_and_what_gave_way_is_told():
    article = read(HEAD, FIRST, title="Another", authors=("Cy Ito",), date=datetime.date(2024, 1, 2))
    assert (article.title, article.authors, article.date) == ("Another", ["Cy Ito"], datetime.date(2024, 1, 2))
    assert lines_as(article, What.LEFT_OUT) == [2, 5 - 1, 7, 10]


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
def test_first_lines_may_name_title_authors_and_date(opening):
    article = read(opening, FIRST, LAST, title="")
    assert article.title == "The salt road"
    assert article.authors == ["Ann Li", "Bo Ek"]
    assert article.date == datetime.date(2023, 5, 12)
    assert texts(article) == [FIRST, LAST]


def test_a_line_between_title_and_by_line_is_the_standfirst():
    article = read("The salt road", "Nobody ordered any.", "By Ann Li", FIRST, title="")
    assert (article.title, article.standfirst) == ("The salt road", "Nobody ordered any.")
    assert texts(article) == [FIRST]


def test_the_given_title_is_not_repeated_as_a_paragraph():
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
def test_names_of_many_kinds_make_a_by_line(name):
    assert read(f"By {name}", FIRST).authors == [name]


def test_a_file_without_a_title_is_refused():
    with pytest.raises(ImportRefused, match="--title"):
        read(FIRST, title="")


def test_a_title_that_is_too_long_is_refused():
    with pytest.raises(ImportRefused, match="256 characters"):
        read(FIRST, title="x" * 256)


def test_a_standfirst_that_is_too_long_is_cut_and_doubted():
    article = read(f"---\nsummary: {'salt ' * 120}\n---", FIRST)
    assert len(article.standfirst) <= 400
    assert "standfirst was cut" in doubts(article)


def test_a_file_of_nothing_but_furniture_is_refused():
    with pytest.raises(ImportRefused, match="no text"):
        read("Sign up for our newsletter", "Correction: The year was wrong.", "Read More")
