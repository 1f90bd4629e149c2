"""Verification of the index: the stored rows compared with the replayed chain."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from articles.models import ArticlePage, Author, JournalPage
from entities.models import Entity

from ..models import Act, ActKind, Address, Byline, ImageUse, Mention, Publication
from ..models.acts import OPEN
from ..reader_copy import CopyData
from ..replay import Replay
from ..restrictions import restricted_roots
from .findings import shortened

COLUMNS = {
    "uid": "permanent id",
    "journal_id": "journal",
    "version_id": "version",
    "status": "status",
    "restricted": "view restriction",
    "private": "privacy",
    "hidden_cause": "cause of being hidden",
    "language": "language",
    "published_on": "day of first publication",
    "published_at": "position in lists",
    "substantive_at": "date of the last substantive change",
    "updated_at": "date of the last change",
    "title": "title",
    "card": "card",
    "last_note": "last note",
    "search_people": "people to search",
    "search_names": "names to search",
    "search_text": "text to search",
}


@dataclass
class IndexRows:
    """The rows of the index for one article.

    addresses: path → whether it is current. mentions: permanent ids of entities. bylines: (permanent id of the author,
    position, role). originals: digests of the pictures of all versions.
    """

    publication: Publication
    addresses: dict[str, bool] = field(default_factory=dict)
    mentions: set[UUID] = field(default_factory=set)
    bylines: set[tuple[UUID, int, str]] = field(default_factory=set)
    originals: set[str] = field(default_factory=set)


def load(article_ids: list[int]) -> dict[int, IndexRows]:
    """Load the rows of these articles with five queries. Rows written between two of them are ignored."""
    found = {row.article_id: IndexRows(row) for row in Publication.objects.filter(article_id__in=article_ids)}
    article_id = "publication__article_id"
    of_articles = {f"{article_id}__in": list(found)}
    for article, path, current in Address.objects.filter(**of_articles).values_list(article_id, "path", "current"):
        found[article].addresses[path] = current
    for article, uid in Mention.objects.filter(**of_articles).values_list(article_id, "entity__uid"):
        found[article].mentions.add(uid)
    for article, uid, position, role in Byline.objects.filter(**of_articles).values_list(
        article_id, "author__uid", "position", "role"
    ):
        found[article].bylines.add((uid, position, role))
    for article, original in ImageUse.objects.filter(**of_articles).values_list(article_id, "original"):
        found[article].originals.add(original)
    return found


@dataclass(frozen=True)
class LookupTables:
    """What the index takes from other tables, for a batch of articles.

    pages: article id → path in the page tree. journals: permanent id → primary key. existing: permanent ids of the
    entities and authors that exist. restricted: ids of the articles under a view restriction. deciding: article id →
    kind → state of the restrictions and openings that are decided and have no entry yet.
    """

    pages: Mapping[int, str]
    journals: Mapping[str, int]
    existing: frozenset[str]
    restricted: frozenset[int]
    deciding: Mapping[int, Mapping[str, str]]

    @classmethod
    def of(cls, replays: Mapping[int, Replay]) -> "LookupTables":
        """Load them with six queries."""
        copies = [replay.data for replay in replays.values() if replay.data is not None]
        entities = {entity["id"] for data in copies for entity in data["entities"]}
        authors = {person["id"] for data in copies for person in data["authors"]}
        journals = JournalPage.objects.filter(uid__in={data["journal"]["id"] for data in copies})
        existing = [
            *Entity.objects.filter(uid__in=entities).values_list("uid", flat=True),
            *Author.objects.filter(uid__in=authors).values_list("uid", flat=True),
        ]
        pages = dict(ArticlePage.objects.filter(pk__in=replays).values_list("pk", "path"))
        roots = tuple(restricted_roots())
        return cls(
            pages=pages,
            journals={str(uid): pk for uid, pk in journals.values_list("uid", "pk")},
            existing=frozenset(map(str, existing)),
            restricted=frozenset(article for article, path in pages.items() if path.startswith(roots)),
            deciding=open_decisions(replays),
        )

    def publication(self, article: int, replay: Replay) -> Publication:
        """Return the expected publication, unsaved."""
        data = copy_of(replay)
        return replay.publication(
            article,
            journal_id=self.journals.get(data["journal"]["id"]),
            restricted=article in self.restricted or ActKind.RESTRICTION in self.deciding.get(article, ()),
        )

    def expected(self, article: int, replay: Replay) -> IndexRows:
        """Return the expected rows."""
        rows = IndexRows(self.publication(article, replay))
        rows.originals = replay.originals
        rows.addresses = {path: path == replay.paths[-1] for path in replay.paths}
        if replay.is_public:
            data = copy_of(replay)
            rows.mentions = {UUID(entity["id"]) for entity in data["entities"] if entity["id"] in self.existing}
            rows.bylines = {
                (UUID(person["id"]), position, person["role"])
                for position, person in enumerate(data["authors"])
                if person["id"] in self.existing
            }
        return rows


def open_decisions(articles: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return kind → state of the restrictions and openings that have no entry yet, by article."""
    kinds = (ActKind.RESTRICTION, ActKind.OPENING)
    acts = Act.objects.filter(article_id__in=list(articles), kind__in=kinds, state__in=OPEN)
    found: dict[int, dict[str, str]] = {}
    for article, kind, state in acts.values_list("article_id", "kind", "state"):
        found.setdefault(article, {})[kind] = state
    return found


def copy_of(replay: Replay) -> CopyData:
    """Return the newest copy. Raises ValueError when the chain has no version."""
    if replay.data is None:
        raise ValueError("the chain has no version")
    return replay.data


def differences(stored: IndexRows | None, expected: IndexRows) -> Iterator[str]:
    """Yield the differences between the stored and the expected rows, as messages."""
    if stored is None:
        yield "it has no publication: readers cannot find it"
        return
    for column, label in COLUMNS.items():
        actual, wanted = getattr(stored.publication, column), getattr(expected.publication, column)
        if actual != wanted:
            yield f"its publication has the {label} {shortened(actual)!r}, by the chain it is {shortened(wanted)!r}"
    yield from address_differences(stored.addresses, expected.addresses)
    yield from set_differences("use of picture", stored.originals, expected.originals)
    yield from set_differences("mention of entity", stored.mentions, expected.mentions)
    yield from set_differences(
        "byline of author", {uid for uid, *_ in stored.bylines}, {uid for uid, *_ in expected.bylines}
    )
    for uid, position, role in sorted(expected.bylines - stored.bylines):
        if uid in {known for known, *_ in stored.bylines}:
            yield f"its byline of author {uid} should be number {position + 1}, as {role}"


def address_differences(stored: dict[str, bool], expected: dict[str, bool]) -> Iterator[str]:
    yield from set_differences("address", set(stored), set(expected))
    for path in sorted(stored.keys() & expected.keys()):
        if stored[path] != expected[path]:
            yield f"its address {path} is {'not ' * expected[path]}marked as current"


def set_differences(noun: str, stored: set[Any], expected: set[Any]) -> Iterator[str]:
    for missing in sorted(expected - stored):
        yield f"its {noun} {missing} is missing"
    for extra in sorted(stored - expected):
        yield f"its {noun} {extra} is not in the chain"
