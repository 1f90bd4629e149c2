"""Words are found however they are typed, formatted and spaced, and never in what only looks like them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.record.redaction.words import BREAK, REPLACEMENT, Words, apply_edits
from articles.record.refusals import Refused

NAME = "Jan Kowalski"


def redacted(pieces: list[str | None], *texts: str, **options: bool) -> list[str | None]:
    found = Words(texts or (NAME,), **options).find(pieces)
    return [piece and apply_edits(piece, found.get(number, [])) for number, piece in enumerate(pieces)]


@pytest.mark.parametrize(
    "text",
    [
        "Jan Kowalski",
        "Jan  Kowalski",
        "Jan\nKowalski",
        "Jan\u00a0Kowalski",
        "J\u00adan Kowal\u200bski",
        "Jan \u2029 Kowalski",
    ],
)
def test_white_space_and_hidden_characters_make_no_difference(text):
    assert redacted([f"It was {text}."]) == [f"It was {REPLACEMENT}."]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("needle_form", ["NFC", "NFD"])
def test_composed_and_decomposed_characters_are_the_same(form, needle_form):
    name = unicodedata.normalize(form, "Łukasz Wręga, 한국")
    needle = unicodedata.normalize(needle_form, "Łukasz Wręga, 한국")
    assert redacted([f"({name})"], needle) == [f"({REPLACEMENT})"]


def test_a_letter_without_its_mark_is_another_letter():
    assert redacted(["José, Jose"], "Jose") == [f"José, {REPLACEMENT}"]


def test_capitals_make_a_difference_unless_they_are_ignored():
    assert redacted(["JAN KOWALSKI"]) == ["JAN KOWALSKI"]
    assert redacted(["JAN KOWALSKI"], ignore_case=True) == [REPLACEMENT]


def test_words_over_several_pieces_are_replaced_once():
    assert redacted(["It was Jan ", "Kowal", "ski himself."]) == [f"It was {REPLACEMENT}", "", " himself."]


def test_a_passage_may_run_over_paragraphs():
    assert redacted(["said Jan", BREAK, "Kowalski today"]) == [f"said {REPLACEMENT}", BREAK, " today"]


def test_the_replacement_has_one_length_and_each_place_is_replaced():
    assert redacted(["abc, abcdef, abc"], "abc", "abcdef") == [f"{REPLACEMENT}, {REPLACEMENT}, {REPLACEMENT}"]


@pytest.mark.parametrize("texts", [(), ("ab",), ("a b",), ("Kowalski", " \n")])
def test_short_words_are_refused(texts):
    with pytest.raises(Refused) as refused:
        Words(texts)
    assert refused.value.code == "words_too_short"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/tideline/jan-kowalski-and-the-bridge/", True),
        ("https://example.org/Jan%20Kowalski", True),
        ("https://example.org/?q=Jan+Kowalski", True),
        ("/tideline/jan_kowalski/", True),
        ("/tideline/janice-kowalskian/", False),
        ("/tideline/a-bridge/", False),
    ],
)
def test_addresses_contain_words_as_slugs_or_encoded(address, expected):
    assert Words((NAME,)).is_in_address(address) == expected


def test_an_address_that_repeats_a_part_of_a_passage_is_found():
    words = Words(("The minister sold the bridge to his brother in May",))
    assert words.is_in_address("/tideline/the-minister-sold-the-bridge/")
    assert not words.is_in_address("/tideline/the-bridge/")


def test_a_name_in_another_script_is_found_in_its_latin_slug():
    assert Words(("Соломія Гнатюк",)).is_in_address("/authors/solomiya-gnatyuk/")


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(["NFC", "NFD"]))
def test_nothing_of_the_words_is_left_and_everything_else_stays(before, after, form):
    text = unicodedata.normalize(form, f"{before} \u2192{NAME}\u2190 {after}")
    [result] = redacted([text])
    assert not Words((NAME,)).is_in(result)
    assert len(result) >= len(text) - len(NAME)
