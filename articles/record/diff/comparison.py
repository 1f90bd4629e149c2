"""Comparing two objects of a copy field by field, so that no field can be left out.

A `Comparison` remembers which fields it has been asked for; `hunk` compares all others as plain values. Whatever
format a later version has, a difference in a field that nobody knows here still becomes a line.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from . import labels
from .hunks import CHANGED, Detail, Hunk, Images, Part
from .words import FootnoteId, compare_words, no_ids, paragraphs_of

# Fields that readers are not shown as such.
INNER = frozenset({"anchor", "digest", "disclaimer_id", "id", "link_id", "slug", "uid"})


def worded(value: Any) -> str:
    """A value as a person reads it; lists and objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def raw(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def differences(label: str, old: Any, new: Any) -> Iterator[Detail]:
    """Every leaf in which two values differ, one line each; lists of different length whole."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from differences(f"{label}: {labels.field(key)}", old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (left, right) in enumerate(zip(old, new, strict=True), start=1):
            yield from differences(f"{label}, {number}", left, right)
    else:
        yield line(label, old, new)


def line(label: str, old: Any, new: Any) -> Detail:
    """Two unequal values, told apart even where their words are the same, as “1” and 1 are."""
    left, right = worded(old), worded(new)
    return Detail(label, left, right) if left != right else Detail(label, raw(old), raw(new))


class Comparison:
    """Two objects side by side; None for one that is not there.

    references: from a footnote's number to its id, in the old and the new copy.
    """

    def __init__(
        self, old: dict | None, new: dict | None, references: tuple[FootnoteId, FootnoteId] = (no_ids, no_ids)
    ):
        self.present = old is not None, new is not None
        self.old, self.new = old or {}, new or {}
        self.references = references
        self.asked: set[str] = set()
        self.parts: list[Part] = []
        self.detail: list[Detail] = []
        self.inner: list[Detail] = []
        self.images: Images | None = None

    def both(self, name: str) -> tuple[Any, Any]:
        self.asked.add(name)
        return self.old.get(name), self.new.get(name)

    def ignore(self, *names: str) -> "Comparison":
        """Fields that are compared elsewhere."""
        self.asked.update(names)
        return self

    def words(self, name: str, label: str = "") -> "Comparison":
        """A field of running text."""
        old, new = self.both(name)
        self.text(old, new, label or "", labels.field(name))
        return self

    def text(self, old: Any, new: Any, label: str, field: str) -> None:
        if paragraphs_of(old) is None or paragraphs_of(new) is None:
            self.detail += differences(label or field, old, new)
            return
        pieces = compare_words(old, new, *self.references)
        part = Part(label, pieces)
        if pieces:
            self.parts.append(part)
        if old != new and not part.changed and self.present == (True, True) and not self.renumbered(old, new):
            self.detail.append(Detail(label or field, raw(old), raw(new)))

    def renumbered(self, old: Any, new: Any) -> bool:
        """Only numbers of footnotes differ, and those are told where the footnote is."""
        left, right = self.references
        return self.by_id(old, left) == self.by_id(new, right)

    def by_id(self, value: Any, footnote_id: FootnoteId) -> Any:
        if isinstance(value, list):
            return [self.by_id(item, footnote_id) for item in value]
        if isinstance(value, dict) and isinstance(value.get("footnote"), int):
            number = value["footnote"]
            return {**value, "footnote": footnote_id(number) or number}
        return value

    def value(self, name: str, label: str = "") -> "Comparison":
        """A field that is no running text."""
        old, new = self.both(name)
        if old != new:
            lines = self.inner if name in INNER else self.detail
            lines += differences(label or labels.field(name), old, new)
        return self

    def picture(self, name: str) -> "Comparison":
        """An IMAGE: its words as text, its file and measures as values, both pictures where the picture is another."""
        old, new = self.both(name)
        if old == new:
            return self
        self.image(old, new)
        return self

    def image(self, old: dict | None, new: dict | None) -> None:
        inner = Comparison(old, new)
        for field in ("caption", "alt", "credit", "image_credit"):
            inner.words(field, labels.field(field))
        inner.rest()
        shown = ("digest", "focal")
        if any(inner.old.get(key) != inner.new.get(key) for key in shown) or not all(inner.present):
            self.images = Images(old, new)
        self.parts += inner.parts
        self.inner += [*inner.detail, *inner.inner]

    def rest(self) -> None:
        """All fields that nobody asked for."""
        for name in [*self.old, *(name for name in self.new if name not in self.old)]:
            if name not in self.asked:
                self.value(name)

    def hunk(self, key: str, label: str, change: str = CHANGED, *, whole: bool = False) -> Hunk | None:
        """The change, or None when there is none. whole: with the texts that stay, which say what it is about."""
        self.rest()
        parts = [part for part in self.parts if whole or part.changed or change != CHANGED]
        changed = any(part.changed for part in parts) or self.images or self.detail or self.inner
        if change == CHANGED and not changed:
            return None
        return Hunk(key, label, change, tuple(parts), self.images, tuple(self.detail), tuple(self.inner))


def existing(hunks: Iterable[Hunk | None]) -> list[Hunk]:
    return [hunk for hunk in hunks if hunk]
