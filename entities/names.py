"""Normalise names for comparison, and make slugs from them."""

import re
import unicodedata
from collections.abc import Container, Iterable
from functools import lru_cache
from itertools import chain, count

from anyascii import anyascii

# Longest stored key, in characters; longer ones are cut. NFKD can turn one letter into 18.
KEY_LENGTH = 300

# Letters that NFKD does not decompose, and punctuation that people type in several ways.
LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d",
        "þ": "th", "Þ": "th", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "ẞ": "ss",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "“": '"', "”": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "\u00a0": " ", "\u202f": " ",
        "\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None,
    }
)  # fmt: skip  # several letters a line


@lru_cache(maxsize=4096)
def plain_letter(letter: str) -> str:
    """Fold one letter to lower case without diacritics: empty for a combining mark, several for a ligature."""
    decomposed = unicodedata.normalize("NFKD", letter.translate(LETTERS)).casefold()
    plain = "".join(part for part in decomposed if not unicodedata.combining(part))
    return plain.translate(LETTERS)


def name_key(text: str) -> str:
    """Return the form in which names are compared: lower case, no diacritics, single spaces.

    >>> name_key("  CÔTE  D’IVOIRE ")
    "cote d'ivoire"
    """
    return " ".join("".join(map(plain_letter, text)).split())[:KEY_LENGTH]


def ascii_slug(text: str, fallback: str) -> str:
    """Make a slug from a name in any script: ASCII, at most 80 characters, `fallback` instead of an empty one.

    >>> ascii_slug("Скиф-2", "programme")
    'skif-2'
    >>> ascii_slug("???", "programme")
    'programme'
    """
    words = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", anyascii(text)).lower()).strip("-")
    return words[:80].rstrip("-") or fallback


def first_free_slug(candidates: Iterable[str], used: Container[str]) -> str:
    """Return the first candidate that is not in use; after them the first one with a number, from 2 up.

    >>> first_free_slug(["skif", "skif-missile"], {"skif"})
    'skif-missile'
    >>> first_free_slug(["skif"], {"skif", "skif-2"})
    'skif-3'
    """
    candidates = list(candidates)
    numbered = (f"{candidates[0]}-{number}" for number in count(2))
    return next(slug for slug in chain(candidates, numbered) if slug not in used)
