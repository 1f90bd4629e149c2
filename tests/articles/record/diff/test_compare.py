"""The comparison of two copies, by example: every field of a copy."""

from typing import Any

import pytest

from articles.record.diff import Hunk, Mark, Unchanged, compare, labels, stretches
from tests.articles.reading.sample import image, sample_copy, uid
from tests.articles.record.diff.long_copies import long_copies


def single_hunk(old: dict, new: dict) -> Hunk:
    (hunk,) = compare(old, new)
    return hunk


def marked_up(hunk: Hunk) -> str:
    """Return the hunk's text as [-removed-], {+added+}."""
    signs = {"same": "{}", "out": "[-{}-]", "in": "{{+{}+}}"}
    return "".join(signs[piece.op].format(piece.text) for piece in hunk.pieces)


def block_of(copy: dict, block_type: str) -> dict:
    return next(block for block in copy["body"] if block["type"] == block_type)


def test_texts_are_compared_by_word_and_not_by_letter() -> None:
    old = sample_copy(standfirst="The loan of 318 million is guaranteed by the Facility itself, we said.")
    new = sample_copy(standfirst="The loan of 318 million is guaranteed by the Romanian treasury, we said.")
    hunk = single_hunk(old, new)
    assert (hunk.key, hunk.change) == ("standfirst", "changed")
    expected = "The loan of 318 million is guaranteed by the [-Facility itself-]{+Romanian treasury+}, we said."
    assert marked_up(hunk) == expected


def test_changes_around_a_short_word_are_joined() -> None:
    old = sample_copy(standfirst="It is a long day in May for all who wait for the ferry.")
    new = sample_copy(standfirst="It is a short week in June for all who wait for the ferry.")
    assert "[-long day in May-]{+short week in June+}" in marked_up(single_hunk(old, new))


def test_texts_that_share_hardly_a_word_are_shown_one_after_the_other() -> None:
    old = sample_copy(title="Grain needs neither the bridge")
    new = sample_copy(title="Two ministries and the same drawing of a hinge")
    assert marked_up(single_hunk(old, new)) == f"[-{old['title']}-]{{+{new['title']}+}}"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", "Another headline"),
        ("language", "uk"),
        ("path", "/the-long-frontier/the-ramp/"),
        ("canonical", "https://example.org/first"),
        ("first_published", "2026-03-04"),
        ("standing_replaced", "An interview."),
        ("search", {"title": "Ramp", "description": ""}),
        ("lead", None),
        ("journal", {"id": uid(2), "name": "Tideline", "path": "/tideline/"}),
        ("uid", uid(9)),
    ],
)
def test_every_other_field_is_a_change_with_its_key_and_label(key: str, value: Any) -> None:
    hunk = single_hunk(sample_copy(), sample_copy(**{key: value}))
    assert hunk.key == key
    assert hunk.label == (labels.field(key) if key != "title" else "Headline")
    assert key in labels.FIELDS


def test_an_author_is_compared_with_role_affiliation_biography_and_portrait() -> None:
    new = sample_copy()
    author = new["authors"][0]
    author |= {"role": "editor", "affiliation": "Harbour Office", "portrait": None}
    author["bio"] = [[{"text": "Senior fellow for bridges at the Harbour Institute; formerly a bridge engineer."}]]
    hunk = single_hunk(sample_copy(), new)
    assert hunk.key == f"authors:{author['id']}"
    assert author["name"] in hunk.label
    changed = {part.label for part in hunk.parts if part.changed}
    assert changed >= {labels.field("affiliation"), labels.field("bio")}
    assert (labels.field("role"), "author", "editor") in hunk.details
    assert hunk.images.old
    assert hunk.images.new is None


def test_the_order_of_the_byline_is_a_change() -> None:
    new = sample_copy()
    new["authors"] = [new["authors"][1], new["authors"][0], new["authors"][2]]
    hunk = single_hunk(sample_copy(), new)
    assert (hunk.key, hunk.change) == (f"authors:{new['authors'][1]['id']}", "moved")
    assert [detail[1:] for detail in hunk.details] == [("1", "2")]


def test_a_cell_is_found_by_row_and_heading() -> None:
    new = sample_copy()
    block_of(new, "table")["rows"][1][1] = [{"text": "41.0"}]
    hunk = single_hunk(sample_copy(), new)
    assert hunk.key == f"body:{block_of(new, 'table')['id']}:row:2"
    assert "“What the ramps can carry (demonstration figures)”" in hunk.label
    assert [(part.label, part.changed) for part in hunk.parts] == [
        ("Ramp", False),
        ("Axle load, t", True),
        ("Remark", False),
    ]
    assert "[-40.0-]{+41.0+}" in marked_up(hunk)


def test_an_added_row_is_a_separate_change() -> None:
    new = sample_copy()
    block_of(new, "table")["rows"].insert(1, [[{"text": "Lee"}], [{"text": "22.5"}], []])
    hunk = single_hunk(sample_copy(), new)
    assert hunk.change == "added"
    assert hunk.key.endswith(":row:2")
    assert marked_up(hunk) == "{+Lee+}{+22.5+}"


def test_an_added_column_changes_the_columns_and_every_row() -> None:
    new = sample_copy()
    table = block_of(new, "table")
    table["columns"].append({"heading": "Trains a day", "type": "number"})
    for row in table["rows"]:
        row.append([{"text": "9"}])
    columns, *rows = compare(sample_copy(), new)
    assert "{+Trains a day+}" in marked_up(columns)
    assert ["{+9+}" in marked_up(row) for row in rows] == [True, True]


def test_a_link_with_another_url_and_a_word_with_another_style_are_changes() -> None:
    new = sample_copy()
    block_of(new, "list")["items"][0][1]["href"] = "https://example.org/other"
    hunk = single_hunk(sample_copy(), new)
    assert hunk.key == f"body:{block_of(new, 'list')['id']}:item:1"
    assert [piece.marks for piece in hunk.pieces if piece.op != "same"] == [
        (Mark("href", "https://example.org/tables"),),
        (Mark("href", "https://example.org/other"),),
    ]
    new = sample_copy()
    new["body"][1]["text"][0][1] = {"text": "tonnes"}
    assert "[-tonnes-]{+tonnes+}" in marked_up(single_hunk(sample_copy(), new))


def test_a_paragraph_is_labelled_with_its_number_in_the_whole_text() -> None:
    texts = [[[{"text": f"This is the sentence number {number}."}] for number in pair] for pair in ((1, 2, 3), (4, 5))]
    old = sample_copy(body=[{"type": "paragraph", "id": uid(n), "text": text} for n, text in enumerate(texts)])
    new = sample_copy(body=[{"type": "paragraph", "id": uid(n), "text": list(text)} for n, text in enumerate(texts)])
    new["body"][1]["text"][0] = [{"text": "This is the sentence number four."}]
    found = stretches(old, new)
    assert [item.label for item in found[:3]] == [
        labels.unchanged_paragraphs(1, 3),
        labels.paragraphs(4, 4),
        labels.unchanged_paragraphs(5, 5),
    ]
    assert found[0].texts[1] == "This is the sentence number 2."


def test_a_moved_block_is_one_change_and_not_a_removal_and_an_addition() -> None:
    new = sample_copy()
    new["body"].insert(2, new["body"].pop(5))
    hunk = single_hunk(sample_copy(), new)
    assert (hunk.key, hunk.change) == (f"body:{block_of(new, 'pull_quote')['id']}", "moved")
    assert [detail[1:] for detail in hunk.details] == [("6", "3")]


def test_a_moved_block_shows_what_changed_in_it() -> None:
    new = sample_copy()
    block = new["body"].pop(5)
    new["body"].insert(2, {**block, "text": block["text"].replace("Fish", "Grain")})
    hunk = single_hunk(sample_copy(), new)
    assert hunk.change == "moved"
    assert "[-Fish-]{+Grain+}" in marked_up(hunk)


def test_a_text_whose_blocks_have_new_ids_is_compared_with_itself() -> None:
    new = sample_copy()
    for number, block in enumerate(new["body"]):
        block["id"] = uid(5000 + number)
    new["body"][4]["text"][0][0]["text"] = new["body"][4]["text"][0][0]["text"].replace("mayor", "harbour master")
    paragraph, ids = compare(sample_copy(), new)
    assert "[-mayor-]{+harbour master+}" in marked_up(paragraph)
    assert ids.key == "body:ids"


def test_a_removed_footnote_renumbers_the_others_in_one_change() -> None:
    new = sample_copy()
    new["footnotes"].pop(0)
    for block in new["body"]:
        for spans in block.get("text", []) if block["type"] == "paragraph" else []:
            spans[:] = [{"footnote": 1} if s.get("footnote") == 2 else s for s in spans if s.get("footnote") != 1]
    list_items = block_of(new, "list")["items"]
    list_items[1].pop()
    old = sample_copy()
    assert [hunk.key for hunk in compare(old, new)] == [
        f"body:{block_of(new, 'paragraph')['id']}",
        f"body:{block_of(new, 'list')['id']}:item:2",
        f"footnotes:{old['footnotes'][0]['id']}:-",
        "footnotes:numbers",
    ]


def test_added_and_removed_tags_are_shown_by_name() -> None:
    new = sample_copy()
    new["entities"][1] = {"id": uid(499), "kind": "country", "slug": "sweden", "name": "Sweden"}
    hunk = single_hunk(sample_copy(), new)
    assert hunk.key == "entities"
    assert hunk.parts[0].label == labels.entity_kind("country")
    assert marked_up(Hunk("", "", "", hunk.parts[:1])) in (
        "Denmark{+, +}{+Sweden+}[-, -][-Norway-]",
        "Denmark[-, -][-Norway-]{+, +}{+Sweden+}",
    )


def test_a_disclosure_and_a_disclaimer_are_compared_word_by_word() -> None:
    new = sample_copy()
    new["disclosures"][0]["text"] = "Worked for Fjordline Stål until 2019."
    new["disclaimers"][1]["text"][0][0]["text"] = "Work on this article was paid for by the general reserve."
    disclaimer, disclosure = compare(sample_copy(), new)
    assert (disclosure.key, disclosure.change) == ("disclosures:1", "changed")
    assert disclaimer.key == f"disclaimers:{new['disclaimers'][1]['id']}"
    assert "[-2017-]{+2019+}" in marked_up(disclosure)
    assert "[-fund-]{+reserve+}" in marked_up(disclaimer)


def test_both_images_are_shown_only_where_the_image_is_another() -> None:
    new = sample_copy()
    new["lead"]["caption"] = "The ramp as drawn in 2026."
    hunk = single_hunk(sample_copy(), new)
    assert hunk.images is None
    assert "[-2025-]{+2026+}" in marked_up(hunk)
    new = sample_copy(lead=image(99, "A ramp", width=1000))
    assert single_hunk(sample_copy(), new).images == (sample_copy()["lead"], new["lead"])


def test_white_space_that_alone_changed_is_named() -> None:
    hunk = single_hunk(sample_copy(standfirst="Twenty five years"), sample_copy(standfirst="Twenty\u00a0five years"))
    assert [piece.display_text for piece in hunk.pieces if piece.op != "same"] == ["[space]", "[no-break space]"]


def test_languages_without_spaces_are_compared_by_character() -> None:
    hunk = single_hunk(sample_copy(standfirst="渡船今年停航两次了"), sample_copy(standfirst="渡船去年停航两次了"))
    assert marked_up(hunk) == "渡船[-今-]{+去+}年停航两次了"


def test_unchanged_fields_are_named_last() -> None:
    found = stretches(sample_copy(), sample_copy(title="Another headline"))
    assert isinstance(found[-1], Unchanged)
    assert f"{labels.field('standfirst')}, {labels.field('authors')}" in found[-1].label
    assert "Headline" not in found[-1].label


@pytest.mark.parametrize("ids", ["kept", "new"])
def test_every_one_of_three_hundred_changes_in_five_thousand_words_is_a_hunk(ids: str) -> None:
    old, new = long_copies(same_ids=ids == "kept")
    assert len(compare(old, new)) >= 300
