"""Comparing the rows of the index with what the chain says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from articles.models import ArticlePage, Author, JournalPage
from entities.models import Entity

from ..models import Address, Byline, Mention, Publication
from ..replay import Replay
from ..restrictions import restricted_roots
from .findings import shortened

COLUMNS = {
    "uid": "permanent id",
    "journal_id": "journal",
    "version_id": "version",
    "status": "status",
    "restricted": "view restriction",
    "language": "language",
    "published_on": "day of first publication",
    "published_at": "place in lists",
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
class Rows:
    """The rows that stand for one article.

    addresses: path → whether it is the current one. mentions: uids of entities. bylines: (uid, position, role).
    """

    publication: Publication
    addresses: dict[str, bool] = field(default_factory=dict)
    mentions: set[UUID] = field(default_factory=set)
    bylines: set[tuple[UUID, int, str]] = field(default_factory=set)


def load(article_ids: list[int]) -> dict[int, Rows]:
    """The rows of these articles: four queries. What is written between two of them is left out."""
    found = {row.article_id: Rows(row) for row in Publication.objects.filter(article_id__in=article_ids)}
    of = "publication__article_id"
    here = {f"{of}__in": list(found)}
    for article, path, current in Address.objects.filter(**here).values_list(of, "path", "current"):
        found[article].addresses[path] = current
    for article, uid in Mention.objects.filter(**here).values_list(of, "entity__uid"):
        found[article].mentions.add(uid)
    for article, uid, position, role in Byline.objects.filter(**here).values_list(
        of, "author__uid", "position", "role"
    ):
        found[article].bylines.add((uid, position, role))
    return found


@dataclass(frozen=True)
class Surroundings:
    """What the index takes from elsewhere, for a batch of articles.

    pages: article's id → path in the tree. journals: uid → id. known: uids of the entities and authors there are.
    roots: tree paths under which somebody must log in.
    """

    pages: Mapping[int, str]
    journals: Mapping[str, int]
    known: frozenset[str]
    roots: tuple[str, ...]

    @classmethod
    def of(cls, replays: Mapping[int, Replay]) -> "Surroundings":
        """Five queries."""
        copies = [replay.data for replay in replays.values() if replay.data]
        entities = {entity["id"] for data in copies for entity in data["entities"]}
        authors = {person["id"] for data in copies for person in data["authors"]}
        journals = JournalPage.objects.filter(uid__in={data["journal"]["id"] for data in copies})
        known = [
            *Entity.objects.filter(uid__in=entities).values_list("uid", flat=True),
            *Author.objects.filter(uid__in=authors).values_list("uid", flat=True),
        ]
        return cls(
            pages=dict(ArticlePage.objects.filter(pk__in=replays).values_list("pk", "path")),
            journals={str(uid): pk for uid, pk in journals.values_list("uid", "pk")},
            known=frozenset(map(str, known)),
            roots=tuple(restricted_roots()),
        )

    def publication(self, article: int, replay: Replay) -> Publication:
        """The publication as it should be, unsaved."""
        return replay.publication(
            article,
            journal_id=self.journals.get(replay.data["journal"]["id"]),
            restricted=self.pages.get(article, "").startswith(self.roots),
        )

    def expected(self, article: int, replay: Replay) -> Rows:
        """The rows as they should be."""
        rows = Rows(self.publication(article, replay))
        rows.addresses = {path: path == replay.paths[-1] for path in replay.paths}
        if replay.is_public:
            data = replay.data
            rows.mentions = {UUID(entity["id"]) for entity in data["entities"] if entity["id"] in self.known}
            rows.bylines = {
                (UUID(person["id"]), position, person["role"])
                for position, person in enumerate(data["authors"])
                if person["id"] in self.known
            }
        return rows


def differences(stands: Rows | None, expected: Rows) -> Iterator[str]:
    """What the index says otherwise than the chain, in words."""
    if stands is None:
        yield "it has no publication: readers cannot find it"
        return
    for column, label in COLUMNS.items():
        has, should = getattr(stands.publication, column), getattr(expected.publication, column)
        if has != should:
            yield f"its publication has the {label} {shortened(has)!r}, the chain says {shortened(should)!r}"
    yield from address_differences(stands.addresses, expected.addresses)
    yield from set_differences("mention of entity", stands.mentions, expected.mentions)
    yield from set_differences(
        "by-line of author", {uid for uid, *_ in stands.bylines}, {uid for uid, *_ in expected.bylines}
    )
    for uid, position, role in sorted(expected.bylines - stands.bylines):
        if uid in {known for known, *_ in stands.bylines}:
            yield f"its by-line of author {uid} should be number {position + 1}, as {role}"


def address_differences(stands: dict[str, bool], expected: dict[str, bool]) -> Iterator[str]:
    yield from set_differences("address", set(stands), set(expected))
    for path in sorted(stands.keys() & expected.keys()):
        if stands[path] != expected[path]:
            yield f"its address {path} is {'not ' * expected[path]}marked as current"


def set_differences(noun: str, stands: set, expected: set) -> Iterator[str]:
    for missing in sorted(expected - stands):
        yield f"its {noun} {missing} is missing"
    for extra in sorted(stands - expected):
        yield f"its {noun} {extra} is nowhere in the chain"
