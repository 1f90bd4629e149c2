"""Lists from A to Z, of names in any script."""

import pytest

from articles.reading.presenters.alphabet import group_by_letter, letter_links, letter_of


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Belarus", "B"),
        ("Åland Islands", "A"),
        ("Скиф", "S"),
        ("3M", "0–9"),
        ("???", "#"),
        ("türkiye", "T"),
        ("Ødegård", "O"),
    ],
)
def test_a_name_is_listed_under_its_letter_in_latin(name: str, letter: str) -> None:
    assert letter_of(name) == letter


def test_groups_are_in_the_order_of_the_alphabet_then_digits_then_the_rest() -> None:
    groups = group_by_letter([{"name": name} for name in ["???", "3M", "Zapad", "Åland", "Armenia"]])
    assert [(group.letter, [row["name"] for row in group.rows]) for group in groups] == [
        ("A", ["Åland", "Armenia"]),
        ("Z", ["Zapad"]),
        ("0–9", ["3M"]),
        ("#", ["???"]),
    ]


def test_letters_without_names_have_no_anchor_in_the_index() -> None:
    anchors = {link.letter: link.anchor for link in letter_links(group_by_letter([{"name": "Belarus"}]))}
    assert anchors["B"] == "letter-b"
    assert anchors["C"] == ""
    assert "#" not in anchors
