"""Lists from A to Z, for names in any script."""

from collections.abc import Iterable
from string import ascii_uppercase
from typing import Any

from entities.names import ascii_slug

OTHER = "#"
DIGITS = "0–9"


def sort_key(name: str) -> str:
    """Where a name stands: by its letters in Latin, the same on every database."""
    return ascii_slug(name, OTHER)


def letter_of(name: str) -> str:
    """The heading under which a name stands: a letter, “0–9”, or “#” where it has neither."""
    first = sort_key(name)[0].upper()
    if first in ascii_uppercase:
        return first
    return DIGITS if first.isdigit() else OTHER


def anchor_of(letter: str) -> str:
    return {DIGITS: "letter-digits", OTHER: "letter-other"}.get(letter, f"letter-{letter.lower()}")


def grouped(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with a `name` as [{"letter", "anchor", "rows"}], letters first, then digits, then the rest."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: (sort_key(row["name"]), row["name"])):
        groups.setdefault(letter_of(row["name"]), []).append(row)
    order = [*ascii_uppercase, DIGITS, OTHER]
    return [
        {"letter": letter, "anchor": anchor_of(letter), "rows": groups[letter]} for letter in order if letter in groups
    ]


def letters(groups: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """The index above the list: every letter from A to Z, with an anchor where there is something under it."""
    present = {group["letter"]: group["anchor"] for group in groups}
    extra = [letter for letter in (DIGITS, OTHER) if letter in present]
    return [{"letter": letter, "anchor": present.get(letter, "")} for letter in [*ascii_uppercase, *extra]]
