"""The words by which articles are found, of a text and of a query alike.

Case, diacritics and everything but letters and digits are gone, so that the tokenisers of SQLite and of PostgreSQL
see the same words: one of them reads “S-400” as a word and a negative number, the other as two words.
"""

import re

from entities.names import name_key

WORD = re.compile(r"[^\W_]+")


def search_words(text: str) -> str:
    """All words of a text in order, single-spaced.

    >>> search_words("Côte d’Ivoire bought S-400s")
    'cote d ivoire bought s 400s'
    """
    return " ".join(WORD.findall(" ".join(name_key(word) for word in text.split())))
