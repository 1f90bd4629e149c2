"""A redacted version still equals its neighbours outside the parts that its changes name."""

from itertools import pairwise
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.record import spots
from articles.record.canonical import parse
from articles.record.formats.versions import new_version, version_text
from articles.record.redaction.addresses import NeutralAddresses
from articles.record.redaction.chain import WordsRedactor, rewrite_chain
from articles.record.redaction.pictures import PictureRedactor
from articles.record.redaction.places import Search
from articles.record.redaction.words import MIN_LENGTH, Words
from tests.articles.reading.sample import sample_copy
from tests.articles.record.diff.random_copies import CopyMaker
from tests.soak import examples

OFTEN = settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
needs_spots = pytest.mark.skipif(
    not hasattr(spots, "find_spots"), reason="spots are found by another part of the record"
)


def entry(position: int, type: str, text: str) -> Any:
    """An entry with its text, not in the database."""
    row = SimpleNamespace(text=text)
    return SimpleNamespace(position=position, type=type, version_row=row, note_row=row, addendum_row=row)


def change(places: list, change_class: str = "update") -> Any:
    return {"class": change_class, "lowered": "", "note": 0, "reason": "", "rule": "", "spots": places, "verdict": ""}


def version(position: int, copy: Any, *changes: Any) -> Any:
    return entry(position, "version", version_text(new_version(copy, changes=list(changes))))


def redactor(*texts: str) -> WordsRedactor:
    words = Words(texts)
    return WordsRedactor(Search(words, NeutralAddresses(words)))


def rewritten(entries: list[Any], *texts: str) -> dict[int, Any]:
    """Return (parts, content) of each text that a redaction changes, by position."""
    found = rewrite_chain(entries, redactor(*texts))
    return {item.entry.position: (item.parts, parse(item.after)) for item in found}


def with_title(title: str) -> Any:
    return sample_copy(title=title)


def test_a_range_in_a_removed_part_becomes_the_whole_part():
    entries = [
        version(1, with_title("The bridge of Jan Kowalski costs 5")),
        version(2, with_title("The bridge of Jan Kowalski costs 7"), change([["/title", 33, 34, "/title", 33, 34]])),
    ]
    found = rewritten(entries, "Jan Kowalski")
    assert found[2][0] == ["/changes/0", "/copy/title"]
    assert found[2][1]["changes"][0]["spots"] == [["/title", "/title"]]


def test_the_next_version_is_touched_when_only_the_one_before_had_the_words():
    entries = [
        version(1, with_title("The bridge of Jan Kowalski")),
        version(2, with_title("The bridge"), change([["/title", 10, 26, "/title", 10, 10]])),
        version(3, with_title("The bridges"), change([["/title", 10, 10, "/title", 10, 11]])),
    ]
    found = rewritten(entries, "Jan Kowalski")
    assert set(found) == {1, 2}
    assert found[2][0] == ["/changes/0"]
    assert found[2][1]["changes"][0]["spots"] == [["/title", "/title"]]
    assert found[2][1]["copy"]["title"] == "The bridge"


def test_ranges_of_several_changes_in_one_part_become_one_in_the_gravest():
    entries = [
        version(1, with_title("Jan Kowalski, 5 and 6")),
        version(
            2,
            with_title("Jan Kowalski, 7 and 8"),
            change([["/title", 14, 15, "/title", 14, 15]]),
            change([["/title", 20, 21, "/title", 20, 21]], "correction"),
        ),
    ]
    _parts, content = rewritten(entries, "Jan Kowalski")[2]
    assert [item["spots"] for item in content["changes"]] == [[], [["/title", "/title"]]]


def test_a_passage_of_a_note_becomes_the_whole_part():
    note = '{"kind":"correction","nonce":"","passages":[["/title",14,26],["/standfirst",0,5]],"text":"It was wrong."}'
    found = rewritten([version(1, with_title("The bridge of Jan Kowalski")), entry(2, "note", note)], "Jan Kowalski")
    assert found[2][0] == ["/passages/0"]
    assert found[2][1]["passages"] == [["/title"], ["/standfirst", 0, 5]]


def test_an_unaffected_text_keeps_its_nonce():
    entries = [
        version(1, with_title("Jan Kowalski")),
        version(2, with_title("Another"), change([["/title", "/title"]])),
    ]
    assert set(rewritten(entries, "Jan Kowalski")) == {1}


def test_an_anchor_is_the_same_when_the_heading_is_another_block_in_the_next_version():
    def with_heading(block: str) -> Any:
        heading = {"type": "heading", "id": block, "level": 2, "text": "The inquiry", "anchor": "jan-kowalski"}
        return sample_copy(body=[heading])

    changes = change([["/body/0/id", "/body/0/id"]])
    found = rewritten([version(1, with_heading("a")), version(2, with_heading("b"), changes)], "Jan Kowalski")
    copies = [found[position][1]["copy"] for position in (1, 2)]
    assert "kowalski" not in str(copies)
    assert spots.equal_without(*copies, changes["spots"])


@needs_spots
@OFTEN
@given(st.integers(0, 2**40).map(Random))
def test_neighbours_are_equal_outside_their_changes_whatever_is_redacted(random):
    maker = CopyMaker(random)
    copies = [maker.copy()]
    copies += [maker.edited(copies[-1]) for _number in range(2)]
    entries = [version(1, copies[0])]
    for number in (1, 2):
        places = spots.find_spots(copies[number - 1], copies[number])
        random.shuffle(places)
        middle = random.randint(0, len(places))
        entries.append(
            version(number + 1, copies[number], change(places[:middle]), change(places[middle:], "correction"))
        )
    words = random.sample(words_of(copies[random.randrange(3)]), 1)
    original = random.choice([image["digest"] for image in images_of(copies)] or [""])
    for removal in (redactor(*words), PictureRedactor(original)):
        found = {item.entry.position: item.after for item in rewrite_chain(entries, removal)}
        after = [parse(found.get(item.position, item.version_row.text)) for item in entries]
        for before, content in pairwise(after):
            places = [place for item in content["changes"] for place in item["spots"]]
            assert spots.equal_without(before["copy"], content["copy"], places), (words, places)


def words_of(copy: Any) -> list[str]:
    """Return words and passages that a copy contains."""
    found = []
    for value in strings(copy):
        parts = value.split()
        found += [part for part in parts if len(part) >= MIN_LENGTH]
        found += [" ".join(pair) for pair in pairwise(parts) if len("".join(pair)) >= MIN_LENGTH]
    return found or ["nothing"]


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in strings(inner)]
    return [value] if isinstance(value, str) else []


def images_of(value: Any) -> list[dict]:
    if isinstance(value, dict):
        return [value] if "digest" in value else [image for inner in value.values() for image in images_of(inner)]
    return [image for inner in value for image in images_of(inner)] if isinstance(value, list) else []
