"""Similarity of two texts, word by word."""

import re
from difflib import SequenceMatcher

from entities.names import name_key

# Two texts with at least this similarity count as the same statement: a word or two may differ.
SIMILAR = 0.85


def words(text: str) -> list[str]:
    """Return the words of a text without case, diacritics and punctuation."""
    return re.findall(r"\w+", name_key(text))


def similarity(one: str, other: str) -> float:
    """Return 1.0 for the same words in the same order and 0.0 for no word in common.

    >>> similarity("All opinions are the author’s.", "all opinions are the author's")
    1.0

    Texts of very different lengths are not compared word by word: the result is the most their lengths allow.
    """
    matcher = SequenceMatcher(None, words(one), words(other), autojunk=False)
    upper_bound = matcher.real_quick_ratio()
    return matcher.ratio() if upper_bound >= SIMILAR / 2 else upper_bound


def are_similar(one: str, other: str) -> bool:
    """Whether two texts are not empty and count as the same statement."""
    return bool(one.strip() and other.strip()) and similarity(one, other) >= SIMILAR


def same_words(one: str, other: str) -> bool:
    """Whether two texts have the same words in the same order, and at least one."""
    return bool(words(one)) and words(one) == words(other)
