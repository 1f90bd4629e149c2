"""Paragraphs, headings, lists and quotations become blocks."""

import pytest

from articles.importing.imported import LineRole
from articles.importing.problems import WarningCode

from .helpers import FIRST, LAST, block_names, lines_with, read, texts, warnings

LONG = "The upper gate was rebuilt in concrete by a firm that had never seen a river, " * 2 + "and it held."


def test_each_paragraph_is_a_block():
    article = read(FIRST, LAST)
    assert block_names(article) == ["paragraph", "paragraph"]
    assert lines_with(article, LineRole.PARAGRAPH) == [1, 3]


def test_hard_wrapped_lines_are_one_paragraph():
    assert texts(read("The canal froze early\nthat year, and nobody\nhad ordered salt.")) == [FIRST]


def test_long_lines_are_whole_paragraphs_without_blank_lines():
    assert texts(read(f"{LONG}\n{LONG}\n{LAST}")) == [LONG, LONG, LAST]


def test_signs_of_markup_are_escaped():
    article = read('R&D <script>alert("1")</script> & “quoted”')
    assert texts(article) == ['R&amp;D &lt;script&gt;alert("1")&lt;/script&gt; &amp; “quoted”']


def test_links_and_emphasis_are_kept():
    article = read(
        "See *this* and **that**, [the act](https://example.org/?a=1&b=2), [no](javascript:x) and 2 * 3 * 4."
    )
    assert texts(article) == [
        'See <i>this</i> and <b>that</b>, <a href="https://example.org/?a=1&amp;b=2">the act</a>, '
        "[no](javascript:x) and 2 * 3 * 4."
    ]


def test_reference_links_get_their_listed_addresses():
    article = read("See [the act][1] and [another][2].", "[1]: https://example.org/act\n[3]: https://example.org/none")
    assert texts(article) == ['See <a href="https://example.org/act">the act</a> and [another][2].']
    assert lines_with(article, LineRole.LEFT_OUT) == [3, 4]


@pytest.mark.parametrize(("marks", "level"), [("##", "2"), ("###", "3"), ("####", "3")])
def test_a_marked_heading_is_a_heading(marks, level):
    article = read(FIRST, f"{marks} The road\n{LAST}")
    assert block_names(article) == ["paragraph", "heading", "paragraph"]
    assert article.blocks[1].value == {"text": "The road", "level": level}


def test_a_short_line_without_marks_stays_a_paragraph_with_a_warning():
    article = read(FIRST, "The salt road", LAST)
    assert block_names(article) == ["paragraph"] * 3
    assert warnings(article) == [(3, WarningCode.POSSIBLE_HEADING)]


@pytest.mark.parametrize("mark", ["-", "*", "•"])
def test_lines_with_bullets_are_a_list(mark):
    article = read(FIRST, f"{mark} salt\n{mark} rope\n  and chain", LAST)
    assert article.blocks[1].name == "list"
    assert article.blocks[1].value == {"ordered": False, "items": ["<p>salt</p>", "<p>rope and chain</p>"]}


def test_numbered_lines_are_a_numbered_list():
    article = read("Two things:\n1. salt\n2. rope", LAST)
    assert block_names(article) == ["paragraph", "list", "paragraph"]
    assert article.blocks[1].value == {"ordered": True, "items": ["<p>salt</p>", "<p>rope</p>"]}


@pytest.mark.parametrize(
    "text", ["1998. That was the year of the treaty.", "The gates\n- both of them -\nstayed shut."]
)
def test_a_number_or_a_dash_in_running_text_is_not_a_list(text):
    assert block_names(read(text, LAST)) == ["paragraph", "paragraph"]


def test_a_marked_quotation_is_a_quotation_with_its_attribution():
    article = read(FIRST, "> We ordered salt.\n>\n> Twice.\n> — The minister", LAST)
    assert article.blocks[1].name == "quote"
    assert article.blocks[1].value == {
        "text": "<p>We ordered salt.</p><p>Twice.</p>",
        "attribution": "The minister",
        "source_url": "",
    }


def test_dividing_lines_are_left_out():
    article = read(FIRST, "* * *", LAST)
    assert block_names(article) == ["paragraph", "paragraph"]
    assert lines_with(article, LineRole.LEFT_OUT) == [3]


@pytest.mark.parametrize("markup", ["{{< youtube x >}}", "{% include 'x' %}", "![A map](map.png)", '<img src="x">'])
def test_markup_of_other_systems_stays_text_with_a_warning(markup):
    article = read(FIRST, f"Look at {markup} here.", LAST)
    assert len(texts(article)) == 3
    assert (3, WarningCode.MARKUP) in warnings(article)
