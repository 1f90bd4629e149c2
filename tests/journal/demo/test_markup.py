"""The small markup of the demo's articles."""

from datetime import UTC, datetime

import pytest

from journal.demo.markup import Block, MarkupError, blocks, inline_html, read, table_rows

ARTICLE = """title: A bridge
countries: RO BG
disclosure: one | none |
disclosure: two | board | A charity.
---
First paragraph.

Second, with a note.[^sheet]

## Two drawings

::: pull_quote
text: A bridge.
:::

[^sheet]: Sheet 14.

=== correction 2026-05-12 14:05
note: The second paragraph was wrong.
old: Second, with
new: Third, with
"""


def opening(address: str) -> str:
    return f'<a href="{address}">'


def test_the_head_keeps_each_value_of_a_repeated_key():
    source = read("a-bridge", ARTICLE)
    assert source.first("title") == "A bridge"
    assert source.head["disclosure"] == ["one | none |", "two | board | A charity."]


def test_neighbouring_paragraphs_are_one_block():
    kinds = [(block.kind, len(block.all("text"))) for block in blocks(read("a-bridge", ARTICLE).body)]
    assert kinds == [("paragraph", 2), ("heading", 1), ("pull_quote", 1)]


def test_footnotes_and_corrections_do_not_stand_in_the_body():
    source = read("a-bridge", ARTICLE)
    assert source.footnotes == {"sheet": "Sheet 14."}
    assert "===" not in source.body
    assert source.revisions[0].kind == "correction"
    assert source.revisions[0].at == datetime(2026, 5, 12, 14, 5, tzinfo=UTC)


def test_a_correction_replaces_its_passage():
    source = read("a-bridge", ARTICLE)
    assert "Third, with a note" in source.revisions[0].apply(source.body)


@pytest.mark.parametrize("body", ["nothing of the kind", "Second, with and Second, with"])
def test_a_correction_whose_passage_does_not_stand_exactly_once_is_refused_by_naming_it(body):
    with pytest.raises(MarkupError, match="Second, with"):
        read("a-bridge", ARTICLE).revisions[0].apply(body)


def test_a_file_without_an_end_of_its_head_is_refused():
    with pytest.raises(MarkupError, match="---"):
        read("broken", "title: A bridge\n\nText.")


def test_marks_become_the_html_of_the_editor():
    text = "**Bold**, *italic*, m^2^, O~2~, [a *link*](https://example.org/x)[^one] & < >"
    html = inline_html(text, opening, lambda name: "0123456789")
    assert html == (
        "<b>Bold</b>, <i>italic</i>, m<sup>2</sup>, O<sub>2</sub>, "
        '<a href="https://example.org/x">a <i>link</i></a><footnote id="0123456789">[012345]</footnote> &amp; &lt; &gt;'
    )


def test_lines_that_begin_with_a_number_are_a_numbered_list():
    block = blocks("1. Gauge\n2. Axle load")[0]
    assert (block.kind, block.first("ordered"), block.all("item")) == ("list", "yes", ["Gauge", "Axle load"])


def test_a_table_knows_the_type_of_each_column():
    block = Block("table", {"text": ["| Crossing | Axle load {number} |", "| Leova | 20.5 |"]})
    assert table_rows(block) == ([("Crossing", "text"), ("Axle load", "number")], [["Leova", "20.5"]])
