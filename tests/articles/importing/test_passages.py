"""Paragraphs, headings, lists and quotations become blocks."""

import pytest

from articles.importing.imported import What

from .reading import FIRST, LAST, doubts, lines_as, names, read, texts

LONG = "The upper gate was rebuilt in concrete by a firm that had never seen a river, " * 2 + "and it held."


def test_each_paragraph_is_a_block():
    article = read(FIRST, LAST)
    assert names(article) == ["paragraph", "paragraph"]
    assert lines_as(article, What.PARAGRAPH) == [1, 3]


def test_hard_wrapped_lines_are_one_paragraph():
    assert texts(read("The canal froze early\nthat year, and nobody\nhad ordered salt.")) == [FIRST]


def test_long_lines_are_paragraphs_of_their_own_without_blank_lines():
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


def test_listed_addresses_are_put_where_their_links_are():
    article = read("See [the act][1] and [another][2].", "[1]: https://example.org/act\n[3]: https://example.org/none")
    assert texts(article) == ['See <a href="https://example.org/act">the act</a> and [another][2].']
    assert lines_as(article, What.LEFT_OUT) == [3, 4]


@pytest.mark.parametrize(("marks", "level"), [("##", "2"), ("###", "3"), ("####", "3")])
def test_a_marked_heading_is_a_heading(marks, level):
    article = read(FIRST, f"{marks} The road\n{LAST}")
    assert names(article) == ["paragraph", "heading", "paragraph"]
    assert article.blocks[1].value == {"text": "The road", "level": level}


def test_a_short_line_without_marks_stays_a_paragraph_and_is_doubted():
    article = read(FIRST, "The salt road", LAST)
    assert names(article) == ["paragraph"] * 3
    assert "3: May be a heading" in doubts(article)


@pytest.mark.parametrize("mark", ["-", "*", "•"])
def test_lines_with_points_are_a_list(mark):
    article = read(FIRST, f"{mark} salt\n{mark} rope\n  and chain", LAST)
    assert article.blocks[1].name == "list"
    assert article.blocks[1].value == {"ordered": False, "items": ["<p>salt</p>", "<p>rope and chain</p>"]}


def test_numbered_lines_are_a_numbered_list():
    article = read("Two things:\n1. salt\n2. rope", LAST)
    assert names(article) == ["paragraph", "list", "paragraph"]
    assert article.blocks[1].value == {"ordered": True, "items": ["<p>salt</p>", "<p>rope</p>"]}


@pytest.mark.parametrize(
    "text", ["1998. That was the year of the treaty.", "The gates\n- both of them -\nstayed shut."]
)
def test_a_number_or_a_dash_in_running_text_makes_no_list(text):
    assert names(read(text, LAST)) == ["paragraph", "paragraph"]


def test_a_marked_quotation_is_a_quotation_with_its_speaker():
    article = read(FIRST, "> We ordered salt.\n>\n> Twice.\n> — The minister", LAST)
    assert article.blocks[1].name == "quote"
    assert article.blocks[1].value == {
        "text": "<p>We ordered salt.</p><p>Twice.</p>",
        "attribution": "The minister",
        "source_url": "",
    }


def test_dividing_lines_are_left_out():
    article = read(FIRST, "* * *", LAST)
    assert names(article) == ["paragraph", "paragraph"]
    assert [(row.line_number, row.remark) for row in article.left_out] == [(3, "dividing line")]


@pytest.mark.parametrize("markup", ["{{< youtube x >}}", "{% include 'x' %}", "![A map](map.png)", '<img src="x">'])
def test_markup_of_other_systems_stays_text_and_is_doubted(markup):
    article = read(FIRST, f"Look at {markup} here.", LAST)
    assert len(texts(article)) == 3
    assert "3: Holds markup" in doubts(article)
