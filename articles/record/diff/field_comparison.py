"""Compare two objects of a copy field by field, so that no field can be left out.

A `FieldComparison` remembers which fields it has compared; `hunk` compares all others as plain values. A difference
in a field that only a later format has is therefore shown as well.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from . import labels
from .hunks import CHANGED, Detail, Hunk, ImagePair, JSONObject, Part
from .text_comparison import NO_FOOTNOTES, FootnoteLookup, FootnoteLookups, as_rich_text, compare_texts

# Fields that readers do not see as such.
INTERNAL_FIELDS = frozenset({"anchor", "digest", "disclaimer_id", "id", "link_id", "slug", "uid"})


def display_value(value: Any) -> str:
    """Return a value in words; lists and objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value if isinstance(value, str) else json_text(value)


def json_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def value_details(label: str, old: Any, new: Any) -> Iterator[Detail]:
    """Yield a Detail for every leaf in which two values differ; lists of different length whole."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from value_details(f"{label}: {labels.field(key)}", old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (old_item, new_item) in enumerate(zip(old, new, strict=True), start=1):
            yield from value_details(f"{label}, {number}", old_item, new_item)
    else:
        yield make_detail(label, old, new)


def make_detail(label: str, old: Any, new: Any) -> Detail:
    """Return a Detail of two unequal values that shows the difference even between “1” and 1."""
    old_words, new_words = display_value(old), display_value(new)
    if old_words == new_words:
        return Detail(label, json_text(old), json_text(new))
    return Detail(label, old_words, new_words)


def with_prefix(prefix: str, details: Iterable[Detail]) -> list[Detail]:
    return [detail._replace(label=f"{prefix}: {detail.label}") for detail in details]


class FieldComparison:
    """Two objects side by side; None for one that does not exist."""

    def __init__(
        self, old: JSONObject | None, new: JSONObject | None, footnote_lookups: FootnoteLookups = NO_FOOTNOTES
    ):
        self.both_exist = old is not None and new is not None
        self.old: JSONObject = old or {}
        self.new: JSONObject = new or {}
        self.footnote_lookups = footnote_lookups
        self.compared_fields: set[str] = set()
        self.parts: list[Part] = []
        self.details: list[Detail] = []
        self.internal_details: list[Detail] = []
        self.images: ImagePair | None = None

    def get_values(self, name: str) -> tuple[Any, Any]:
        """Return the old and the new value of a field, which then counts as compared."""
        self.compared_fields.add(name)
        return self.old.get(name), self.new.get(name)

    def ignore(self, *names: str) -> "FieldComparison":
        """Leave out fields that are compared elsewhere."""
        self.compared_fields.update(names)
        return self

    def ignore_id_of_pair(self) -> "FieldComparison":
        """Leave out the id where both objects exist: they were paired by it, or the caller shows the difference."""
        return self.ignore("id") if self.both_exist else self

    def compare_text(self, name: str, label: str = "") -> "FieldComparison":
        """Compare a field of running text. label: empty for the main text."""
        old, new = self.get_values(name)
        self.add_text(old, new, label, labels.field(name))
        return self

    def add_text(self, old: Any, new: Any, label: str, detail_label: str) -> None:
        """Compare two texts. detail_label: for what is not text, where `label` is empty."""
        if as_rich_text(old) is None or as_rich_text(new) is None:
            self.details += value_details(label or detail_label, old, new)
            return
        part = Part(label, compare_texts(old, new, self.footnote_lookups))
        if part.pieces:
            self.parts.append(part)
        if old != new and not part.changed and self.both_exist and not self.only_renumbered(old, new):
            self.details.append(Detail(label or detail_label, json_text(old), json_text(new)))

    def only_renumbered(self, old: Any, new: Any) -> bool:
        """Whether only numbers of footnotes differ, which the comparison of the footnotes shows."""
        old_lookup, new_lookup = self.footnote_lookups
        return with_footnote_ids(old, old_lookup) == with_footnote_ids(new, new_lookup)

    def compare_value(self, name: str, label: str = "") -> "FieldComparison":
        """Compare a field that is not running text."""
        old, new = self.get_values(name)
        if old != new:
            details = self.internal_details if name in INTERNAL_FIELDS else self.details
            details += value_details(label or labels.field(name), old, new)
        return self

    def compare_image(self, name: str) -> "FieldComparison":
        """Compare an image: its texts word by word, all else as values; with both images where they look different."""
        old, new = self.get_values(name)
        if old == new:
            return self
        image = FieldComparison(old, new)
        for field in ("caption", "alt", "credit", "image_credit"):
            image.compare_text(field, labels.field(field))
        image.compare_remaining()
        if not image.both_exist or any(image.old.get(key) != image.new.get(key) for key in ("digest", "focal")):
            self.images = ImagePair(old, new)
        self.parts += image.parts
        self.internal_details += [*image.details, *image.internal_details]
        return self

    def add_nested(self, nested: "FieldComparison", name: str) -> None:
        """Add what differs in an object within this one. name: of that object, put in front of its details."""
        nested.compare_remaining()
        self.parts += nested.parts
        self.details += with_prefix(name, nested.details)
        self.internal_details += with_prefix(name, nested.internal_details)

    def compare_remaining(self) -> None:
        """Compare all fields that were not compared yet, as values."""
        for name in [*self.old, *(name for name in self.new if name not in self.old)]:
            if name not in self.compared_fields:
                self.compare_value(name)

    @property
    def differs(self) -> bool:
        """Whether a difference was found so far."""
        return bool(self.images or self.details or self.internal_details or any(part.changed for part in self.parts))

    def hunk(self, key: str, label: str, change: str = CHANGED, *, keep_unchanged: bool = False) -> Hunk | None:
        """Return the change, or None when nothing differs.

        keep_unchanged: whether to keep unchanged texts, which show what the change is about.
        """
        self.compare_remaining()
        if change == CHANGED and not self.differs:
            return None
        parts = [part for part in self.parts if keep_unchanged or part.changed or change != CHANGED]
        details = tuple(self.details), tuple(self.internal_details)
        return Hunk(key, label, change, tuple(parts), self.images, *details)

    def hunks(self, key: str, label: str, change: str = CHANGED, *, keep_unchanged: bool = False) -> list[Hunk]:
        """Return the change in a list, which is empty when nothing differs."""
        hunk = self.hunk(key, label, change, keep_unchanged=keep_unchanged)
        return [hunk] if hunk else []


def with_footnote_ids(value: Any, footnote_id: FootnoteLookup) -> Any:
    """Return spans, or lists of them, with ids in place of the numbers of footnotes."""
    if isinstance(value, list):
        return [with_footnote_ids(item, footnote_id) for item in value]
    if isinstance(value, dict) and isinstance(value.get("footnote"), int):
        number = value["footnote"]
        return {**value, "footnote": footnote_id(number) or number}
    return value
