"""The Markdown of the demo's articles."""

import pytest

from journal.demo.markdown import MarkupError, parse, rich_text

ARTICLE = """---
title: A bridge
countries: [RO, NO]
date: 2026-05-12
---

First paragraph.

Second, with a note.[^sheet]

## Two drawings

::: callout
---
title: The deck
---
It is **narrow**.

It is old.
:::

[^sheet]: Sheet *14*.
"""


def as_html(text: str) -> str:
    (block,) = parse(text).blocks
    return rich_text(block.texts[0], lambda address: f'<a href="{address}">', lambda name: "0123456789")


def error_code(text: str) -> str:
    """The code of the error that a text causes, at the latest when its first paragraph is rendered."""
    with pytest.raises(MarkupError) as error:
        as_html(text)
    return error.value.code


def test_every_scalar_of_the_front_matter_is_text() -> None:
    assert parse(ARTICLE).options == {"title": "A bridge", "countries": ["RO", "NO"], "date": "2026-05-12"}


def test_consecutive_paragraphs_are_one_block() -> None:
    kinds = [(block.kind, len(block.texts)) for block in parse(ARTICLE).blocks]
    assert kinds == [("paragraph", 2), ("heading", 1), ("callout", 2)]


def test_a_container_has_options_and_text() -> None:
    callout = parse(ARTICLE).blocks[-1]
    assert callout.options == {"title": "The deck"}
    assert callout.plain_text == "It is **narrow**.\nIt is old."


def test_footnotes_are_apart_from_the_blocks() -> None:
    footnotes = parse(ARTICLE).footnotes
    assert {name: [text.content for text in texts] for name, texts in footnotes.items()} == {"sheet": ["Sheet *14*."]}


def test_the_body_is_the_text_after_the_front_matter() -> None:
    body = parse(ARTICLE).body
    assert body.startswith("First paragraph.")
    assert body.endswith("[^sheet]: Sheet *14*.")
    assert len(parse(body).blocks) == len(parse(ARTICLE).blocks)


def test_inline_marks_become_rich_text_of_the_editor() -> None:
    text = '**Bold**, *italic*, m^2^, O~2~, [a *link*](https://example.org/x)[^one] & < > "q"\n\n[^one]: Note.'
    assert as_html(text) == (
        "<b>Bold</b>, <i>italic</i>, m<sup>2</sup>, O<sub>2</sub>, "
        '<a href="https://example.org/x">a <i>link</i></a><footnote id="0123456789">[012345]</footnote>'
        ' &amp; &lt; &gt; "q"'
    )


@pytest.mark.parametrize(("text", "ordered"), [("- Gauge\n- Axle load", False), ("1. Gauge\n2. Axle load", True)])
def test_a_list_is_numbered_or_not(text: str, ordered: bool) -> None:
    (block,) = parse(text).blocks
    assert (block.kind, block.options) == ("list", {"ordered": ordered})
    assert [item.content for item in block.texts] == ["Gauge", "Axle load"]


def test_a_column_that_is_aligned_right_holds_numbers() -> None:
    (block,) = parse("::: table\n| Crossing | Axle load |\n| --- | ---: |\n| Leova | 20.5 |\n:::").blocks
    assert block.table is not None
    assert block.table.columns == [("Crossing", "text"), ("Axle load", "number")]
    assert block.table.rows == [["Leova", "20.5"]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("> A quotation", "element"),
        ("Some `code`", "element"),
        ("A note that is missing.[^one]", "footnote"),
        ("::: callout\n## A heading\n:::", "container"),
        ("::: callout\nOne.\n\n- Two\n:::", "container"),
        ("---\na: &x 1\nb: *x\n---", "alias"),
        ("---\na: 1\na: 2\n---", "repeated_key"),
        ("---\na: [\n---", "yaml"),
        ("---\nonly text\n---", "yaml"),
    ],
)
def test_what_articles_do_not_use_is_an_error(text: str, code: str) -> None:
    assert error_code(text) == code
