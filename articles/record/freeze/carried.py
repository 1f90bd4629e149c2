"""Carried-over values: what a new version keeps from the version before although it belongs to something else.

An author's biography, a disclaimer's text, an entity's name, an image's file, a journal's name and the URL of a linked
page do not belong to the article. A new version keeps them as readers last saw them, matched by permanent id, so that
correcting a typo changes nothing else. Where the current value differs, it becomes a PendingUpdate, which the editor
accepts or not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from ..reader_copy import CopyData, Span

Values = TypeVar("Values", bound=Mapping[str, Any])


@dataclass(frozen=True)
class PendingUpdate:
    """A current value that differs from what readers last saw.

    key: "author:<permanent id>" and the like. old, new: the differing object by its field names.
    """

    key: str
    label: str
    old: Mapping[str, Any]
    new: Mapping[str, Any]


@dataclass
class CarriedValues:
    """The values of the copy before, by kind and permanent id. Collects the pending updates.

    before: None when every value is the current one. accepted: keys of the updates that the editor accepted.
    """

    before: CopyData | None
    accepted: frozenset[str] = frozenset()
    updates: dict[str, PendingUpdate] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.values: dict[str, Mapping[str, Any]] = {}
        for kind, identifier, value in foreign_values(self.before) if self.before else ():
            self.values.setdefault(f"{kind}:{identifier}", value)

    def keep_or_update(self, kind: str, identifier: str, label: str, current: Values) -> Values:
        """Return the value for the new copy: the one before, or the current one if it is new, equal or accepted."""
        key = f"{kind}:{identifier}"
        stored = self.values.get(key)
        if stored is None:
            return current
        old = {name: stored[name] for name in current}
        if old == current:
            return current
        self.updates[key] = PendingUpdate(key, label, old, current)
        return current if key in self.accepted else cast(Values, old)


def foreign_values(copy: CopyData) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield (kind, permanent id, value) of everything in a copy that belongs to something else."""
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
        if (block["type"] == "image" or block["type"] == "chart") and block["image"]:
            yield "image", block["image"]["id"], block["image"]
        if block["type"] == "disclaimer" and block["disclaimer_id"]:
            yield "disclaimer", block["disclaimer_id"], block
    for span in linked_spans(copy):
        if span.get("link_id"):
            yield "link", span["link_id"], span


def linked_spans(value: Any) -> Iterator[Span]:
    """Yield every span with a link, wherever it is in a copy."""
    if isinstance(value, dict):
        if "href" in value and "text" in value:
            yield cast(Span, value)
        for inner in value.values():
            yield from linked_spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from linked_spans(inner)
