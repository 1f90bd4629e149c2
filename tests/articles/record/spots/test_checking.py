"""Whether spots account for every difference between two copies; spots can come from anyone."""

from typing import Any

import pytest

from articles.record.spots import equal_without, find_spots
from tests.articles.reading.sample import sample_copy, uid
from tests.articles.record.spots.test_finding import list_block, table_block, text_block

BEFORE = sample_copy(
    title="The bridge is long", body=[text_block(number, f"Paragraph {number}.") for number in range(4)]
)
# The title changed in characters 14 to 18.
AFTER = {**BEFORE, "title": "The bridge is short"}
RANGE = ["/title", 14, 18, "/title", 14, 19]


def body_copy(*blocks: Any) -> dict[str, Any]:
    return {**BEFORE, "body": list(blocks)}


def test_a_range_may_be_wider_than_the_difference() -> None:
    assert equal_without(BEFORE, AFTER, [RANGE])
    assert equal_without(BEFORE, AFTER, [["/title", 0, 18, "/title", 0, 19]])


def test_neighbouring_ranges_may_touch() -> None:
    assert equal_without(BEFORE, AFTER, [["/title", 0, 14, "/title", 0, 14], RANGE])


def test_a_text_may_be_named_as_a_whole_as_after_a_redaction() -> None:
    assert equal_without(BEFORE, AFTER, [["/title", "/title"]])
    before, after = body_copy(list_block("one", "two")), body_copy(list_block("█", "three"))
    assert equal_without(
        before, after, [["/body/0/items/0", "/body/0/items/0"], ["/body/0/items/1", 0, 3, "/body/0/items/1", 0, 5]]
    )


@pytest.mark.parametrize(
    "spots",
    [
        [],
        [["", ""]],
        [["/", "/"]],
        [["/title", None]],
        [[None, "/title"]],
        [["/title", None], [None, "/title"]],
        [["/title", "/standfirst"], ["/standfirst", "/title"]],
        [["/title", 13, 17, "/title", 13, 18]],
        [["/title", 14, 18, "/title", 13, 19]],
        [["/title", 14, 19, "/title", 14, 19]],
        [["/title", 14, 18, "/title", 14, 20]],
        [["/title", 18, 14, "/title", 14, 19]],
        [["/title", -4, 18, "/title", 14, 19]],
        [["/title", 14.0, 18, "/title", 14, 19]],
        [["/title", 14, 18, "/title", True, 19]],
        [["/title", "14", "18", "/title", "14", "19"]],
        [["/title", 14, 18, "/standfirst", 14, 19]],
        [["/title", 14, 18, "/title"]],
        [["/title", 14, 18]],
        [["/title"]],
        [[None, None]],
        [["title", "title"]],
        [["/titlé", "/titlé"]],
        [["#/title", "#/title"]],
        [{"spot": RANGE}],
        RANGE,
        "/title",
        None,
        [None],
        [RANGE, RANGE],
        [RANGE, ["/title", 16, 18, "/title", 16, 19]],
        [RANGE, ["/title", 0, 15, "/title", 0, 15]],
        [RANGE, ["/title", "/title"]],
        [RANGE, ["/title", 2, 2, "/title", 2, 2]],
        [RANGE, ["/nowhere", "/nowhere"]],
        [RANGE, ["/body/9", None]],
        [RANGE, ["/body/03", "/body/03"]],
        [RANGE, ["/body/0", None]],
        [RANGE, ["/body/0/text/0/0/text", 0, 1, "/body/0/text/0/0/text", 0, 1]],
        [RANGE, ["/uid", 0, 1, "/uid", 0, 1]],
    ],
)
def test_spots_that_do_not_account_for_the_difference_or_are_malformed_are_rejected(spots: Any) -> None:
    assert not equal_without(BEFORE, AFTER, spots)


@pytest.mark.parametrize("name", ["body", "authors", "entities", "footnotes", "disclaimers", "disclosures", "journal"])
def test_a_list_or_an_object_cannot_be_named_as_a_whole(name: str) -> None:
    before, after = sample_copy(), sample_copy()
    after[name] = [] if isinstance(after[name], list) else dict.fromkeys(after[name], "")
    assert equal_without(before, after, find_spots(before, after))
    assert not equal_without(before, after, [[f"/{name}", f"/{name}"]])
    assert not equal_without(before, after, [[f"/{name}", None], [None, f"/{name}"]])


def test_rows_and_items_cannot_be_named_as_a_whole_or_exchanged() -> None:
    before = body_copy(table_block(["A"], ["1"], ["2"]), {**list_block("one", "two"), "id": uid(2)})
    after = body_copy(table_block(["A"], ["2"], ["1"]), {**list_block("two", "one"), "id": uid(2)})
    items = [["/body/1/items/0", None], [None, "/body/1/items/1"]]
    assert equal_without(before, after, [["/body/0/rows/0", None], [None, "/body/0/rows/1"], *items])
    assert not equal_without(before, after, [["/body/0/rows", "/body/0/rows"], *items])
    assert not equal_without(before, after, [["/body/0/rows/0", "/body/0/rows/1"], *items])
    assert not equal_without(before, after, [["/body/0/rows/0", None], [None, "/body/0/rows/1"]])


def test_a_reordered_block_is_compared_with_itself() -> None:
    one, two = text_block(1, "One is here."), text_block(2, "Two is here.")
    changed = text_block(2, "Ten is here.")
    before, after = body_copy(one, two), body_copy(changed, one)
    reordered = ["/body/1", "/body/0"]
    inside = ["/body/1/text", 0, 3, "/body/0/text", 0, 3]
    assert equal_without(before, after, [reordered, inside])
    assert not equal_without(before, after, [reordered])
    assert not equal_without(before, after, [inside])
    assert not equal_without(before, after, [["/body/1", None], [None, "/body/0"]])


def test_the_order_of_the_other_blocks_is_compared() -> None:
    one, two, three = (text_block(number, "The same text.") for number in range(3))
    assert not equal_without(body_copy(one, two, three), body_copy(three, two, one), [["/body/2", "/body/0"]])
    assert equal_without(
        body_copy(one, two, three), body_copy(three, two, one), [["/body/2", "/body/0"], ["/body/1", "/body/1"]]
    )


def test_a_block_that_both_copies_have_is_neither_removed_nor_added_nor_compared_with_another() -> None:
    one, two = text_block(1, "One."), text_block(2, "Two.")
    changed = text_block(1, "All of it is other.")
    assert not equal_without(body_copy(one, two), body_copy(changed, two), [["/body/0", None], [None, "/body/0"]])
    exchanged = [
        spot for index in (0, 1) for spot in ([f"/body/{index}/id"] * 2, [f"/body/{index}/text", f"/body/{index}/text"])
    ]
    assert not equal_without(body_copy(one, two), body_copy(two, one), exchanged)


def test_nothing_is_named_within_what_one_copy_alone_has() -> None:
    one, two = text_block(1, "One."), text_block(2, "Two.")
    before, after = body_copy(one, two), body_copy(one)
    assert equal_without(before, after, [["/body/1", None]])
    assert not equal_without(before, after, [["/body/1", None], ["/body/1/text", "/body/0/text"]])


def test_an_item_cannot_come_from_another_list() -> None:
    before, after = sample_copy(), sample_copy()
    after["footnotes"] = before["footnotes"][1:]
    after["disclaimers"] = [*before["disclaimers"], before["footnotes"][0]]
    assert not equal_without(before, after, [["/footnotes/0", "/disclaimers/2"]])


def test_types_of_values_are_compared() -> None:
    before, after = {**BEFORE, "later": [1]}, {**BEFORE, "later": [True]}
    assert not equal_without(before, after, [])
    assert equal_without(before, after, [["/later", "/later"]])
    bold = body_copy(text_block(1, [{"text": "a", "bold": True}])), body_copy(text_block(1, [{"text": "a", "bold": 1}]))
    assert not equal_without(*bold, [])
    assert equal_without(*bold, find_spots(*bold))


@pytest.mark.parametrize(
    "hidden",
    [
        [[{"text": "Paragraph 0."}, {"text": "", "href": "https://example.org/"}]],
        [[{"text": "Paragraph "}, {"text": "0."}]],
        [[{"text": "Paragraph 0."}], []],
        [[{"text": "Paragraph 0.", "footnote": 1}]],
        [{"text": "Paragraph 0."}],
        "Paragraph 0.",
    ],
)
def test_what_readers_do_not_see_in_a_text_is_a_difference_of_the_whole_text(hidden: Any) -> None:
    first = BEFORE["body"][0]
    before, after = body_copy(first), body_copy({**first, "text": hidden})
    assert not equal_without(before, after, [])
    spots = find_spots(before, after)
    assert spots == [["/body/0/text", "/body/0/text"]]
    assert equal_without(before, after, spots)


def test_a_character_like_the_sign_for_a_footnote_is_not_a_footnote() -> None:
    written = body_copy(text_block(1, "Ends.\ufffc"))
    referring = body_copy(text_block(1, [{"text": "Ends."}, {"footnote": 1}]))
    assert not equal_without(written, referring, [])
    assert not equal_without(body_copy(text_block(1, "A\u2029B")), body_copy(text_block(1, "A", "B")), [])


def test_values_nested_too_deeply_are_not_equal() -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    assert not equal_without({**BEFORE, "later": deep}, {**BEFORE, "later": [deep]}, [])
    assert not equal_without(BEFORE, AFTER, deep)
