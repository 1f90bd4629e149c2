"""Pair the items of an old list with those of a new one.

Items are paired by identity where they have one, then by being equal, then by similarity of their words. Pairs are
moved when they are outside the longest run of pairs that kept their order.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from .hunks import ADDED, CHANGED, MOVED, REMOVED

# Items that share less than this of their words are not paired.
MIN_ITEM_SIMILARITY = 0.5

Item = TypeVar("Item")


@dataclass(frozen=True)
class Pair(Generic[Item]):
    """An item of the old and of the new list, with its positions; None and -1 where the list does not have it."""

    old: Item | None
    new: Item | None
    old_index: int = -1
    new_index: int = -1
    moved: bool = False

    @property
    def change(self) -> str:
        if self.old_index < 0:
            return ADDED
        if self.new_index < 0:
            return REMOVED
        return MOVED if self.moved else CHANGED

    @property
    def number(self) -> int:
        """The position for people, counted from 1: in the new list, or in the old one for a removed item."""
        return (self.old_index if self.new_index < 0 else self.new_index) + 1


def match(
    old: Sequence[Item],
    new: Sequence[Item],
    *,
    identity: Callable[[Item], Hashable | None],
    words: Callable[[Item], str] | None = None,
) -> list[Pair[Item]]:
    """Return all items of both lists as pairs, in the order of the new list; removed items keep their place.

    identity: what makes two items the same, or None. words: the text by which all others are compared.
    """
    indexes = pair_by_identity(old, new, identity)
    unpaired_old = [index for index in range(len(old)) if index not in indexes]
    unpaired_new = sorted(set(range(len(new))) - set(indexes.values()))
    if words and unpaired_old and unpaired_new:
        indexes |= pair_by_similarity(old, new, unpaired_old, unpaired_new, words)
    return pairs_in_new_order(old, new, indexes, longest_ordered_run(indexes))


def pair_by_identity(
    old: Sequence[Item], new: Sequence[Item], identity: Callable[[Item], Hashable | None]
) -> dict[int, int]:
    """Return new indexes by old indexes, for items with the same identity."""
    free: dict[Hashable, list[int]] = {}
    for index, item in enumerate(new):
        if (key := identity(item)) is not None:
            free.setdefault(key, []).append(index)
    indexes = {}
    for index, item in enumerate(old):
        if candidates := free.get(identity(item)):
            indexes[index] = candidates.pop(0)
    return indexes


def pair_by_similarity(
    old: Sequence[Item],
    new: Sequence[Item],
    unpaired_old: Sequence[int],
    unpaired_new: Sequence[int],
    words: Callable[[Item], str],
) -> dict[int, int]:
    """Pair equal texts first, in order; then each old item with the free new one that shares most of its words."""
    indexes: dict[int, int] = {}
    old_texts = {index: words(old[index]) for index in unpaired_old}
    new_texts = {index: words(new[index]) for index in unpaired_new}
    free: dict[str, list[int]] = {}
    for index, text in new_texts.items():
        free.setdefault(text, []).append(index)
    for index, text in old_texts.items():
        if candidates := free.get(text):
            indexes[index] = candidates.pop(0)
    paired = set(indexes.values())
    counts = {index: Counter(text.split()) for index, text in new_texts.items() if index not in paired}
    for index, text in old_texts.items():
        if index not in indexes and counts:
            count = Counter(text.split())
            scores = {candidate: similarity(count, counts[candidate]) for candidate in counts}
            best = max(scores, key=lambda candidate: (scores[candidate], -candidate))
            if scores[best] >= MIN_ITEM_SIMILARITY:
                indexes[index] = best
                del counts[best]
    return indexes


def similarity(left: Counter[str], right: Counter[str]) -> float:
    """Return which share of their words two texts have in common, from 0 to 1."""
    total = left.total() + right.total()
    if not total:
        return 0.0
    smaller, larger = sorted((left, right), key=len)
    return 2 * sum(min(number, larger[word]) for word, number in smaller.items()) / total


def longest_ordered_run(indexes: dict[int, int]) -> set[int]:
    """Return the old indexes of a longest series of pairs that have the same order in both lists."""
    tails: list[int] = []
    tail_owners: list[int] = []
    previous: dict[int, int | None] = {}
    for old in sorted(indexes):
        place = bisect_left(tails, indexes[old])
        previous[old] = tail_owners[place - 1] if place else None
        tails[place : place + 1] = [indexes[old]]
        tail_owners[place : place + 1] = [old]
    run: set[int] = set()
    last = tail_owners[-1] if tail_owners else None
    while last is not None:
        run.add(last)
        last = previous[last]
    return run


def pairs_in_new_order(
    old: Sequence[Item], new: Sequence[Item], indexes: dict[int, int], in_order: set[int]
) -> list[Pair[Item]]:
    """Build the pairs. A removed item follows the last unmoved item that it followed in the old list."""
    removed: dict[int, list[int]] = {}
    anchor = -1
    for index in range(len(old)):
        if index in in_order:
            anchor = indexes[index]
        elif index not in indexes:
            removed.setdefault(anchor, []).append(index)
    old_indexes = {new_index: old_index for old_index, new_index in indexes.items()}
    pairs = [Pair(old[index], None, index) for index in removed.get(-1, [])]
    for new_index, item in enumerate(new):
        if new_index in old_indexes:
            old_index = old_indexes[new_index]
            pairs.append(Pair(old[old_index], item, old_index, new_index, moved=old_index not in in_order))
        else:
            pairs.append(Pair(None, item, new_index=new_index))
        pairs += [Pair(old[index], None, index) for index in removed.get(new_index, [])]
    return pairs


def match_in_order(old: Sequence[Item], new: Sequence[Item], words: Callable[[Item], str]) -> list[Pair[Item]]:
    """Pair lists without identities: paragraphs of a block, items of a list, rows of a table. Nothing is moved."""
    old_keys, new_keys = [repr(item) for item in old], [repr(item) for item in new]
    pairs: list[Pair[Item]] = []
    for op, i, j, k, m in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_opcodes():
        if op == "equal":
            pairs += [Pair(old[i + step], new[k + step], i + step, k + step) for step in range(j - i)]
        else:
            pairs += match_changed_stretch(old[i:j], new[k:m], i, k, words)
    return pairs


def match_changed_stretch(
    old: Sequence[Item], new: Sequence[Item], old_start: int, new_start: int, words: Callable[[Item], str]
) -> list[Pair[Item]]:
    """Pair what is between two equal stretches: by position when there are as many, otherwise by similarity in order.

    old_start, new_start: where the two begin in their lists.
    """
    if len(old) == len(new):
        indexes = {index: index for index in range(len(old))}
    else:
        indexes = pair_by_similarity(old, new, range(len(old)), range(len(new)), words)
    in_order = longest_ordered_run(indexes)
    return [
        Pair(
            pair.old,
            pair.new,
            pair.old_index + old_start if pair.old_index >= 0 else -1,
            pair.new_index + new_start if pair.new_index >= 0 else -1,
        )
        for pair in pairs_in_new_order(old, new, {index: indexes[index] for index in in_order}, in_order)
    ]
