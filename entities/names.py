"""How names are compared and turned into addresses."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# How long a stored key may be; longer ones are cut, which NFKD can make necessary (one letter may become 18).
KEY_LENGTH = 300

# Letters that NFKD does not take apart, and the marks that people type in several ways.
LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d",
        "þ": "th", "Þ": "th", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "ẞ": "ss",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "“": '"', "”": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "\u00a0": " ", "\u202f": " ",
        "\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None,
    }
)  # fmt: skip  # a list of words, several a line


@lru_cache(maxsize=4096)
def plain_letter(letter: str) -> str:
    """A letter without case and marks: none for a combining mark, several for a ligature."""
    decomposed = unicodedata.normalize("NFKD", letter.translate(LETTERS)).casefold()
    plain = "".join(part for part in decomposed if not unicodedata.combining(part))
    return plain.translate(LETTERS)


def name_key(text: str) -> str:
    """The form in which two names are the same name: no case, no diacritics, single spaces.

    >>> name_key("  CÔTE  D’IVOIRE ")
    "cote d'ivoire"
    """
    return " ".join("".join(map(plain_letter, text)).split())[:KEY_LENGTH]


def ascii_slug(text: str, fallback: str) -> str:
    """An address for a name in any script: ASCII, never empty, at most 80 characters.

    >>> ascii_slug("Скиф-2", "programme")
    'skif-2'
    >>> ascii_slug("???", "programme")
    'programme'
    """
    words = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", anyascii(text)).lower()).strip("-")
    return words[:80].rstrip("-") or fallback
