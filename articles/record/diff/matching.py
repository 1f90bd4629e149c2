"""Which item of an old list is which item of a new one.

Items are paired by identity where they have one, then by being equal, then by likeness of their words. Pairs that
changed their order are those outside the longest run that kept it.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

ALIKE = 0.5

Identity = Callable[[Any], Hashable | None]
Words = Callable[[Any], str]


@dataclass(frozen=True)
class Pair:
    """Positions in the old and the new list; None where the item stands in one of them only."""

    old: int | None
    new: int | None
    moved: bool = False

    @property
    def was(self) -> int:
        """The old position, where the item has one; otherwise -1."""
        return -1 if self.old is None else self.old

    @property
    def now(self) -> int:
        """The new position, where the item has one; otherwise -1."""
        return -1 if self.new is None else self.new

    @property
    def number(self) -> int:
        """Its number for people in the list where it stands, or stood last."""
        return (self.was if self.new is None else self.now) + 1


def match(olds: Sequence, news: Sequence, *, identity: Identity, likeness: Words | None = None) -> list[Pair]:
    """All items of both lists as pairs, in the order of the new list; what went stands where it stood."""
    pairs = same_identity(olds, news, identity)
    left = [place for place in range(len(olds)) if place not in pairs]
    right = sorted(set(range(len(news))) - set(pairs.values()))
    if likeness and left and right:
        pairs |= most_alike(olds, news, left, right, likeness)
    kept = in_order(pairs)
    return arranged(len(olds), len(news), pairs, kept)


def same_identity(olds: Sequence, news: Sequence, identity: Identity) -> dict[int, int]:
    places: dict[Hashable, list[int]] = {}
    for place, item in enumerate(news):
        if (key := identity(item)) is not None:
            places.setdefault(key, []).append(place)
    pairs = {}
    for place, item in enumerate(olds):
        found = places.get(identity(item))
        if found:
            pairs[place] = found.pop(0)
    return pairs


def most_alike(olds: Sequence, news: Sequence, left: list[int], right: list[int], words: Words) -> dict[int, int]:
    """Equal texts first, in order; then each old item with the free new one that shares most of its words."""
    pairs: dict[int, int] = {}
    texts = {place: words(news[place]) for place in right}
    by_text: dict[str, list[int]] = {}
    for place in right:
        by_text.setdefault(texts[place], []).append(place)
    for place in left:
        if free := by_text.get(words(olds[place])):
            pairs[place] = free.pop(0)
    taken = set(pairs.values())
    counts = {place: Counter(texts[place].split()) for place in right if place not in taken}
    for place in left:
        if place not in pairs and counts:
            own = Counter(words(olds[place]).split())
            best = max(counts, key=lambda candidate: (share(own, counts[candidate]), -candidate))
            if share(own, counts[best]) >= ALIKE:
                pairs[place] = best
                del counts[best]
    return pairs


def share(left: Counter, right: Counter) -> float:
    """How much of their words two texts have in common, from 0 to 1."""
    total = left.total() + right.total()
    if not total:
        return 0.0
    smaller, larger = sorted((left, right), key=len)
    return 2 * sum(min(number, larger[word]) for word, number in smaller.items()) / total


def in_order(pairs: dict[int, int]) -> set[int]:
    """The old positions of a longest run of pairs that stand in the same order in both lists."""
    tails: list[int] = []
    owners: list[int] = []
    before: dict[int, int | None] = {}
    for old in sorted(pairs):
        place = bisect_left(tails, pairs[old])
        before[old] = owners[place - 1] if place else None
        tails[place : place + 1] = [pairs[old]]
        owners[place : place + 1] = [old]
    kept: set[int] = set()
    last = owners[-1] if owners else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def arranged(old_length: int, new_length: int, pairs: dict[int, int], kept: set[int]) -> list[Pair]:
    gone: dict[int | None, list[int]] = {}
    anchor: int | None = None
    for place in range(old_length):
        if place in kept:
            anchor = pairs[place]
        elif place not in pairs:
            gone.setdefault(anchor, []).append(place)
    source = {new: old for old, new in pairs.items()}
    result = [Pair(place, None) for place in gone.get(None, [])]
    for place in range(new_length):
        old = source.get(place)
        result.append(Pair(old, place, moved=old is not None and old not in kept))
        result += [Pair(left, None) for left in gone.get(place, [])]
    return result


def match_in_order(olds: Sequence, news: Sequence, words: Words) -> list[Pair]:
    """Pairs of lists without identities: paragraphs of a block, items of a list, rows of a table. Nothing moves."""
    left, right = [repr(item) for item in olds], [repr(item) for item in news]
    result: list[Pair] = []
    for op, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if op == "equal":
            result += [Pair(i + step, k + step) for step in range(j - i)]
        else:
            result += gap(olds[i:j], news[k:m], i, k, words)
    return result


def gap(olds: Sequence, news: Sequence, old_start: int, new_start: int, words: Words) -> list[Pair]:
    """Between two equal stretches: by place when there are as many, otherwise by likeness in order."""
    if len(olds) == len(news):
        return [Pair(old_start + step, new_start + step) for step in range(len(olds))]
    alike = most_alike(olds, news, list(range(len(olds))), list(range(len(news))), words)
    kept = in_order(alike)
    pairs = arranged(len(olds), len(news), {old: alike[old] for old in kept}, kept)
    return [
        Pair(
            None if pair.old is None else pair.old + old_start,
            None if pair.new is None else pair.new + new_start,
        )
        for pair in pairs
    ]
