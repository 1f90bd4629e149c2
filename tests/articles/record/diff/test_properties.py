"""Whatever differs between two copies is in their comparison."""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.record.diff import Hunk, compare, stretches
from articles.record.diff.comparison import worded
from articles.record.diff.hunks import IN, OUT, SAME
from articles.record.diff.words import compare_words, paragraphs_of
from tests.soak import examples

from .random_copies import CopyMaker

OFTEN = settings(max_examples=examples(120), deadline=None, suppress_health_check=[HealthCheck.too_slow])
chances = st.integers(0, 2**40).map(Random)

# Told by the name of the change and by its key, not by a value.
NAMED_ELSEWHERE = {"type", "kind"}


def text_of(value: Any) -> str:
    return "\n\n".join("".join(str(s.get("text", s.get("footnote"))) for s in spans) for spans in paragraphs_of(value))


def side(pieces, op: str) -> str:
    return "".join(piece.text for piece in pieces if piece.op in (SAME, op))


def shown(hunks: list[Hunk], op: str) -> str:
    """All that the hunks say of the old (out) or the new (in) copy."""
    words: list[str] = []
    for hunk in hunks:
        words.append(hunk.key)
        for part in hunk.parts:
            words.append(side(part.pieces, op))
            words += [mark.value or mark.name for piece in part.pieces for mark in piece.marks]
        words += [line.old if op == OUT else line.new for line in (*hunk.detail, *hunk.inner)]
    return "\0".join(words)


def leaves(value: Any) -> Iterator[str]:
    """Words and values of anything in a copy."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("footnote", "text", "bold", "italic", "superscript", "subscript"):
                yield from leaves(item) if key in ("text",) else ()
            elif key not in NAMED_ELSEWHERE:
                yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, str):
        yield from value.split()
    elif value is not None:
        yield worded(value)


def changed(old: Any, new: Any) -> Iterator[tuple[str, str]]:
    """(side, word or value) of every leaf in which two values differ. Items are paired by their ids; of what has no
    partner, what the other list does not have either."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {*old, *new} - NAMED_ELSEWHERE - {"id"}:
            yield from changed(old.get(key), new.get(key))
    elif has_ids(old) and has_ids(new):
        left, right = ({item["id"]: item for item in items} for items in (old, new))
        for uid in left.keys() & right.keys():
            yield from changed(left[uid], right[uid])
        yield from only_in_one(
            [left[uid] for uid in left if uid not in right], [right[uid] for uid in right if uid not in left]
        )
    elif isinstance(old, list) and isinstance(new, list):
        yield from only_in_one(old, new)
    else:
        yield from ((OUT, leaf) for leaf in leaves(old))
        yield from ((IN, leaf) for leaf in leaves(new))


def only_in_one(old: list, new: list) -> Iterator[tuple[str, str]]:
    left, right = Counter(leaves(old)), Counter(leaves(new))
    yield from ((OUT, leaf) for leaf in left - right)
    yield from ((IN, leaf) for leaf in right - left)


def has_ids(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) and "id" in item for item in value)


@OFTEN
@given(chances)
def test_a_copy_does_not_differ_from_itself(chance: Random) -> None:
    copy = CopyMaker(chance).copy()
    assert compare(copy, json.loads(json.dumps(copy))) == []
    assert not any(isinstance(found, Hunk) for found in stretches(copy, copy))


@OFTEN
@given(chances)
def test_whatever_differs_between_two_copies_is_in_the_comparison(chance: Random) -> None:
    maker = CopyMaker(chance)
    old = maker.copy()
    new = maker.edited(old)
    hunks = compare(old, new)
    assert bool(hunks) == (old != new)
    said = {OUT: shown(hunks, OUT), IN: shown(hunks, IN)}
    for op, leaf in changed(old, new):
        assert leaf in said[op], (op, leaf)


@settings(OFTEN, max_examples=examples(40))
@given(chances)
def test_whatever_differs_between_two_copies_is_on_the_page(chance: Random) -> None:
    maker = CopyMaker(chance)
    old = maker.copy()
    new = maker.edited(old)
    page = "".join(render_to_string("components/hunk.html", {"hunk": hunk}) for hunk in compare(old, new))
    words = html.unescape(re.sub(r"<[^>]+>", "", page))
    for _op, leaf in changed(old, new):
        assert leaf in words


@OFTEN
@given(chances)
def test_every_change_has_a_name_and_a_key_of_its_own(chance: Random) -> None:
    maker = CopyMaker(chance)
    old = maker.copy()
    hunks = compare(old, maker.edited(old))
    assert all(hunk.label.strip() and hunk.key for hunk in hunks)
    assert max(Counter(hunk.key for hunk in hunks).values(), default=1) == 1


@OFTEN
@given(chances)
def test_every_change_has_something_to_show(chance: Random) -> None:
    maker = CopyMaker(chance)
    old = maker.copy()
    for hunk in compare(old, maker.edited(old)):
        words = any(piece.op != SAME for piece in hunk.pieces)
        assert words or hunk.images or hunk.detail or hunk.inner or hunk.change != "changed"


@OFTEN
@given(chances)
def test_both_texts_can_be_read_from_their_pieces(chance: Random) -> None:
    maker = CopyMaker(chance)
    old = maker.rich(3)
    new = [maker.spans(3) if chance.random() < 0.3 else spans for spans in old]
    for spans in new:
        if chance.random() < 0.5 and "text" in spans[0]:
            spans[0] = {**spans[0], "text": maker.edited_text(spans[0]["text"])}
    pieces = compare_words(old, new)
    assert side(pieces, OUT) == text_of(old)
    assert side(pieces, IN) == text_of(new)


@OFTEN
@given(st.text(max_size=60), st.text(max_size=60))
def test_both_of_any_two_strings_can_be_read_from_their_pieces(old: str, new: str) -> None:
    pieces = compare_words(old, new)
    assert side(pieces, OUT) == old
    assert side(pieces, IN) == new
    assert any(piece.op != SAME for piece in pieces) == (old != new)


@OFTEN
@given(chances, st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists, max_leaves=5))
def test_a_field_that_nobody_knows_is_compared_all_the_same(chance: Random, value: Any) -> None:
    maker = CopyMaker(chance)
    old = maker.copy()
    new = {**old, "of_a_later_format": {"inside": value}}
    assert [hunk.key for hunk in compare(old, new)] == ["of_a_later_format"]
    if old["body"]:
        new = {**old, "body": [{**old["body"][0], "later": [value, 1]}, *old["body"][1:]]}
        assert compare(old, new)
