"""Bytes become clean lines, or the file is rejected with a message of one line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.problems import ImportRejected, RejectionCode, WarningCode
from tests.soak import examples

from .helpers import FIRST, LAST, read_bytes, texts, warnings


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", RejectionCode.EMPTY),
        (b" \r\n\t\n", RejectionCode.EMPTY),
        ("\ufeff\u00a0\n".encode(), RejectionCode.EMPTY),
        (b"Text\x00text", RejectionCode.BINARY),
        (b"PK\x03\x04\x14\x00\x06\x00", RejectionCode.BINARY),
        ("Text".encode("utf-16"), RejectionCode.UTF16),
        (b"First line.\nThe caf\xe9 was shut.", RejectionCode.NOT_UTF8),
        (b"<!DOCTYPE html><p>Text</p>", RejectionCode.MARKUP),
        (b'<?xml version="1.0"?><rss/>', RejectionCode.MARKUP),
        (b"x" * 500_001, RejectionCode.TOO_LARGE),
        (b"x\n" * 5_001, RejectionCode.TOO_MANY_LINES),
    ],
)
def test_a_file_that_is_not_plain_text_is_rejected_in_one_line(data, code):
    with pytest.raises(ImportRejected) as rejected:
        read_bytes(data)
    assert rejected.value.code == code
    assert "\n" not in str(rejected.value)


def test_the_message_for_another_encoding_names_line_and_byte():
    with pytest.raises(ImportRejected, match=r"line 2 .*0xE9"):
        read_bytes(b"First line.\nThe caf\xe9 was shut.")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_every_kind_of_line_end_is_read(line_end):
    article = read_bytes(line_end.join([FIRST, "", LAST]).encode())
    assert texts(article) == [FIRST, LAST]
    assert [row.line_number for row in article.log] == [1, 3]


def test_a_byte_order_mark_is_not_part_of_the_text():
    assert texts(read_bytes(b"\xef\xbb\xbf" + FIRST.encode())) == [FIRST]


def test_no_break_spaces_of_lost_links_become_plain_spaces():
    article = read_bytes("The yard at\u00a0Nukus\u00a0and the port.".encode())
    assert texts(article) == ["The yard at Nukus and the port."]
    assert warnings(article) == [(0, WarningCode.NO_BREAK_SPACES)]
    assert "2" in article.warnings[0].message


def test_no_break_spaces_with_a_purpose_are_kept():
    written = "It cost 12\u00a0km of chain, No.\u00a04, «\u00a0cher\u00a0»\u00a0: yes."
    assert texts(read_bytes(written.encode())) == [written]


def test_a_line_of_no_break_spaces_is_a_blank_line():
    assert texts(read_bytes(f"{FIRST}\n\u00a0\n{LAST}".encode())) == [FIRST, LAST]


def test_invisible_and_control_characters_are_removed_and_counted():
    article = read_bytes("The ca\u00adnal\u200b froze\x07.".encode())
    assert texts(article) == ["The canal froze."]
    assert warnings(article) == [(0, WarningCode.CONTROL_CHARACTERS), (0, WarningCode.INVISIBLE_CHARACTERS)]
    assert ["1" in article.warnings[0].message, "2" in article.warnings[1].message] == [True, True]


def test_letters_are_composed():
    assert texts(read_bytes("Cafe\u0301 Temirsu".encode())) == ["Café Temirsu"]


@pytest.mark.parametrize(
    "unit", ["![", "<a ", "[x", "# #", "*a", "_a *", "- ", "{{", "Aa ", "a. ", "(", "> ", "\u202f"]
)
@pytest.mark.parametrize("before", ["# ", "By "])
def test_a_very_long_line_of_marks_is_read_in_time(before, unit):
    line = before + unit * (300_000 // len(unit.encode()))
    assert FIRST in texts(read_bytes(f"{line}\n\n{FIRST}".encode()))


def test_a_very_long_line_in_the_head_is_read_in_time():
    head = f"---\nauthor: Ann{chr(0x202F) * 100_000}Li\n---"
    assert read_bytes(f"{head}\n{FIRST}".encode()).authors == ["Ann Li"]


@settings(max_examples=examples(150), deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_rejected(data):
    try:
        read_bytes(data)
    except ImportRejected as error:
        message = str(error)
    else:
        message = ""
    assert "\n" not in message


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
def test_any_order_of_known_lines_is_read_and_each_line_is_logged_at_most_once(lines):
    try:
        article = read_bytes("\n".join(lines).encode())
    except ImportRejected:
        return
    numbers = [row.line_number for row in article.log]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == len(numbers)
    assert all(lines[number - 1].strip() for number in numbers)
