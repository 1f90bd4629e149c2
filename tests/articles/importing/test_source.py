"""Bytes become clean lines, or a refusal in one line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.imported import Given, ImportedArticle, ImportRefused
from articles.importing.text import parse_text
from tests.soak import examples

from .reading import FIRST, JOURNAL, LAST, doubts, texts


def read_bytes(data: bytes) -> ImportedArticle:
    return parse_text(data, JOURNAL, Given(title="The canal"))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        ("\ufeff\u00a0\n".encode(), "empty"),
        (b"Text\x00text", "binary"),
        (b"PK\x03\x04\x14\x00\x06\x00", "binary"),
        ("Text".encode("utf-16"), "UTF-16"),
        (b"First line.\nThe caf\xe9 was shut.", "line 2 holds byte 0xE9"),
        (b"<!DOCTYPE html><p>Text</p>", "HTML"),
        (b'<?xml version="1.0"?><rss/>', "HTML or XML"),
        (b"x" * 500_001, "500000 is the most"),
        (b"x\n" * 5_001, "5000 are the most"),
    ],
)
def test_a_file_that_is_no_plain_text_is_refused_in_one_line(data, word):
    with pytest.raises(ImportRefused) as refusal:
        read_bytes(data)
    assert word in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_every_kind_of_line_end_is_read(line_end):
    article = read_bytes(line_end.join([FIRST, "", LAST]).encode())
    assert texts(article) == [FIRST, LAST]
    assert [row.line_number for row in article.log] == [1, 3]


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert texts(read_bytes(b"\xef\xbb\xbf" + FIRST.encode())) == [FIRST]


def test_no_break_spaces_of_lost_links_become_plain_spaces():
    article = read_bytes("The yard at\u00a0Nukus\u00a0and the port.".encode())
    assert texts(article) == ["The yard at Nukus and the port."]
    assert "2 no-break spaces" in doubts(article)


def test_no_break_spaces_with_a_meaning_stay():
    written = "It cost 12\u00a0km of chain, No.\u00a04, «\u00a0cher\u00a0»\u00a0: yes."
    assert texts(read_bytes(written.encode())) == [written]


def test_a_line_of_no_break_spaces_is_a_blank_line():
    assert texts(read_bytes(f"{FIRST}\n\u00a0\n{LAST}".encode())) == [FIRST, LAST]


def test_invisible_and_control_characters_are_removed_and_counted():
    article = read_bytes("The ca\u00adnal\u200b froze\x07.".encode())
    assert texts(article) == ["The canal froze."]
    assert "2 invisible characters" in doubts(article)
    assert "1 control characters" in doubts(article)


def test_letters_are_composed():
    assert texts(read_bytes("Cafe\u0301 Temirsu".encode())) == ["Café Temirsu"]


@pytest.mark.parametrize(
    "unit", ["![", "<a ", "[x", "# #", "*a", "_a *", "- ", "{{", "Aa ", "a. ", "(", "> ", "\u202f"]
)
@pytest.mark.parametrize("before", ["# ", "By "])
def test_a_very_long_line_of_marks_is_answered(before, unit):
    line = before + unit * (300_000 // len(unit.encode()))
    assert FIRST in texts(read_bytes(f"{line}\n\n{FIRST}".encode()))


def test_a_very_long_line_in_the_head_is_answered():
    head = f"---\nauthor: Ann{chr(0x202F) * 100_000}Li\n---"
    assert read_bytes(f"{head}\n{FIRST}".encode()).authors == ["Ann Li"]


@settings(max_examples=examples(150), deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    try:
        read_bytes(data)
    except ImportRefused as refused:
        refusal = str(refused)
    else:
        refusal = ""
    assert "\n" not in refusal


LINES = st.sampled_from(
    [
        "",
        "---",
        "Title: A",
        "By Ann Li",
        "12 May 2023",
        "## Part",
        "- one",
        "> said",
        "1. one",
        "Corrections",
        "Correction: wrong year",
        "Editor's note:",
        "Subscribe",
        "Sign up for our newsletter",
        "Read more",
        "The Long Frontier",
        FIRST,
        "[1]: https://example.org/",
        "key:",
        "*",
    ]
)


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(LINES, max_size=14))
def test_any_order_of_known_lines_is_read_and_each_line_is_told_of_at_most_once(lines):
    try:
        article = read_bytes("\n".join(lines).encode())
    except ImportRefused:
        return
    numbers = [row.line_number for row in article.log]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == len(numbers)
    assert all(lines[number - 1].strip() for number in numbers)
