"""Lists from A to Z, of names in any script."""

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Generic, TypedDict, TypeVar

from entities.names import ascii_slug

OTHER = "#"
DIGITS = "0–9"


class NamedRow(TypedDict):
    """The least that a row of a list from A to Z has."""

    name: str


RowType = TypeVar("RowType", bound=NamedRow)


@dataclass(frozen=True)
class LetterGroup(Generic[RowType]):
    """The rows under one heading. letter: a letter, “0–9” or “#”. anchor: its id on the page."""

    letter: str
    anchor: str
    rows: list[RowType]


@dataclass(frozen=True)
class LetterLink:
    """A letter of the index above a list. anchor: empty for a letter without rows."""

    letter: str
    anchor: str


def sort_key(name: str) -> str:
    """Return the name in Latin letters, so that the order is the same on every database."""
    return ascii_slug(name, OTHER)


def letter_of(name: str) -> str:
    """Return the heading for a name: its first letter, “0–9”, or “#” when it has neither letter nor digit."""
    first = sort_key(name)[0].upper()
    if first in ascii_uppercase:
        return first
    return DIGITS if first.isdigit() else OTHER


def anchor_of(letter: str) -> str:
    return {DIGITS: "letter-digits", OTHER: "letter-other"}.get(letter, f"letter-{letter.lower()}")


def group_by_letter(rows: Iterable[RowType]) -> list[LetterGroup[RowType]]:
    """Return the rows by letter, sorted: letters first, then digits, then the rest."""
    groups: dict[str, list[RowType]] = {}
    for row in sorted(rows, key=lambda row: (sort_key(row["name"]), row["name"])):
        groups.setdefault(letter_of(row["name"]), []).append(row)
    order = [*ascii_uppercase, DIGITS, OTHER]
    return [LetterGroup(letter, anchor_of(letter), groups[letter]) for letter in order if letter in groups]


def letter_links(groups: Iterable[LetterGroup[RowType]]) -> list[LetterLink]:
    """Return the index above the list: every letter from A to Z, and “0–9” and “#” where they have rows."""
    anchors = {group.letter: group.anchor for group in groups}
    extra = [letter for letter in (DIGITS, OTHER) if letter in anchors]
    return [LetterLink(letter, anchors.get(letter, "")) for letter in [*ascii_uppercase, *extra]]
