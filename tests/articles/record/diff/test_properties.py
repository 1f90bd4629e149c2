"""Properties of every comparison: it shows each difference between two copies, and only differences."""

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.record.diff import Hunk, Piece, compare, stretches
from articles.record.diff.field_comparison import display_value
from articles.record.diff.hunks import IN, OUT, SAME
from articles.record.diff.text_comparison import as_rich_text, compare_texts
from tests.soak import examples

from .random_copies import CopyMaker

OFTEN = settings(max_examples=examples(120), deadline=None, suppress_health_check=[HealthCheck.too_slow])
random_sources = st.integers(0, 2**40).map(Random)

# Shown by the label and the key of the change, not by a value.
SHOWN_BY_LABEL = {"type", "kind"}


def text_of(value: Any) -> str:
    return "\n\n".join("".join(str(s.get("text", s.get("footnote"))) for s in spans) for spans in as_rich_text(value))


def one_side(pieces: Iterable[Piece], op: str) -> str:
    """Return the old (out) or the new (in) text."""
    return "".join(piece.text for piece in pieces if piece.op in (SAME, op))


def shown_text(hunks: list[Hunk], op: str) -> str:
    """Return everything that the hunks show of the old (out) or the new (in) copy."""
    words: list[str] = []
    for hunk in hunks:
        words.append(hunk.key)
        for part in hunk.parts:
            words.append(one_side(part.pieces, op))
            words += [mark.value or mark.name for piece in part.pieces for mark in piece.marks]
        details = (*hunk.details, *hunk.internal_details)
        words += [detail.old if op == OUT else detail.new for detail in details]
    return "\0".join(words)


def leaves(value: Any) -> Iterator[str]:
    """Yield the words and values of any part of a copy."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("footnote", "text", "bold", "italic", "superscript", "subscript"):
                yield from leaves(item) if key in ("text",) else ()
            elif key not in SHOWN_BY_LABEL:
                yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, str):
        yield from value.split()
    elif value is not None:
        yield display_value(value)


def changed_leaves(old: Any, new: Any) -> Iterator[tuple[str, str]]:
    """Yield (OUT or IN, word or value) for every leaf in which two values differ.

    Items are paired by their ids. Leaves of unpaired items count only if the other list does not have them.
    """
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {*old, *new} - SHOWN_BY_LABEL - {"id"}:
            yield from changed_leaves(old.get(key), new.get(key))
    elif has_ids(old) and has_ids(new):
        left, right = ({item["id"]: item for item in items} for items in (old, new))
        for uid in left.keys() & right.keys():
            yield from changed_leaves(left[uid], right[uid])
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
@given(random_sources)
def test_a_copy_does_not_differ_from_itself(random: Random) -> None:
    copy = CopyMaker(random).copy()
    assert compare(copy, json.loads(json.dumps(copy))) == []
    assert not any(isinstance(found, Hunk) for found in stretches(copy, copy))


@OFTEN
@given(random_sources)
def test_every_difference_between_two_copies_is_in_the_comparison(random: Random) -> None:
    maker = CopyMaker(random)
    old = maker.copy()
    new = maker.edited(old)
    hunks = compare(old, new)
    assert bool(hunks) == (old != new)
    shown = {OUT: shown_text(hunks, OUT), IN: shown_text(hunks, IN)}
    for op, leaf in changed_leaves(old, new):
        assert leaf in shown[op], (op, leaf)


@settings(OFTEN, max_examples=examples(40))
@given(random_sources)
def test_every_difference_between_two_copies_is_on_the_page(random: Random) -> None:
    maker = CopyMaker(random)
    old = maker.copy()
    new = maker.edited(old)
    page = "".join(render_to_string("components/hunk.html", {"hunk": hunk}) for hunk in compare(old, new))
    words = html.unescape(re.sub(r"<[^>]+>", "", page))
    for _op, leaf in changed_leaves(old, new):
        assert leaf in words


@OFTEN
@given(random_sources)
def test_every_change_has_a_label_and_a_unique_key(random: Random) -> None:
    maker = CopyMaker(random)
    old = maker.copy()
    hunks = compare(old, maker.edited(old))
    assert all(hunk.label.strip() and hunk.key for hunk in hunks)
    assert max(Counter(hunk.key for hunk in hunks).values(), default=1) == 1


@OFTEN
@given(random_sources)
def test_every_change_has_something_to_show(random: Random) -> None:
    maker = CopyMaker(random)
    old = maker.copy()
    for hunk in compare(old, maker.edited(old)):
        text = any(piece.op != SAME for piece in hunk.pieces)
        assert text or hunk.images or hunk.details or hunk.internal_details or hunk.change != "changed"


@OFTEN
@given(random_sources)
def test_both_texts_can_be_read_from_their_pieces(random: Random) -> None:
    maker = CopyMaker(random)
    old = maker.rich_text(3)
    new = [maker.spans(3) if random.random() < 0.3 else spans for spans in old]
    for spans in new:
        if random.random() < 0.5 and "text" in spans[0]:
            spans[0] = {**spans[0], "text": maker.edited_text(spans[0]["text"])}
    pieces = compare_texts(old, new)
    assert one_side(pieces, OUT) == text_of(old)
    assert one_side(pieces, IN) == text_of(new)


@OFTEN
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_strings_can_be_read_from_their_pieces(old: str, new: str) -> None:
    pieces = compare_texts(old, new)
    assert one_side(pieces, OUT) == old
    assert one_side(pieces, IN) == new
    assert any(piece.op != SAME for piece in pieces) == (old != new)


@OFTEN
@given(
    random_sources,
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists, max_leaves=5),
)
def test_fields_of_a_later_format_are_compared(random: Random, value: Any) -> None:
    maker = CopyMaker(random)
    old = maker.copy()
    new = {**old, "of_a_later_format": {"inside": value}}
    assert [hunk.key for hunk in compare(old, new)] == ["of_a_later_format"]
    if old["body"]:
        new = {**old, "body": [{**old["body"][0], "later": [value, 1]}, *old["body"][1:]]}
        assert compare(old, new)
