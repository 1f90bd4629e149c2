"""Copies without the titles and paths of articles that are hidden now.

A copy is never changed, so it may recommend or link to an article that was public then. Where it is rendered or
compared today, such an article is “an article that is no longer public”. Words that an editor typed around a link are
kept, unless they contain a title that the article has or had, or its path.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, cast

from django.utils.translation import gettext as _

from articles.record.reader_copy import CopyData

from .hidden_articles import HiddenArticle, References, find_hidden
from .own_urls import article_keys

# Keys whose value is a URL. A path in the copy's own `path` and `journal` is never another article's.
URL_KEYS = frozenset({"href", "source", "source_url", "canonical"})
# Keys of a link card whose words describe the page to which it leads.
CARD_TEXTS = ("title", "description", "caption")
# Keys whose words may name the article to which another key of the same object leads.
WORDS_KEYS = ("text", "attribution", "source")


def conceal(copies: Sequence[CopyData]) -> list[CopyData]:
    """Return these copies without the titles and paths of hidden articles, other than of the copy's own article.

    At most two queries, none for copies that refer to no article. Copies that refer to none that is hidden are
    returned as they are.
    """
    found = References()
    for copy in copies:
        found.keys |= collect(copy, copy["path"]) - {copy["uid"], copy["path"]}
    hidden = find_hidden(found)
    return [conceal_copy(copy, hidden) for copy in copies]


def conceal_copy(copy: CopyData, hidden: Mapping[str, HiddenArticle]) -> CopyData:
    others = {key: article for key, article in hidden.items() if article.uid != copy["uid"]}
    if not collect(copy, copy["path"]) & others.keys():
        return copy
    return cast(CopyData, Concealer(others, copy["path"]).value(copy))


def collect(value: Any, base: str) -> set[str]:
    """Return the permanent ids and paths of articles in a value of a copy. base: path of the copy's article."""
    if isinstance(value, list):
        return {key for item in value for key in collect(item, base)}
    if not isinstance(value, Mapping):
        return set()
    keys = {str(value["link_id"])} if value.get("link_id") else set()
    if value.get("type") == "related":
        keys |= {str(article["id"]) for article in value["articles"]}
    for name in URL_KEYS:
        keys.update(article_keys(value.get(name), base))
    return keys.union(*(collect(item, base) for item in value.values()))


def no_longer_public() -> str:
    return _("an article that is no longer public")


class Concealer:
    """Replaces references to hidden articles. hidden: by permanent id and by path. base: path of the copy's article."""

    def __init__(self, hidden: Mapping[str, HiddenArticle], base: str = "/") -> None:
        self.hidden = hidden
        self.base = base
        self.name = no_longer_public()

    def value(self, value: Any) -> Any:
        """Return a value of a copy with all that is in it."""
        if isinstance(value, list):
            return self.items(value)
        if not isinstance(value, Mapping):
            return value
        if value.get("type") == "related":
            return {**value, "articles": [self.related(article) for article in value["articles"]]}
        articles = self.articles(value)
        if not articles:
            return {key: self.value(item) for key, item in value.items()}
        return self.reference(value, articles)

    def items(self, values: Sequence[Any]) -> list[Any]:
        """Return the items of a list. Spans of one link, which may have several styles, are compared as one text."""
        result = []
        for articles, group in groupby(values, self.articles):
            items = list(group)
            texts = [str(item.get("text", "")) for item in items] if articles else []
            if any(article.is_named_across(texts) for article in articles):
                items = [{**items[0], "text": "".join(texts)}]
            result += [self.value(item) for item in items]
        return result

    def related(self, article: Mapping[str, str]) -> Mapping[str, str]:
        if article["id"] not in self.hidden:
            return article
        return {**article, "title": self.name, "path": ""}

    def articles(self, value: Any) -> list[HiddenArticle]:
        """Return the hidden articles to which an object refers itself."""
        if not isinstance(value, Mapping):
            return []
        keys = [str(value.get("link_id", "")), *(key for name in sorted(URL_KEYS) for key in self.keys(value, name))]
        return list({self.hidden[key].uid: self.hidden[key] for key in keys if key in self.hidden}.values())

    def keys(self, value: Mapping[str, Any], name: str) -> list[str]:
        return article_keys(value.get(name), self.base)

    def reference(self, value: Mapping[str, Any], articles: Sequence[HiddenArticle]) -> dict[str, Any]:
        """Return an object that refers to a hidden article: a span, a link card, a quotation or chart with its source.

        The URL becomes words: a comparison shows them as such, and no link leads to them.
        """
        result = {key: self.value(item) for key, item in value.items() if key != "link_id"}
        for name in URL_KEYS:
            leads_there = any(key in self.hidden for key in self.keys(value, name))
            if leads_there or (name == "href" and value.get("link_id") in self.hidden):
                result[name] = self.name
        if value.get("type") == "link_card":
            return result | dict.fromkeys(CARD_TEXTS, "") | {"title": self.name}
        for name in WORDS_KEYS:
            words = value.get(name)
            if isinstance(words, str) and any(article.is_named_in(words) for article in articles):
                result[name] = self.name
        return result
