"""The structure of a copy, as far as spots can name places in it: fields, lists, texts and values.

Every field that is not listed here is a value, also one of a later format.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Value:
    """Something that changes as a whole: a picture, an address, a level, a permanent id."""


@dataclass(frozen=True)
class Text:
    """A string, a paragraph or a list of paragraphs, in which a range can change (`articles.record.spots.texts`)."""


@dataclass(frozen=True)
class Fields:
    """An object. Names that are not among its fields are values."""

    fields: Mapping[str, "Place"]

    def place_of(self, name: str) -> "Place":
        return self.fields.get(name, VALUE)


@dataclass(frozen=True)
class Items:
    """A list in which items can be added and removed, and moved where they are objects.

    identified: whether an item is the same item in both copies when its `id` is the same.
    """

    item: "Place"
    identified: bool = field(default=False, kw_only=True)


Place = Value | Text | Fields | Items
VALUE, TEXT = Value(), Text()

ROWS = Items(Items(TEXT))
BODY = Items(
    Fields(
        {
            "text": TEXT,
            "attribution": TEXT,
            "caption": TEXT,
            "title": TEXT,
            "heading": TEXT,
            "description": TEXT,
            "source": TEXT,
            "items": Items(TEXT),
            "columns": Items(Fields({"heading": TEXT})),
            "rows": ROWS,
            "articles": Items(Fields({"title": TEXT}), identified=True),
        }
    ),
    identified=True,
)
COPY = Fields(
    {
        "title": TEXT,
        "standfirst": TEXT,
        "standing_replaced": TEXT,
        "journal": Fields({"name": TEXT}),
        "search": Fields({"title": TEXT, "description": TEXT}),
        "authors": Items(Fields({"name": TEXT, "affiliation": TEXT, "bio": TEXT}), identified=True),
        "body": BODY,
        "footnotes": Items(Fields({"text": TEXT}), identified=True),
        "entities": Items(Fields({"name": TEXT}), identified=True),
        "disclaimers": Items(Fields({"title": TEXT, "text": TEXT}), identified=True),
        "disclosures": Items(Fields({"author": TEXT, "text": TEXT})),
    }
)


def has_structure(place: Place, value: Any) -> bool:
    """Whether a value has the structure of its place. A value that has not is compared as a whole."""
    if isinstance(place, Fields):
        return isinstance(value, dict)
    if isinstance(place, Items):
        return isinstance(value, list) and all(
            isinstance(place.item, Text) or has_structure(place.item, item) for item in value
        )
    return True


def same(old: Any, new: Any) -> bool:
    """Whether two JSON values are equal, with their types: neither true and 1 nor 1 and 1.0 are the same."""
    if type(old) is not type(new):
        return False
    if isinstance(old, dict):
        return old.keys() == new.keys() and all(same(old[key], new[key]) for key in old)
    if isinstance(old, list):
        return len(old) == len(new) and all(same(left, right) for left, right in zip(old, new, strict=True))
    return bool(old == new)


def identity(item: dict[str, Any]) -> tuple[Any, str] | None:
    """Return what makes an item of an identified list the same in both copies: its type, if it has one, and its id."""
    uid, item_type = item.get("id"), item.get("type")
    if not isinstance(uid, str) or not uid or not isinstance(item_type, str | None):
        return None
    return item_type, uid


def pointer_to(parent: str, name: str | int) -> str:
    """Return the JSON pointer (RFC 6901) to a field or item of what `parent` points to."""
    return f"{parent}/{str(name).replace('~', '~0').replace('/', '~1')}"
