"""Finding words in a text however they are typed: white space, composed characters, hidden characters, addresses."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import cautious_slugify

from entities.names import ascii_slug

from ..plain_text import search_words
from ..refusals import Refused

# Whatever the length of the words was.
REPLACEMENT = "███"
MIN_LENGTH = 3
# A break between two paragraphs, among the pieces of a text.
BREAK = None
# Characters that people type in several ways.
SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "“": '"', "”": '"', "„": '"'})
# A slug with so many words that is part of a longer passage repeats the passage.
WORDS_OF_PARTIAL_SLUG = 4


class Edit(NamedTuple):
    """A range of a piece of text, in code points, and what is put there."""

    start: int
    end: int
    replacement: str


class Character(NamedTuple):
    """A character with its combining marks. piece, start, end: where it is."""

    piece: int
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """The words to be removed. Raises Refused when one of them is too short.

    texts: each is looked for separately. ignore_case: whether capitals make no difference.
    """

    texts: tuple[str, ...]
    ignore_case: bool = False
    needles: Sequence[str] = field(init=False, repr=False)
    slugs: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        needles = [self.normalised([text])[0].strip() for text in self.texts]
        if not needles or any(len("".join(needle.split())) < MIN_LENGTH for needle in needles):
            message = _("Words to be redacted have at least %(number)d characters.")
            raise Refused(message % {"number": MIN_LENGTH}, "words_too_short")
        # Longer ones first: they may contain shorter ones.
        object.__setattr__(self, "needles", sorted(set(needles), key=len, reverse=True))
        object.__setattr__(self, "slugs", frozenset(slug for text in self.texts for slug in slugs_of(text)))

    def normalised(self, pieces: Sequence[str | None]) -> tuple[str, list[int], list[Character]]:
        """Return the text in which words are compared, for each of its characters an index, and what it points to."""
        text: list[str] = []
        owners: list[int] = []
        characters: list[Character] = []
        for number, piece in enumerate(pieces):
            found = [(Character(number, 0, 0), " ")] if piece is BREAK else split_characters(number, piece)
            for character, value in found:
                characters.append(character)
                for letter in self.compared(value):
                    if letter == " " and text and text[-1] == " ":
                        continue
                    text.append(letter)
                    owners.append(len(characters) - 1)
        return "".join(text), owners, characters

    def compared(self, character: str) -> str:
        """Return the form in which a character is compared; empty for one that cannot be seen."""
        if character.isspace():
            return " "
        value = unicodedata.normalize("NFD", character.casefold() if self.ignore_case else character)
        return "".join(letter for letter in value.translate(SAME) if unicodedata.category(letter) != "Cf")

    def find(self, pieces: Sequence[str | None]) -> dict[int, list[Edit]]:
        """Return the edits that remove the words from a text, by piece; empty when they are not in it.

        pieces: the parts of one text, which may have different formatting, with BREAK between paragraphs.
        """
        text, owners, characters = self.normalised(pieces)
        edits: dict[int, list[Edit]] = {}
        for first, last in self.matches(text, owners):
            for position, edit in enumerate(ranges_of(characters[first : last + 1])):
                replacement = "" if position else REPLACEMENT
                edits.setdefault(edit.piece, []).append(Edit(edit.start, edit.end, replacement))
        return {piece: sorted(found) for piece, found in edits.items()}

    def matches(self, text: str, owners: Sequence[int]) -> list[tuple[int, int]]:
        """Return (first, last) character of each place of the words, as indices; places do not overlap."""
        used = bytearray(len(text))
        found = []
        for needle in self.needles:
            start = text.find(needle)
            while start >= 0:
                end = start + len(needle)
                if is_boundary(owners, start) and is_boundary(owners, end) and not any(used[start:end]):
                    used[start:end] = b"\1" * len(needle)
                    found.append((owners[start], owners[end - 1]))
                start = text.find(needle, start + 1)
        return sorted(found)

    def is_in(self, text: str) -> bool:
        return bool(self.find([text]))

    def is_in_address(self, address: str) -> bool:
        """Whether an address contains the words, as they are or in the form of a slug."""
        decoded = unquote(address)
        if self.is_in(decoded):
            return True
        values = [decoded, *decoded.split("/")]
        forms = {form for value in values for form in (joined_by_dashes(value), joined_by_dashes(search_words(value)))}
        return any(self.is_in_slug(form) for form in forms if form)

    def is_in_slug(self, value: str) -> bool:
        bordered = f"-{value}-"
        if any(f"-{slug}-" in bordered for slug in self.slugs):
            return True
        long_enough = value.count("-") >= WORDS_OF_PARTIAL_SLUG - 1
        return long_enough and any(bordered in f"-{slug}-" for slug in self.slugs)

    def replaced(self, text: str) -> str:
        """Return the text without the words."""
        return apply_edits(text, self.find([text]).get(0, []))


def split_characters(number: int, piece: str) -> Iterator[tuple[Character, str]]:
    """Yield the characters of a piece, each with its combining marks."""
    start = 0
    for end in range(1, len(piece) + 1):
        if end == len(piece) or not unicodedata.combining(piece[end]):
            yield Character(number, start, end), piece[start:end]
            start = end


def is_boundary(owners: Sequence[int], index: int) -> bool:
    """Whether a character begins or the text ends at this index; a combining mark is part of the character before."""
    return index in (0, len(owners)) or owners[index] != owners[index - 1]


def ranges_of(characters: Iterable[Character]) -> list[Character]:
    """Join neighbouring characters of the same piece to ranges, in order; breaks are left out."""
    ranges: list[Character] = []
    for character in characters:
        if character.start == character.end:
            continue
        last = ranges[-1] if ranges else None
        if last and last.piece == character.piece and last.end == character.start:
            ranges[-1] = last._replace(end=character.end)
        else:
            ranges.append(character)
    return ranges


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with its ranges replaced. Raises ValueError for a range outside of the text."""
    for edit in sorted(edits, reverse=True):
        if not 0 <= edit.start <= edit.end <= len(text):
            raise ValueError(f"a range {edit.start}–{edit.end} outside of a text of {len(text)} characters")
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


def joined_by_dashes(text: str) -> str:
    """Return the words of an address in lower case, with a dash between any two."""
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-")


def slugs_of(text: str) -> set[str]:
    """Return the slugs that may have been made from words."""
    unicode_slug = slugify(text, allow_unicode=True)
    found = {slugify(text), unicode_slug, cautious_slugify(text), ascii_slug(text, ""), joined_by_dashes(text)}
    found |= {joined_by_dashes(search_words(text))}
    return {slug.strip("-_") for slug in found if len(slug.strip("-_")) >= MIN_LENGTH}
