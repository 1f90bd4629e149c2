"""The comparison of two copies, by example: every field of a copy, in words a person understands."""

from time import process_time

import pytest

from articles.record.diff import Hunk, Unchanged, compare, stretches
from tests.articles.reading.sample import image, sample_copy, uid


def only(old: dict, new: dict) -> Hunk:
    (hunk,) = compare(old, new)
    return hunk


def written(hunk: Hunk) -> str:
    """The hunk's words: [-taken out-], {+put in+}."""
    signs = {"same": "{}", "out": "[-{}-]", "in": "{{+{}+}}"}
    return "".join(signs[piece.op].format(piece.text) for piece in hunk.pieces)


def block_of(copy: dict, kind: str) -> dict:
    return next(block for block in copy["body"] if block["type"] == kind)


def test_words_are_compared_and_not_letters() -> None:
    old = sample_copy(standfirst="The loan of 318 million is guaranteed by the Facility itself, we said.")
    new = sample_copy(standfirst="The loan of 318 million is guaranteed by the Romanian treasury, we said.")
    hunk = only(old, new)
    assert (hunk.key, hunk.label, hunk.change) == ("standfirst", "Standfirst", "changed")
    expected = "The loan of 318 million is guaranteed by the [-Facility itself-]{+Romanian treasury+}, we said."
    assert written(hunk) == expected


def test_a_short_word_between_two_changes_does_not_break_them_up() -> None:
    old = sample_copy(standfirst="It is a long day in May for all who wait for the ferry.")
    new = sample_copy(standfirst="It is a short week in June for all who wait for the ferry.")
    assert "[-long day in May-]{+short week in June+}" in written(only(old, new))


def test_texts_that_share_hardly_a_word_stand_one_after_the_other() -> None:
    old = sample_copy(title="Grain needs neither the bridge")
    new = sample_copy(title="Two ministries and the same drawing of a hinge")
    assert written(only(old, new)) == f"[-{old['title']}-]{{+{new['title']}+}}"


@pytest.mark.parametrize(
    ("changes", "key", "label"),
    [
        ({"title": "Another headline"}, "title", "Headline"),
        ({"language": "uk"}, "language", "Language"),
        ({"path": "/the-long-frontier/the-ramp/"}, "path", "Address"),
        ({"canonical": "https://example.org/first"}, "canonical", "First published at another address"),
        ({"first_published": "2026-03-04"}, "first_published", "Date of first publication"),
        (
            {"standing_replaced": "An interview."},
            "standing_replaced",
            "Why the journal’s disclaimers do not stand here",
        ),
        ({"search": {"title": "Ramp", "description": ""}}, "search", "Words for search engines"),
        ({"lead": None}, "lead", "Lead picture"),
        ({"journal": {"id": uid(2), "name": "Tideline", "path": "/tideline/"}}, "journal", "Journal"),
        ({"uid": uid(9)}, "uid", "Permanent id"),
    ],
)
def test_every_field_of_its_own_is_a_change_with_its_name(changes: dict, key: str, label: str) -> None:
    hunk = only(sample_copy(), sample_copy(**changes))
    assert (hunk.key, hunk.label) == (key, label)


def test_an_author_is_compared_with_all_that_is_said_of_them() -> None:
    new = sample_copy()
    author = new["authors"][0]
    author |= {"role": "editor", "affiliation": "Harbour Office", "portrait": None}
    author["bio"] = [[{"text": "Senior fellow for bridges at the Harbour Institute; formerly a bridge engineer."}]]
    hunk = only(sample_copy(), new)
    assert hunk.label == "Author Ilze Kārkliņa"
    assert {part.label for part in hunk.parts if part.changed} >= {"Affiliation", "Biography"}
    assert ("Role", "author", "editor") in hunk.detail
    assert hunk.images.old
    assert hunk.images.new is None


def test_the_order_of_the_by_line_is_a_change() -> None:
    new = sample_copy()
    new["authors"] = [new["authors"][1], new["authors"][0], new["authors"][2]]
    hunk = only(sample_copy(), new)
    assert (hunk.label, hunk.change) == ("Author Ilze Kārkliņa", "moved")
    assert hunk.detail == (("Place in the by-line", "1", "2"),)


def test_a_cell_is_found_by_row_and_heading() -> None:
    new = sample_copy()
    block_of(new, "table")["rows"][1][1] = [{"text": "41.0"}]
    hunk = only(sample_copy(), new)
    assert hunk.label == "Table “What the ramps can carry (demonstration figures)”, row 2"
    assert [(part.label, part.changed) for part in hunk.parts] == [
        ("Ramp", False),
        ("Axle load, t", True),
        ("Remark", False),
    ]
    assert "[-40.0-]{+41.0+}" in written(hunk)


def test_rows_that_come_and_go_are_changes_of_their_own() -> None:
    new = sample_copy()
    block_of(new, "table")["rows"].insert(1, [[{"text": "Lee"}], [{"text": "22.5"}], []])
    hunk = only(sample_copy(), new)
    assert hunk.change == "added"
    assert hunk.label.endswith("row 2")
    assert written(hunk) == "{+Lee+}{+22.5+}"


def test_a_column_that_comes_changes_heads_and_every_row() -> None:
    new = sample_copy()
    table = block_of(new, "table")
    table["columns"].append({"heading": "Trains a day", "type": "number"})
    for row in table["rows"]:
        row.append([{"text": "9"}])
    heads, *rows = compare(sample_copy(), new)
    assert "{+Trains a day+}" in written(heads)
    assert ["{+9+}" in written(row) for row in rows] == [True, True]


def test_a_link_that_leads_elsewhere_and_a_word_that_becomes_bold_are_changes() -> None:
    new = sample_copy()
    block_of(new, "list")["items"][0][1]["href"] = "https://example.org/other"
    hunk = only(sample_copy(), new)
    assert hunk.label == "List 1, item 1"
    assert [piece.explained for piece in hunk.pieces if piece.op != "same"] == [
        "link to https://example.org/tables",
        "link to https://example.org/other",
    ]
    new = sample_copy()
    new["body"][1]["text"][0][1] = {"text": "tonnes"}
    assert "[-tonnes-]{+tonnes+}" in written(only(sample_copy(), new))


def test_a_paragraph_is_named_by_its_number_in_the_whole_text() -> None:
    texts = [[[{"text": f"This is the sentence number {number}."}] for number in pair] for pair in ((1, 2, 3), (4, 5))]
    old = sample_copy(body=[{"type": "paragraph", "id": uid(n), "text": text} for n, text in enumerate(texts)])
    new = sample_copy(body=[{"type": "paragraph", "id": uid(n), "text": list(text)} for n, text in enumerate(texts)])
    new["body"][1]["text"][0] = [{"text": "This is the sentence number four."}]
    found = stretches(old, new)
    assert [item.label for item in found[:3]] == [
        "Paragraphs 1 to 3 are unchanged.",
        "Paragraph 4",
        "Paragraph 5 is unchanged.",
    ]
    assert found[0].texts[1] == "This is the sentence number 2."


def test_a_block_that_moved_is_told_once_and_not_as_taken_out_and_put_in() -> None:
    new = sample_copy()
    new["body"].insert(2, new["body"].pop(5))
    hunk = only(sample_copy(), new)
    assert (hunk.label, hunk.change) == ("Pull quote 1", "moved")
    assert hunk.detail == (("Place among the blocks of the text", "6", "3"),)


def test_a_block_that_moved_and_changed_says_both() -> None:
    new = sample_copy()
    block = new["body"].pop(5)
    new["body"].insert(2, {**block, "text": block["text"].replace("Fish", "Grain")})
    hunk = only(sample_copy(), new)
    assert hunk.change == "moved"
    assert "[-Fish-]{+Grain+}" in written(hunk)


def test_a_text_whose_blocks_have_new_ids_is_compared_with_itself() -> None:
    new = sample_copy()
    for number, block in enumerate(new["body"]):
        block["id"] = uid(5000 + number)
    new["body"][4]["text"][0][0]["text"] = new["body"][4]["text"][0][0]["text"].replace("mayor", "harbour master")
    words, ids = compare(sample_copy(), new)
    assert "[-mayor-]{+harbour master+}" in written(words)
    assert ids.key == "body:ids"


def test_a_footnote_that_goes_renumbers_the_others_in_one_change() -> None:
    new = sample_copy()
    new["footnotes"].pop(0)
    for block in new["body"]:
        for spans in block.get("text", []) if block["type"] == "paragraph" else []:
            spans[:] = [{"footnote": 1} if s.get("footnote") == 2 else s for s in spans if s.get("footnote") != 1]
    list_items = block_of(new, "list")["items"]
    list_items[1].pop()
    labels = [hunk.label for hunk in compare(sample_copy(), new)]
    assert labels == ["Paragraph 1", "List 1, item 2", "Footnote 1", "Numbers of footnotes"]


def test_tags_are_put_in_and_taken_out_by_name() -> None:
    new = sample_copy()
    new["entities"][1] = {"id": uid(499), "kind": "country", "slug": "sweden", "name": "Sweden"}
    hunk = only(sample_copy(), new)
    assert hunk.label == "Subjects"
    assert hunk.parts[0].label == "Countries"
    assert written(Hunk("", "", "", hunk.parts[:1])) in (
        "Denmark{+, +}{+Sweden+}[-, -][-Norway-]",
        "Denmark[-, -][-Norway-]{+, +}{+Sweden+}",
    )


def test_a_disclosure_and_a_disclaimer_are_compared_word_by_word() -> None:
    new = sample_copy()
    new["disclosures"][0]["text"] = "Worked for Fjordline Stål until 2019."
    new["disclaimers"][1]["text"][0][0]["text"] = "Work on this article was paid for by the general reserve."
    disclaimer, disclosure = compare(sample_copy(), new)
    assert (disclosure.label, disclosure.change) == ("Disclosure of Ilze Kārkliņa", "changed")
    assert "[-2017-]{+2019+}" in written(disclosure)
    assert "[-fund-]{+reserve+}" in written(disclaimer)


def test_a_picture_shows_both_pictures_only_where_the_picture_is_another() -> None:
    new = sample_copy()
    new["lead"]["caption"] = "The ramp as drawn in 2026."
    hunk = only(sample_copy(), new)
    assert hunk.images is None
    assert "[-2025-]{+2026+}" in written(hunk)
    new = sample_copy(lead=image(99, "A ramp", width=1000))
    assert only(sample_copy(), new).images == (sample_copy()["lead"], new["lead"])


def test_white_space_that_alone_changed_is_told_in_words() -> None:
    hunk = only(sample_copy(standfirst="Twenty five years"), sample_copy(standfirst="Twenty\u00a0five years"))
    assert [piece.shown for piece in hunk.pieces if piece.op != "same"] == ["[space]", "[no-break space]"]


def test_languages_without_spaces_are_compared_by_character() -> None:
    hunk = only(sample_copy(standfirst="渡船今年停航两次了"), sample_copy(standfirst="渡船去年停航两次了"))
    assert written(hunk) == "渡船[-今-]{+去+}年停航两次了"


def test_what_is_unchanged_around_the_text_is_named_last() -> None:
    found = stretches(sample_copy(), sample_copy(title="Another headline"))
    assert isinstance(found[-1], Unchanged)
    assert "Standfirst, Authors" in found[-1].label
    assert "Headline" not in found[-1].label


def long_copy(words: int = 5000, paragraphs: int = 300) -> dict:
    each = words // paragraphs
    body = []
    for number in range(paragraphs):
        text = " ".join(f"word{(number * 31 + step * 17) % 700}" if step % 3 else "the" for step in range(each))
        body.append({"type": "paragraph", "id": uid(number), "text": [[{"text": f"{text}."}]]})
    return sample_copy(body=body)


@pytest.mark.parametrize("ids", ["kept", "new"])
def test_five_thousand_words_with_three_hundred_changes_take_less_than_a_second(ids: str) -> None:
    old, new = long_copy(), long_copy()
    for number, block in enumerate(new["body"]):
        block["text"][0][0]["text"] = block["text"][0][0]["text"].replace("word", "wort", 2)
        block["id"] = block["id"] if ids == "kept" else uid(9000 + number)
    start = process_time()
    assert len(compare(old, new)) >= 300
    assert process_time() - start < 1


def test_one_paragraph_of_five_thousand_words_is_no_trap() -> None:
    start = process_time()
    compare(sample_copy(standfirst="x " + "so and " * 2500), sample_copy(standfirst="so but " * 2500 + "y"))
    assert process_time() - start < 1
