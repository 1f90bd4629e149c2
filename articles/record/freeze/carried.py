"""Values from elsewhere, carried over from the version before.

An author's bio, a disclaimer's text, an entity's name, an image's file, a journal's name and the address behind a
link belong to something other than the article. A new version keeps them as readers last saw them, matched by
permanent id, so that a typo fix stays a typo fix. What is different today is offered, and taken only when a person says
so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

KINDS = ("author", "disclaimer", "entity", "image", "journal", "link")


@dataclass(frozen=True)
class Offer:
    """A value of today that differs from what readers last saw. key: "author:<id>" and so on."""

    key: str
    label: str
    old: dict[str, Any]
    new: dict[str, Any]


@dataclass
class Carried:
    """The values of the copy before, by kind and id; remembers what it could offer.

    take: the keys of the offers that a person chose. Without a copy before, every value is today's.
    """

    before: dict[str, Any] | None
    take: frozenset[str] = frozenset()
    offers: dict[str, Offer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.values: dict[str, dict] = {}
        for kind, identifier, value in values_of(self.before) if self.before else ():
            self.values.setdefault(f"{kind}:{identifier}", value)

    def over(self, kind: str, identifier: str, label: str, today: dict[str, Any]) -> dict[str, Any]:
        """The value that the new copy gets: the one before, or today's when it is new, equal or taken."""
        key = f"{kind}:{identifier}"
        old = self.values.get(key)
        if old is None:
            return today
        old = {name: old[name] for name in today}
        if old == today:
            return today
        self.offers[key] = Offer(key, label, old, today)
        return today if key in self.take else old


def values_of(copy: dict[str, Any]) -> Iterator[tuple[str, str, dict]]:
    """(kind, permanent id, value) of everything in a copy that belongs to something else."""
    yield "journal", copy["journal"]["id"], copy["journal"]
    for person in copy["authors"]:
        yield "author", person["id"], person
        if person["portrait"]:
            yield "image", person["portrait"]["id"], person["portrait"]
    for entity in copy["entities"]:
        yield "entity", entity["id"], entity
    for disclaimer in copy["disclaimers"]:
        yield "disclaimer", disclaimer["id"], disclaimer
    if copy["lead"]:
        yield "image", copy["lead"]["id"], copy["lead"]
    for block in copy["body"]:
        if block.get("image"):
            yield "image", block["image"]["id"], block["image"]
        if block["type"] == "disclaimer" and block["disclaimer_id"]:
            yield "disclaimer", block["disclaimer_id"], block
    for span in spans_of(copy):
        if span.get("link_id"):
            yield "link", span["link_id"], span


def spans_of(value: Any) -> Iterator[dict]:
    """Every span with a link, wherever it stands in a copy."""
    if isinstance(value, dict):
        if "href" in value and "text" in value:
            yield value
        for inner in value.values():
            yield from spans_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_of(inner)
