"""The places in which two copies differ."""

from copy import deepcopy
from typing import Any

import pytest

from articles.record.spots import classed_changes, equal_without, find_spots
from tests.articles.reading.sample import image, sample_copy, uid

SENTENCE = "The bridge is 1,240 metres long and was opened in May by the province."


def text_block(number: int, *paragraphs: Any) -> dict[str, Any]:
    return {"type": "paragraph", "id": uid(number), "text": [as_spans(paragraph) for paragraph in paragraphs]}


def as_spans(paragraph: Any) -> list[dict[str, Any]]:
    return paragraph if isinstance(paragraph, list) else [{"text": paragraph}]


def list_block(*items: str) -> dict[str, Any]:
    return {"type": "list", "id": uid(1), "ordered": False, "items": [as_spans(item) for item in items]}


def table_block(headings: list[str], *rows: list[str]) -> dict[str, Any]:
    columns = [{"heading": heading, "type": "text"} for heading in headings]
    cells = [[as_spans(cell) for cell in row] for row in rows]
    return {"type": "table", "id": uid(1), "caption": "Lengths", "columns": columns, "rows": cells}


def spots_of_bodies(old: list[Any], new: list[Any]) -> list[Any]:
    before, after = sample_copy(body=old), sample_copy(body=new)
    spots = find_spots(before, after)
    assert equal_without(before, after, spots)
    return spots


def spots_of_texts(old: list[Any], new: list[Any]) -> list[Any]:
    """Return the numbers of the ranges in the text of one block."""
    spots = spots_of_bodies([text_block(1, *old)], [text_block(1, *new)])
    assert all((spot[0], spot[3]) == ("/body/0/text", "/body/0/text") for spot in spots)
    return [(*spot[1:3], *spot[4:6]) for spot in spots]


def test_equal_copies_have_no_spots() -> None:
    assert find_spots(sample_copy(), sample_copy()) == []
    assert classed_changes(sample_copy(), sample_copy(), "update", False) == []


def test_a_changed_word_is_a_range_in_both_copies() -> None:
    changed = SENTENCE.replace("1,240", "1,420")
    assert spots_of_texts([SENTENCE], [changed]) == [(14, 19, 14, 19)]


def test_changes_far_apart_are_several_ranges() -> None:
    changed = SENTENCE.replace("1,240", "1,42").replace("May", "June")
    assert spots_of_texts([SENTENCE], [changed]) == [(14, 19, 14, 18), (50, 53, 49, 53)]


def test_an_added_word_is_an_empty_range_in_the_copy_before() -> None:
    [(start, end, new_start, new_end)] = spots_of_texts([SENTENCE], [SENTENCE.replace("the", "the upper")])
    assert start == end
    assert new_end - new_start == len(" upper")


@pytest.mark.parametrize("mark", [{"bold": True}, {"href": "https://example.org/"}, {"link_id": uid(7), "href": "/a/"}])
def test_formatting_and_links_are_ranges(mark: dict[str, Any]) -> None:
    formatted = [{"text": "The "}, {"text": "bridge", **mark}, {"text": " is open."}]
    assert spots_of_texts(["The bridge is open."], [formatted]) == [(4, 10, 4, 10)]


def test_paragraphs_are_joined_by_one_code_point() -> None:
    assert spots_of_texts(["One.", "Two three."], ["One.", "Two four."]) == [(9, 14, 9, 13)]
    assert spots_of_texts(["One."], ["One.", "Two."]) == [(4, 4, 4, 9)]


def test_a_footnote_reference_is_one_code_point() -> None:
    [found] = spots_of_texts(["Ends. So."], [[{"text": "Ends."}, {"footnote": 1}, {"text": " So."}]])
    assert found == (5, 5, 5, 6)


def test_code_points_are_counted_and_not_bytes_or_code_units() -> None:
    assert spots_of_texts(["𝄞𝄞 Świnoujście is"], ["𝄞𝄞 Świnoujście was"]) == [(15, 17, 15, 18)]


def test_a_footnote_with_another_number_is_no_difference_in_the_text() -> None:
    before, after = sample_copy(), sample_copy()
    before["body"] = [text_block(1, [{"text": "One."}, {"footnote": 1}])]
    after["body"] = [text_block(1, [{"text": "One."}, {"footnote": 2}])]
    before["footnotes"] = [{"id": uid(302), "text": [[{"text": "Old."}]]}]
    after["footnotes"] = [{"id": uid(301), "text": [[{"text": "New."}]]}, *before["footnotes"]]
    assert find_spots(before, after) == [[None, "/footnotes/0"]]


def test_removed_added_and_reordered_blocks_are_named_by_their_indexes() -> None:
    one, two, three, four = (text_block(number, f"Text {word}.") for number, word in enumerate("abcd"))
    assert spots_of_bodies([one, two, three], [one, three]) == [["/body/1", None]]
    assert spots_of_bodies([one, three], [one, four, three]) == [[None, "/body/1"]]
    assert spots_of_bodies([one, two, three], [three, one, two]) == [["/body/2", "/body/0"]]


def test_a_change_within_a_reordered_block_is_named_too() -> None:
    one, two, three = (text_block(number, SENTENCE) for number in range(3))
    changed = text_block(2, SENTENCE.replace("May", "June"))
    assert spots_of_bodies([one, two, three], [changed, one, two]) == [
        ["/body/2", "/body/0"],
        ["/body/2/text", 50, 53, "/body/0/text", 50, 54],
    ]


def test_a_block_with_a_new_id_is_compared_with_the_one_of_the_same_words() -> None:
    assert spots_of_bodies([text_block(1, SENTENCE)], [text_block(2, SENTENCE)]) == [["/body/0/id", "/body/0/id"]]


def test_a_block_of_another_type_is_removed_and_added() -> None:
    heading = {"type": "heading", "id": uid(1), "level": 2, "text": "Open", "anchor": "open"}
    assert spots_of_bodies([text_block(1, "Open")], [heading]) == [["/body/0", None], [None, "/body/0"]]


def test_items_of_a_list_are_named() -> None:
    assert spots_of_bodies([list_block("one", "two", "three")], [list_block("one", "three")]) == [
        ["/body/0/items/1", None]
    ]
    assert spots_of_bodies([list_block("one", "span two")], [list_block("one", "span ten")]) == [
        ["/body/0/items/1", 5, 8, "/body/0/items/1", 5, 8]
    ]


def test_cells_rows_and_columns_of_a_table_are_named() -> None:
    old = table_block(["Bridge", "Length"], ["Upper", "120"], ["Lower", "80"])
    assert spots_of_bodies([old], [table_block(["Bridge", "Length"], ["Upper", "125"], ["Lower", "80"])]) == [
        ["/body/0/rows/0/1", 0, 3, "/body/0/rows/0/1", 0, 3]
    ]
    assert spots_of_bodies([old], [table_block(["Bridge", "Length"], ["Lower", "80"])]) == [["/body/0/rows/0", None]]
    assert spots_of_bodies(
        [old], [table_block(["Bridge", "Opened", "Length"], ["Upper", "1", "120"], ["Lower", "2", "80"])]
    ) == [
        [None, "/body/0/columns/1"],
        [None, "/body/0/rows/0/1"],
        [None, "/body/0/rows/1/1"],
    ]


def test_pictures_and_other_values_are_named_as_a_whole() -> None:
    before, after = sample_copy(), sample_copy(lead=None, language="fr", path="/elsewhere/")
    after["authors"][0]["role"] = "editor"
    after["authors"][1]["portrait"] = image(99)
    assert find_spots(before, after) == [
        ["/authors/0/role", "/authors/0/role"],
        ["/authors/1/portrait", "/authors/1/portrait"],
        ["/language", "/language"],
        ["/lead", "/lead"],
        ["/path", "/path"],
    ]


def test_people_tags_and_disclaimers_are_paired_by_identity() -> None:
    before, after = sample_copy(), sample_copy()
    after["authors"].insert(0, after["authors"].pop())
    del after["entities"][1]
    after["entities"][0]["name"] = "Danmark"
    after["disclaimers"].reverse()
    assert find_spots(before, after) == [
        ["/authors/2", "/authors/0"],
        ["/disclaimers/0", "/disclaimers/1"],
        ["/entities/0/name", 0, 7, "/entities/0/name", 0, 7],
        ["/entities/1", None],
    ]


def test_fields_of_a_later_format_are_named_as_a_whole() -> None:
    before, after = sample_copy(), sample_copy()
    after["a/later~field"] = {"inside": [1]}
    before["both"], after["both"] = {"inside": [1]}, {"inside": [True]}
    assert find_spots(before, after) == [[None, "/a~1later~0field"], ["/both", "/both"]]


def test_the_order_of_keys_makes_no_difference() -> None:
    before = sample_copy()
    after = deepcopy(before)
    after["body"] = [dict(reversed(block.items())) for block in before["body"]]
    assert find_spots(before, after) == []


def test_one_class_is_given_to_all_spots_with_the_first_note_of_the_act() -> None:
    before, after = sample_copy(title="A"), sample_copy(title="B", language="fr")
    [change] = classed_changes(before, after, "correction", True)
    assert change["spots"] == find_spots(before, after)
    assert (change["class"], change["note"]) == ("correction", 1)
    assert {change[name] for name in ("lowered", "reason", "rule", "verdict")} == {""}
    [change] = classed_changes(before, after, "copy_edit", False)
    assert change["note"] == 0
