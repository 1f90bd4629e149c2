"""Finding the places in which two copies differ."""

import json
from collections.abc import Iterator
from typing import Any, cast

from ..diff import footnote_lookup
from ..diff.blocks import typed_words
from ..diff.hunks import IN, OUT, SAME, Piece
from ..diff.matching import Pair, match, match_in_order
from ..diff.text_comparison import compare_texts
from ..formats.versions import Spot
from ..reader_copy import CopyData
from .checking import Range, equal_texts
from .places import BODY, COPY, ROWS, VALUE, Fields, Items, Place, Text, has_structure, identity, pointer_to, same
from .texts import CodePoints, code_points, footnote_ids

# Fields of an item without an id that have the words by which it is paired with one of the other copy.
WORDS = ("author", "heading", "text")


def find_spots(before: CopyData, after: CopyData) -> list[Spot]:
    """Return the places in which two copies differ, none only when they are equal; sorted by the names of fields.

    Items are paired as in a comparison (`articles.record.diff`), and texts are compared word by word. Each spot is
    needed: without it, `equal_without` returns False. Pointers contain names of fields and indexes of items only.
    """
    return Finder(canonical_order(before), canonical_order(after)).find()


def canonical_order(copy: CopyData) -> Any:
    """Return the copy with sorted keys, as it is stored. Items are paired by their text form, which depends on it."""
    return json.loads(json.dumps(copy, sort_keys=True))


class Finder:
    """Compares two copies from the top."""

    def __init__(self, before: Any, after: Any):
        self.copies = before, after
        self.footnote_ids = footnote_ids(before), footnote_ids(after)
        self.footnote_lookups = footnote_lookup(before), footnote_lookup(after)

    def find(self) -> list[Spot]:
        return list(self.spots(COPY, *self.copies, "", ""))

    def spots(self, place: Place, before: Any, after: Any, old: str, new: str) -> Iterator[Spot]:
        """Yield the spots within the values at the pointers `old` and `new`."""
        if not (has_structure(place, before) and has_structure(place, after)):
            place = VALUE
        if isinstance(place, Fields):
            yield from self.spots_in_fields(place, before, after, old, new)
        elif isinstance(place, Items):
            yield from self.spots_in_items(place, self.pairs(place, before, after), old, new)
        elif isinstance(place, Text):
            yield from self.spots_in_text(before, after, old, new)
        elif not same(before, after):
            yield [old, new]

    def spots_in_fields(self, place: Fields, before: Any, after: Any, old: str, new: str) -> Iterator[Spot]:
        for name in sorted({*before, *after}):
            old_field, new_field = pointer_to(old, name), pointer_to(new, name)
            if name not in before or name not in after:
                yield [old_field, None] if name in before else [None, new_field]
            elif (
                place.place_of(name) is ROWS and has_structure(ROWS, before[name]) and has_structure(ROWS, after[name])
            ):
                yield from self.spots_in_rows(before, after, old_field, new_field)
            else:
                yield from self.spots(place.place_of(name), before[name], after[name], old_field, new_field)

    def pairs(self, place: Items, before: list[Any], after: list[Any]) -> list[Pair[Any]]:
        if place.identified:
            return match(before, after, identity=identity, words=typed_words if place is BODY else None)
        return match_in_order(before, after, words_of)

    def spots_in_items(self, place: Items, pairs: list[Pair[Any]], old: str, new: str) -> Iterator[Spot]:
        """Yield the spots of the pairs of two lists: items in one copy only, items at another place, and within."""
        for pair in pairs:
            old_item, new_item = pointer_to(old, pair.old_index), pointer_to(new, pair.new_index)
            if pair.old_index < 0:
                yield [None, new_item]
            elif pair.new_index < 0:
                yield [old_item, None]
            else:
                if pair.moved:
                    yield [old_item, new_item]
                yield from self.spots(place.item, pair.old, pair.new, old_item, new_item)

    def spots_in_rows(self, before: Any, after: Any, old: str, new: str) -> Iterator[Spot]:
        """Yield the spots of the rows of a table. Cells are paired as the columns above them are."""
        columns = columns_of(before), columns_of(after)
        column_pairs = match_in_order(*columns, words_of)
        for pair in match_in_order(before["rows"], after["rows"], words_of):
            if pair.old_index < 0 or pair.new_index < 0:
                yield from self.spots_in_items(ROWS, [pair], old, new)
                continue
            old_row, new_row = pointer_to(old, pair.old_index), pointer_to(new, pair.new_index)
            cells = pair_cells(column_pairs, pair.old or [], pair.new or [])
            yield from self.spots_in_items(cast(Items, ROWS.item), cells, old_row, new_row)

    def spots_in_text(self, before: Any, after: Any, old: str, new: str) -> Iterator[Spot]:
        old_text, new_text = (
            code_points(value, ids) for value, ids in zip((before, after), self.footnote_ids, strict=True)
        )
        if old_text is None or new_text is None or not old_text.comparable(new_text):
            if not same(before, after):
                yield [old, new]
        elif old_text != new_text:
            ranges = changed_ranges(compare_texts(before, after, self.footnote_lookups))
            ranges = [part for part in ranges if differs(old_text, new_text, part)]
            if not equal_texts(old_text, new_text, ranges):
                ranges = [differing_middle(old_text, new_text)]
            for part in ranges:
                yield [old, part.start, part.end, new, part.new_start, part.new_end]


def words_of(item: Any) -> str:
    """Return the words of an item without an id: of an entry in a list, a row, a column or a disclosure."""
    if isinstance(item, str):
        return item
    if isinstance(item, list):
        return " ".join(words_of(part) for part in item)
    return " ".join(words_of(item.get(name, "")) for name in WORDS)


def columns_of(table: dict[str, Any]) -> list[Any]:
    columns = table.get("columns")
    return columns if isinstance(columns, list) and all(isinstance(column, dict) for column in columns) else []


def pair_cells(columns: list[Pair[Any]], old_row: list[Any], new_row: list[Any]) -> list[Pair[Any]]:
    """Return the cells of two rows as pairs: those of a column that one copy has not are not paired."""
    removed = {pair.old_index for pair in columns if pair.new_index < 0}
    added = {pair.new_index for pair in columns if pair.old_index < 0}
    old_kept = [index for index in range(len(old_row)) if index not in removed]
    new_kept = [index for index in range(len(new_row)) if index not in added]
    both = min(len(old_kept), len(new_kept))
    old_only = [*(index for index in range(len(old_row)) if index in removed), *old_kept[both:]]
    new_only = [*(index for index in range(len(new_row)) if index in added), *new_kept[both:]]
    return [
        *(Pair(old_row[i], new_row[j], i, j) for i, j in zip(old_kept, new_kept, strict=False)),
        *(Pair(old_row[i], None, old_index=i) for i in old_only),
        *(Pair(None, new_row[j], new_index=j) for j in new_only),
    ]


def changed_ranges(pieces: tuple[Piece, ...]) -> list[Range]:
    """Return the ranges that a comparison of two texts shows as changed, neighbours joined."""
    ranges: list[Range] = []
    end = new_end = 0
    changing = False
    for piece in pieces:
        length = length_of(piece)
        start, new_start = end, new_end
        end += length if piece.op in (SAME, OUT) else 0
        new_end += length if piece.op in (SAME, IN) else 0
        if piece.op == SAME:
            changing = False
        elif changing:
            ranges[-1] = ranges[-1]._replace(end=end, new_end=new_end)
        else:
            ranges.append(Range(start, end, new_start, new_end))
            changing = True
    return ranges


def length_of(piece: Piece) -> int:
    """Return the code points of a piece: one for the end of a paragraph and for a footnote reference."""
    single = piece.ends_paragraph or any(mark.name == "footnote" for mark in piece.marks)
    return 1 if single else len(piece.text)


def differs(before: CodePoints, after: CodePoints, part: Range) -> bool:
    return before.part(part.start, part.end) != after.part(part.new_start, part.new_end)


def differing_middle(before: CodePoints, after: CodePoints) -> Range:
    """Return the one range between the common start and the common end of two texts."""
    old = list(zip(before.characters, before.styles, strict=True))
    new = list(zip(after.characters, after.styles, strict=True))
    shorter = min(len(old), len(new))
    start = end = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return Range(start, len(old) - end, start, len(new) - end)
