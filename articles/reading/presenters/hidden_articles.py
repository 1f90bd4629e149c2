"""The hidden articles to which copies and rich text refer, with the words that must not be shown."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote
from uuid import UUID

from django.db.models import JSONField, Q
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from articles.record.models import Address, Publication, Version

# A link's text with no more characters than this is not compared with a title: “here” is in many.
MIN_PART = 8


@dataclass
class References:
    """The articles that copies may refer to. keys: permanent ids, and paths of this site. pages: primary keys."""

    keys: set[str] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class HiddenArticle:
    """titles: of all versions. paths: the current and former ones."""

    uid: str
    page: int
    titles: frozenset[str]
    paths: frozenset[str]

    def is_named_in(self, text: str) -> bool:
        """Whether a text contains a title or a path of the article, or is part of a title."""
        words = comparable(text)
        is_part = len(words) > MIN_PART and any(words in comparable(title) for title in self.titles)
        return is_part or self.is_whole_in(text)

    def is_whole_in(self, text: str) -> bool:
        """Whether a text contains a title or a path of the article."""
        words = unquote(comparable(text))
        names = {comparable(name.strip("/")) for name in self.titles | self.paths}
        return any(unquote(name) in words for name in names if name)

    def is_named_across(self, texts: Sequence[str]) -> bool:
        """Whether texts that follow each other contain a title or a path together, and none of them alone."""
        return self.is_whole_in("".join(texts)) and not any(self.is_whole_in(text) for text in texts)


def comparable(text: str) -> str:
    return " ".join(text.split()).casefold()


def find_hidden(references: References) -> dict[str, HiddenArticle]:
    """Return the hidden articles among the references, by permanent id and by each of their paths.

    One query, two when an article is hidden, none without references.
    """
    ids = {key for key in references.keys if is_uuid(key)}
    paths = references.keys - ids
    if not references.keys and not references.pages:
        return {}
    addressed = Address.objects.filter(path__in=paths).values("publication")
    chosen = Q(uid__in=ids) | Q(article__in=references.pages) | Q(pk__in=addressed)
    rows = Publication.objects.hidden().filter(chosen)
    return by_key(rows.values_list("uid", "article_id", "title", "addresses__path"))


def by_key(rows: Iterable[tuple[UUID, int, str, str | None]]) -> dict[str, HiddenArticle]:
    """Return the articles of these rows: permanent id, primary key, title, one of the paths."""
    titles, paths, pages = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set), dict[str, int]()
    for uid, page, title, path in rows:
        pages[str(uid)] = page
        titles[str(uid)].add(title)
        paths[str(uid)].update([path] if path else [])
    former = titles_of_versions(pages.values()) if pages else {}
    articles = [
        HiddenArticle(uid, page, frozenset(titles[uid] | former.get(page, set())), frozenset(paths[uid]))
        for uid, page in pages.items()
    ]
    return {key: article for article in articles for key in (article.uid, *article.paths)}


def titles_of_versions(pages: Iterable[int]) -> dict[int, set[str]]:
    """Return the titles that all versions of these articles have, by primary key of the article. One query."""
    title = KeyTextTransform("title", KeyTransform("copy", Cast("text", JSONField())))
    found: dict[int, set[str]] = defaultdict(set)
    rows = Version.objects.filter(article__in=list(pages)).order_by().annotate(title=title)
    for page, words in rows.values_list("article_id", "title"):
        found[page].add(words or "")
    return found


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
