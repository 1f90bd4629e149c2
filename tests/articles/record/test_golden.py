"""Stored texts of every form and every format ever written, which today's readers must read.

The files in `golden/` are never changed, and none is removed. A new format gets new files.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from articles.record.canonical import NotCanonical, canonical_json, digest
from articles.record.formats.actors import ActorsContent
from articles.record.formats.addenda import RedactionContent, ReviewContent, read_addendum
from articles.record.formats.approval import Approval
from articles.record.formats.day_lines import day_line_text
from articles.record.formats.heads import head, uncovered_columns
from articles.record.formats.notes import NoteContent, NoteFields, read_note
from articles.record.formats.versions import Change, Judge, VersionContent, read_version
from articles.record.models import Entry
from articles.record.reader_copy import ReaderCopy
from articles.record.spots import equal_without
from tests.articles.record.stranger_copies import equal_without as stranger_equal_without

FOLDER = Path(__file__).parent / "golden"
DIGESTS = {
    "actors-1.json": "64c6865445b01de91c6bee6d6b167b7163e0ef60d8583d2ff1aa1c66c0ac0f55",
    "day-line.txt": "42af10adc04f35bf3c14ff3d1d5d59225ed251df19cd84927cf74ffa21b4487b",
    "head-1.json": "bee12f3c738512e66a4c6521be2cbcf6bba2d64f74ff80b84d23cbc95b095d90",
    "head-2.json": "6dfa98f75f0a05eb6049896e35eb6c7c9bdf6f2d4a10e2d758845b262923c66a",
    "imported-note-1.json": "0f8d5c1aae702231f24733b0a4c9f1296ec2b053d66b9a16b39d4153e6da8bb4",
    "imported-note-2.json": "3e0e4fb1c5a48dde0d9c59483784da59d2969a18a6f2d081e053ab25400b03bc",
    "note-1.json": "cc2a2c2229821e87d0b1325b432c0a347dd0758bc7a99d830847e500bd35ce46",
    "note-2.json": "e461e1cfba928b89d1fb7f6a8ff59d6379304e86b041d6e5c56bfdf60f833f0c",
    "note-with-passages-2.json": "d2ed849e68ec93c086c7166990132ffa810360c0c40f7c6c158d6a9e11cbc350",
    "opening-2.json": "7187c1048b967232e3aa5d985a1b972365959747564246bb113b9780224d8659",
    "redaction-1.json": "a9e5b4a58c86622f35d0ca2c2c1f5599465604373d57dff7100aae93a5678c4f",
    "restriction-2.json": "759700942d0183177b822853c89c9e0258dcf3db6119e4c8b498716ee6aac263",
    "return-1.json": "626818fad0d26cf89a081e6d179072c48249bc17587be7ecaaf505c43b66e3fc",
    "return-2.json": "3787b1f8891da55a6c72cbaffeedaf9f6b28df75ec4d48bc6cd071c89b6c6939",
    "review-1.json": "405d6cd8a7cb0f5199c66458e0f7a5bde57cc92404e7c71d2618b4824c51d164",
    "version-1.json": "742a604332bd63ced2aa440cc34d76b0dc726f6310f61f9c4b9faa11e07b929f",
    "version-2.json": "3ea711bd6d1b71d20975cc8942f5d3f0524eec4e273b2e46329ff4611c254483",
    "withdrawal-1.json": "a67c165af7d83035d99d33c3c01e6fcf5b89315a0cc32ccc352bfde79740b592",
    "withdrawal-2.json": "48bc601eb68d7d6b2f183f09ef439c3ebba346f0c65b965f24b9f8ab73e782f5",
}
NOTES = {
    "note-1.json": {"kind": "correction", "number": 1},
    "imported-note-1.json": {"kind": "update", "dated": "2021-05-12", "date_text": "12 May 2021"},
    "withdrawal-1.json": {"kind": "removal", "cause": "error", "text": "Two names were exchanged."},
    "return-1.json": {"kind": "return", "number": 4, "text": ""},
    "note-2.json": {
        "carried": [[1, 1]],
        "amends": [{"how": "replaces", "note": 1}],
        "material": True,
        "wish": "author",
    },
    "note-with-passages-2.json": {"passages": [["/body/0/text", 12, 15]], "kind": "editors_note"},
    "imported-note-2.json": {"dated": "2020-02-01", "language": ""},
    "withdrawal-2.json": {"cause": "privacy", "text": "", "wish": "third_party"},
    "return-2.json": {"kind": "return", "number": 9},
    "restriction-2.json": {"access": "groups", "cause": "members", "since": "2026-05-20T08:00:00.000000Z"},
    "opening-2.json": {"kind": "opening", "access": "", "since": ""},
}
NOT_ASKED = {"by": [], "ground": "", "how": "not_asked", "reason": ""}


def golden(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def keys(shape: Any) -> set[str]:
    return set(shape.__annotations__)


def test_no_golden_file_was_changed_or_removed() -> None:
    assert {path.name: digest(golden(path.name)) for path in FOLDER.iterdir()} == DIGESTS


@pytest.mark.parametrize("name", [name for name in DIGESTS if name.endswith(".json")])
def test_every_golden_text_is_canonical(name: str) -> None:
    assert canonical_json(json.loads(golden(name))) == golden(name)


@pytest.mark.parametrize("name", ["head-1.json", "head-2.json"])
def test_heads_of_every_format_are_written_as_they_were(name: str) -> None:
    values = json.loads(golden(name))
    same_names = ("position", "type", "version", "people", "imported", "format", "content_digest", "previous", "actors")
    entry = Entry(
        uid=UUID(values["article"]),
        at=datetime.strptime(values["at"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC),
        change_class=values["class"],
        act=UUID(values["act"]) if "act" in values else None,
        **{column: values[column] for column in same_names if column in values},
    )
    assert head(entry) == golden(name)
    assert digest(head(entry)) == DIGESTS[name]
    assert uncovered_columns(entry) == []


def test_a_head_of_an_unknown_format_is_not_written() -> None:
    with pytest.raises(NotCanonical):
        head(Entry(format=3, at=datetime(2026, 5, 12, tzinfo=UTC)))


@pytest.mark.parametrize("name", NOTES)
def test_notes_of_every_format_are_read_in_the_shape_of_today(name: str) -> None:
    note: dict[str, Any] = {**read_note(golden(name))}
    stored = json.loads(golden(name))
    assert note.keys() == keys(NoteContent)
    assert note["fields"].keys() == keys(NoteFields)
    assert note["approval"].keys() == keys(Approval)
    assert {key: note[key] for key in stored} == stored
    assert {key: note[key] for key in NOTES[name]} == NOTES[name]


def test_a_note_of_format_1_has_empty_values_for_what_it_did_not_contain() -> None:
    note: dict[str, Any] = {**read_note(golden("note-1.json"))}
    added = {key: note[key] for key in note.keys() - json.loads(golden("note-1.json")).keys()}
    assert added == {
        "access": "",
        "amends": [],
        "approval": NOT_ASKED,
        "carried": [],
        "fields": {"how": "", "said": "", "true": "", "where": ""},
        "language": "",
        "material": False,
        "passages": [],
        "since": "",
        "stood": [],
        "wish": "",
    }


def test_versions_of_every_format_are_read_in_the_shape_of_today() -> None:
    first, second = read_version(golden("version-1.json")), read_version(golden("version-2.json"))
    for version in (first, second):
        assert version.keys() == keys(VersionContent)
        assert version["judge"].keys() == keys(Judge)
        assert version["approval"].keys() == keys(Approval)
    assert (first["changes"], first["approval"]) == (None, NOT_ASKED)
    assert first["judge"] == {"language": "", "lists": {}, "version": 0}
    assert first["copy"] == json.loads(golden("version-1.json"))["copy"]
    assert second == json.loads(golden("version-2.json"))
    assert second["changes"] is not None
    correction, copy_edit = second["changes"]
    assert correction.keys() == copy_edit.keys() == keys(Change)
    assert correction["spots"] == [["/body/0/text", 12, 15, "/body/0/text", 12, 15]]
    assert (copy_edit["class"], copy_edit["lowered"], copy_edit["note"]) == ("copy_edit", "update", 0)


def test_copies_of_every_format_are_read() -> None:
    for name in ("version-1.json", "version-2.json"):
        copy = ReaderCopy.from_text(golden(name))
        assert copy.data["title"] == "The quay at Skerry is rebuilt twice"
        assert len(list(copy.images())) == 4
        assert len({block["type"] for block in copy.data["body"]}) == (13 if name == "version-1.json" else 12)


@pytest.mark.parametrize("check", [equal_without, stranger_equal_without])
def test_stored_spots_account_for_every_difference(check: Callable[..., bool]) -> None:
    first, second = read_version(golden("version-1.json")), read_version(golden("version-2.json"))
    spots = [spot for change in second["changes"] or [] for spot in change["spots"]]
    assert check(first["copy"], second["copy"], spots)
    for number in range(len(spots)):
        assert not check(first["copy"], second["copy"], spots[:number] + spots[number + 1 :])


def test_addenda_of_every_format_are_read() -> None:
    redaction: Any = read_addendum(golden("redaction-1.json"))
    assert redaction.keys() == keys(RedactionContent)
    assert (redaction["cause"], redaction["on"]) == ("court", "2026-06-01")
    [touched] = redaction["touched"]
    assert (touched["position"], touched["parts"]) == (3, ["/copy/body/2/text", "/changes/0"])
    assert touched["now"] == digest("a redacted text")
    review: Any = read_addendum(golden("review-1.json"))
    assert review.keys() == keys(ReviewContent)
    assert (review["of"], review["outcome"]) == (json.loads(golden("head-2.json"))["act"], "upheld")


def test_the_private_text_of_an_act_has_the_digest_in_its_head() -> None:
    actors = json.loads(golden("actors-1.json"))
    assert actors.keys() == keys(ActorsContent)
    assert [account["as"] for account in actors["accounts"]] == ["decided", "approved"]
    assert len(actors["salt"]) == 64
    values = json.loads(golden("head-2.json"))
    assert digest(golden("actors-1.json")) == values["actors"]
    assert (actors["act"], actors["article"]) == (values["act"], values["article"])


def test_the_line_of_a_day_is_written_as_it_was() -> None:
    newest = [
        ("5e1f0c3a-7b09-4d20-9c11-0a4b8e6d0009", digest("b")),
        (UUID("5e1f0c3a-7b01-4d20-9c11-0a4b8e6d0001"), DIGESTS["head-2.json"]),
        ("5e1f0c3a-7b05-4d20-9c11-0a4b8e6d0005", digest("c")),
    ]
    text = day_line_text(date(2026, 5, 12), digest("the day before"), newest)
    assert text == golden("day-line.txt")
    assert text.split("\n")[2:] == [DIGESTS["head-2.json"], digest("c"), digest("b"), ""]
    assert day_line_text(date(2026, 5, 13), "", []) == "1 2026-05-13\n\n"


@pytest.mark.parametrize("read", [read_note, read_version, read_addendum])
def test_a_text_of_an_unknown_format_is_refused(read: Callable[[str], Any]) -> None:
    with pytest.raises(NotCanonical, match="99"):
        read('{"format":99,"kind":"review"}')
