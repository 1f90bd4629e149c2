"""From what a reader typed to articles.

The words of the query are made the way the words of the index were, so accents fold on both databases, and nothing that
one of them reads as an operator is left.
"""

from dataclasses import dataclass

from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from articles.reading.presenters.cards import listed
from articles.record.plain_text import search_words

LONGEST = 200
MOST_WORDS = 12


@dataclass(frozen=True)
class Query:
    """What was typed, and its words as they are looked up."""

    text: str
    words: str

    @property
    def too_long(self) -> bool:
        return len(self.text) > LONGEST


def read(text: str) -> Query:
    text = " ".join(text.replace("\x00", " ").split())
    words = search_words(text[:LONGEST]).split()[:MOST_WORDS]
    return Query(text, " ".join(words))


def find(query: Query):
    """The public articles that hold every word, the best first; a sequence that counts and slices by itself."""
    articles = listed().order_by()
    if not query.words or query.too_long:
        return []
    return get_search_backend().search(PlainText(query.words, operator="and"), articles)
