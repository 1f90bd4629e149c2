"""Copies without the titles and paths of articles that are hidden now.

A copy is never changed, so it may recommend or link to an article that was public then. Where it is rendered or
compared today, such an article is “an article that is no longer public”. Words that an editor typed around a link are
kept, unless they contain the article's title.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.record.models import Address, Publication
from articles.record.reader_copy import CopyData

# Keys whose value is a URL. A path in the copy's own `path` and `journal` is never another article's.
URL_KEYS = frozenset({"href", "source", "source_url", "canonical"})
# Keys of a link card whose words describe the page to which it leads.
CARD_TEXTS = ("title", "description", "caption")


@dataclass
class References:
    """The articles that copies may refer to: permanent ids, and paths of this site."""

    ids: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)


def conceal(copies: Sequence[CopyData]) -> list[CopyData]:
    """Return these copies of one article without the titles and paths of hidden articles.

    One query, or none for copies that refer to no article. Copies that refer to none that is hidden are returned as
    they are.
    """
    found = References()
    for copy in copies:
        collect(copy, found)
    own = {copy["uid"] for copy in copies}
    hidden = find_hidden(found, own)
    if not hidden:
        return list(copies)
    return [cast(CopyData, Concealer(hidden).value(copy)) for copy in copies]


def find_hidden(references: References, own: set[str]) -> dict[str, str]:
    """Return the titles of the hidden articles, by permanent id and by each of their paths. own: ids to leave out."""
    ids = {uid for uid in references.ids if is_uuid(uid)} - own
    if not ids and not references.paths:
        return {}
    addressed = Address.objects.filter(path__in=references.paths).values("publication")
    publications = Publication.objects.hidden().filter(Q(uid__in=ids) | Q(pk__in=addressed)).exclude(uid__in=own)
    rows = publications.values_list("uid", "title", "addresses__path")
    return {key: title for uid, title, path in rows for key in (str(uid), path) if key}


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def collect(value: Any, found: References) -> None:
    """Add the ids and paths of other articles in a value of a copy."""
    if isinstance(value, Mapping):
        if link_id := value.get("link_id"):
            found.ids.add(str(link_id))
        if value.get("type") == "related":
            found.ids.update(str(article["id"]) for article in value["articles"])
        found.paths.update(path for key in URL_KEYS if (path := own_path(value.get(key))))
        for item in value.values():
            collect(item, found)
    elif isinstance(value, list):
        for item in value:
            collect(item, found)


def own_path(url: object) -> str:
    """Return the path of an article for a URL of this site that may be its page or one of its versions, or ""."""
    if not isinstance(url, str) or not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    site = urlsplit(settings.SITE_URL)
    if parts.netloc and parts.netloc != site.netloc:
        return ""
    path = parts.path.split("/versions/")[0].rstrip("/")
    return f"{path}/" if path.startswith("/") else ""


class Concealer:
    """Replaces references to hidden articles. hidden: their titles, by permanent id and by path."""

    def __init__(self, hidden: Mapping[str, str]) -> None:
        self.hidden = hidden
        self.name = _("an article that is no longer public")

    def value(self, value: Any) -> Any:
        """Return a value of a copy with all that is in it."""
        if isinstance(value, list):
            return [self.value(item) for item in value]
        if not isinstance(value, Mapping):
            return value
        if value.get("type") == "related":
            return {**value, "articles": [self.related(article) for article in value["articles"]]}
        titles = list(self.titles(value))
        if not titles:
            return {key: self.value(item) for key, item in value.items()}
        return self.reference(value, titles)

    def related(self, article: Mapping[str, str]) -> Mapping[str, str]:
        if article["id"] not in self.hidden:
            return article
        return {**article, "title": self.name, "path": ""}

    def titles(self, value: Mapping[str, Any]) -> Iterator[str]:
        """Yield the title of each hidden article to which an object refers itself."""
        keys = [str(value.get("link_id", "")), *(own_path(value.get(key)) for key in URL_KEYS)]
        for key in keys:
            if key in self.hidden:
                yield self.hidden[key]

    def reference(self, value: Mapping[str, Any], titles: Iterable[str]) -> dict[str, Any]:
        """Return an object that refers to a hidden article: a span, a link card, a quotation or chart with its source.

        The URL becomes words: a comparison shows them as such, and no link leads to them.
        """
        result = {key: self.value(item) for key, item in value.items() if key != "link_id"}
        for key in URL_KEYS:
            if own_path(value.get(key)) in self.hidden or (key == "href" and value.get("link_id") in self.hidden):
                result[key] = self.name
        if value.get("type") == "link_card":
            result |= dict.fromkeys(CARD_TEXTS, "") | {"title": self.name}
        elif isinstance(value.get("text"), str) and any(mentions(value["text"], title) for title in titles):
            result["text"] = self.name
        return result


def mentions(text: str, title: str) -> bool:
    """Whether a text contains a title, or is part of it."""
    words, of_title = " ".join(text.split()).casefold(), " ".join(title.split()).casefold()
    return of_title in words or (len(words) > MIN_PART and words in of_title)


# A link's text with no more characters than this is not compared with a title: “here” is in many.
MIN_PART = 8
