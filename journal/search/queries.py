"""The articles that a search query finds.

The words of a query are normalised like those of the index, so that diacritics are ignored on both databases, and so
that neither database reads a part of the query as an operator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from articles.reading.presenters.cards import listed_publications
from articles.reading.presenters.concealed import conceal
from articles.record.models import Publication, Version
from articles.record.plain_text import plain_text, search_words
from articles.record.reader_copy import CopyData, ReaderCopy

MAX_LENGTH = 200
MAX_WORDS = 12


@dataclass(frozen=True)
class Query:
    """A search query. text: as typed. words: as they are searched for, separated by spaces; empty for no words."""

    text: str
    words: str

    @property
    def too_long(self) -> bool:
        return len(self.text) > MAX_LENGTH


def parse_query(text: str) -> Query:
    text = " ".join(text.replace("\x00", " ").split())
    words = search_words(text[:MAX_LENGTH]).split()[:MAX_WORDS]
    return Query(text, " ".join(words))


def find_articles(query: Query) -> Sequence[Publication]:
    """Return the public articles that have every word, the best match first; none for a query that is too long.

    The result is a lazy sequence of Wagtail's, which counts and slices in the database.
    """
    if not query.words or query.too_long:
        return []
    articles = listed_publications().order_by()
    found = get_search_backend().search(PlainText(query.words, operator="and"), articles)
    return cast(Sequence[Publication], found)


def found_by_shown_words(publications: Sequence[Publication], query: Query) -> list[Publication]:
    """Return those of a page of results whose own page shows every word of the query, in their order.

    The search rows have the words of the copy, also the title of an article that is hidden now. One query, and at most
    three more while an article is hidden.
    """
    if not publications or not Publication.objects.hidden().exists():
        return list(publications)
    versions = Version.objects.in_bulk([publication.version_id for publication in publications])
    copies = [ReaderCopy.of(versions[publication.version_id]).data for publication in publications]
    words = set(query.words.split())
    return [
        publication
        for publication, copy, shown in zip(publications, copies, conceal(copies), strict=True)
        if shown is copy or words <= searched_words(shown)
    ]


def searched_words(copy: CopyData) -> set[str]:
    """Return the words by which a copy is found, as `articles.record.index` writes them."""
    names = [item["name"] for item in [*copy["authors"], *copy["entities"]]]
    return set(search_words(" ".join([copy["title"], copy["standfirst"], plain_text(copy), *names])).split())
