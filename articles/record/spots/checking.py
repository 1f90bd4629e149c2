"""Checking that two copies are equal apart from the places that a list of spots names."""

from collections import Counter
from typing import Any, NamedTuple

from ..formats.versions import Spot
from ..reader_copy import CopyData
from .places import COPY, VALUE, Fields, Items, Place, Text, has_structure, identity, pointer_to, same
from .texts import CodePoints, code_points, footnote_ids


class Range(NamedTuple):
    """A range in a text before and in the same text after, in code points. The ends are not part of it."""

    start: int
    end: int
    new_start: int
    new_end: int


def equal_without(before: CopyData, after: CopyData, spots: list[Spot]) -> bool:
    """Return whether two copies are equal apart from the places that the spots name. Raises nothing for any JSON.

    A spot is one of these; a pointer is a JSON pointer (RFC 6901) into the copy before or after:

    - `[pointer, start, end, pointer, start, end]`: a range in a text before and in the same text after, at least one
      of them not empty. Text and marks between the ranges are equal. Ranges of one text do not overlap, and have the
      same order in both copies.
    - `[pointer, null]`, `[null, pointer]`: an item or a field that exists in one copy only.
    - `[pointer, pointer]` to items of the same list that are objects: the item is at another place among the others.
      Both items are still compared with each other.
    - `[pointer, pointer]` to the same field, or to the same item that is a text: a value as a whole, such as a picture.
      A text as a whole is what remains of a range in a text that was redacted.

    “The same” text, field or list is the one in the same field of two objects that are compared with each other. Items
    of a list that no spot names are compared in their order, so there are as many of them in both copies. An item that
    is once in each copy, by its type and `id`, is compared with itself.

    Not allowed, with the result False: the whole copy, a list or an object whose parts can be named instead
    (`articles.record.spots.places`); anything within a part that a spot names already; a pointer that is named twice,
    except by several ranges of one text; a pointer to nothing; anything else that is not a spot.
    """
    named = read_spots(spots)
    if named is None:
        return False
    comparison = Comparison(named, before, after)
    try:
        return comparison.equal(COPY, before, after, "", "") and not comparison.unused()
    except (RecursionError, ValueError):
        return False


class NamedPlaces:
    """The spots of a list by their pointers. A place is removed from here when the comparison meets it.

    before, after: the other pointer of the spots with one pointer on this side, None where there is not one.
    ranges: by both pointers.
    """

    def __init__(self) -> None:
        self.before: dict[str, str | None] = {}
        self.after: dict[str, str | None] = {}
        self.ranges: dict[tuple[str, str], list[Range]] = {}

    def add(self, spot: Any) -> bool:
        """Add a spot; return False when it is not one, or names a place that an earlier one names."""
        if not isinstance(spot, list):
            return False
        if len(spot) == 2:
            return self.add_whole(*spot)
        return len(spot) == 6 and self.add_range(*spot)

    def add_whole(self, old: Any, new: Any) -> bool:
        if not (is_pointer(old) or old is None) or not (is_pointer(new) or new is None) or old is new is None:
            return False
        if old in self.before or new in self.after:
            return False
        if old is not None:
            self.before[old] = new
        if new is not None:
            self.after[new] = old
        return True

    def add_range(self, old: Any, start: Any, end: Any, new: Any, new_start: Any, new_end: Any) -> bool:
        numbers = (start, end, new_start, new_end)
        if not is_pointer(old) or not is_pointer(new) or not all(type(number) is int for number in numbers):
            return False
        if not 0 <= start <= end or not 0 <= new_start <= new_end or (start == end and new_start == new_end):
            return False
        self.ranges.setdefault((old, new), []).append(Range(*numbers))
        return True

    def use(self, old: str | None, new: str | None) -> bool:
        """Whether a spot without numbers names these two places, or one of them with None for the other."""
        if old is None:
            if new not in self.after or self.after[new] is not None:
                return False
            del self.after[new]
            return True
        if old not in self.before or self.before[old] != new:
            return False
        del self.before[old]
        if new is not None:
            del self.after[new]
        return True


def is_pointer(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("/")


def read_spots(spots: Any) -> NamedPlaces | None:
    """Return the spots by their pointers, or None when one of them is malformed or names the place of another."""
    if not isinstance(spots, list):
        return None
    named = NamedPlaces()
    return named if all(named.add(spot) for spot in spots) else None


class Comparison:
    """Compares two copies from the top and leaves out what is named on the way.

    A spot in a place that the comparison does not reach is never used: `unused` then returns True.
    """

    def __init__(self, named: NamedPlaces, before: Any, after: Any):
        self.named = named
        self.before_ids = footnote_ids(before)
        self.after_ids = footnote_ids(after)

    def unused(self) -> bool:
        return bool(self.named.before or self.named.after or self.named.ranges)

    def equal(self, place: Place, before: Any, after: Any, old: str, new: str) -> bool:
        """Whether the values at the pointers `old` and `new` are equal without the spots in them."""
        if not (has_structure(place, before) and has_structure(place, after)):
            place = VALUE
        if isinstance(place, Fields):
            return self.equal_fields(place, before, after, old, new)
        if isinstance(place, Items):
            return self.equal_items(place, before, after, old, new)
        if self.named.use(old, new):
            return True
        if isinstance(place, Text):
            texts = code_points(before, self.before_ids), code_points(after, self.after_ids)
            if texts[0] and texts[1] and texts[0].comparable(texts[1]):
                return equal_texts(texts[0], texts[1], self.named.ranges.pop((old, new), []))
        return same(before, after)

    def equal_fields(self, place: Fields, before: dict[str, Any], after: dict[str, Any], old: str, new: str) -> bool:
        for name in sorted({*before, *after}):
            old_field, new_field = pointer_to(old, name), pointer_to(new, name)
            if name in before and name in after:
                if not self.equal(place.place_of(name), before[name], after[name], old_field, new_field):
                    return False
            elif not self.named.use(old_field if name in before else None, new_field if name in after else None):
                return False
        return True

    def equal_items(self, place: Items, before: list[Any], after: list[Any], old: str, new: str) -> bool:
        """Compare the items that are in order with each other, and each that is at another place with itself."""
        pairs, elsewhere = self.pairs_elsewhere(place, len(before), len(after), old, new)
        kept = [i for i in range(len(before)) if not self.named.use(pointer_to(old, i), None) and i not in pairs]
        new_kept = [j for j in range(len(after)) if not self.named.use(None, pointer_to(new, j)) and j not in elsewhere]
        if len(kept) != len(new_kept):
            return False
        pairs |= dict(zip(kept, new_kept, strict=True))
        if place.identified and any(pairs.get(i) != j for i, j in indexes_by_identity(before, after)):
            return False
        return all(
            self.equal(place.item, before[i], after[j], pointer_to(old, i), pointer_to(new, j))
            for i, j in pairs.items()
        )

    def pairs_elsewhere(
        self, place: Items, length: int, new_length: int, old: str, new: str
    ) -> tuple[dict[int, int], set[int]]:
        """Return the new index of each item that a spot names as being at another place, and all these new indexes."""
        pairs: dict[int, int] = {}
        if isinstance(place.item, Fields):
            new_indexes = {pointer_to(new, index): index for index in range(new_length)}
            for index in range(length):
                pointer = pointer_to(old, index)
                partner = self.named.before.get(pointer)
                if partner in new_indexes and self.named.use(pointer, partner):
                    pairs[index] = new_indexes[partner]
        return pairs, set(pairs.values())


def indexes_by_identity(before: list[Any], after: list[Any]) -> list[tuple[int, int]]:
    """Return the indexes of the items that are once in each list."""
    identities, new_identities = [identity(item) for item in before], [identity(item) for item in after]
    counts, new_counts = Counter(identities), Counter(new_identities)
    return [
        (index, new_identities.index(key))
        for index, key in enumerate(identities)
        if key is not None and counts[key] == 1 and new_counts[key] == 1
    ]


def equal_texts(before: CodePoints, after: CodePoints, ranges: list[Range]) -> bool:
    """Whether two texts are equal before, between and after the ranges."""
    end = new_end = 0
    for part in sorted(ranges):
        if part.start < end or part.new_start < new_end:
            return False
        if before.part(end, part.start) != after.part(new_end, part.new_start):
            return False
        end, new_end = part.end, part.new_end
    if end > len(before.characters) or new_end > len(after.characters):
        return False
    return before.part(end, len(before.characters)) == after.part(new_end, len(after.characters))
