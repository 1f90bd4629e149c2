"""Names from A to Z, in any script."""

import pytest

from articles.reading.presenters.alphabet import grouped, letter_of, letters


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
def test_a_name_stands_under_its_letter_in_latin(name: str, letter: str) -> None:
    assert letter_of(name) == letter


def test_groups_come_in_the_order_of_the_alphabet_then_digits_then_the_rest() -> None:
    groups = grouped({"name": name} for name in ["???", "3M", "Zapad", "Åland", "Armenia"])
    assert [(group["letter"], [row["name"] for row in group["rows"]]) for group in groups] == [
        ("A", ["Åland", "Armenia"]),
        ("Z", ["Zapad"]),
        ("0–9", ["3M"]),
        ("#", ["???"]),
    ]


def test_the_index_shows_letters_without_names_as_text() -> None:
    index = {entry["letter"]: entry["anchor"] for entry in letters(grouped([{"name": "Belarus"}]))}
    assert index["B"] == "letter-b"
    assert index["C"] == ""
    assert "#" not in index
