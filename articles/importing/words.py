"""How alike two texts are, word by word."""

import re
from difflib import SequenceMatcher

from entities.names import name_key

# From here on two texts count as the same statement: a word or two may differ.
ALIKE = 0.85


def words(text: str) -> list[str]:
    """The words of a text without case, diacritics and punctuation."""
    return re.findall(r"\w+", name_key(text))


def likeness(one: str, other: str) -> float:
    """1.0 for the same words in the same order, 0.0 for none in common.

    >>> likeness("All opinions are the author’s.", "all opinions are the author's")
    1.0

    Texts of very different lengths are not compared word by word: what their lengths allow is returned.
    """
    matcher = SequenceMatcher(None, words(one), words(other), autojunk=False)
    longest_possible = matcher.real_quick_ratio()
    return matcher.ratio() if longest_possible >= ALIKE / 2 else longest_possible


def are_alike(one: str, other: str) -> bool:
    return bool(one.strip() and other.strip()) and likeness(one, other) >= ALIKE


def same_words(one: str, other: str) -> bool:
    return bool(words(one)) and words(one) == words(other)
