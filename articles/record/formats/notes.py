"""The text of a note, withdrawal, reinstatement, restriction or opening.

Format 1 has `cause`, `date_text`, `dated`, `kind`, `nonce`, `number` and `text`. Format 2 adds the rest.
"""

from typing import Any, Literal, TypedDict, cast

from ..canonical import NotCanonical, canonical_json, parse
from .approval import Approval, approval

FORMAT = 2

# A pointer to a text of the copy (RFC 6901) and a range in it, in code points.
Passage = list[str | int]


class Amendment(TypedDict):
    """What a note does to an earlier note of the same article, which is named by its number."""

    how: Literal["adds", "replaces", "lifts"]
    note: int


class NoteFields(TypedDict):
    """The parts of a correction from which its sentence was written; each may be empty."""

    how: str
    said: str
    true: str
    where: str


class NoteContent(TypedDict):
    """The text of a note, parsed.

    access: of a restriction, who can still read the article: "login", "groups" or "password". amends: earlier notes
    that this one amends. approval: as in the version of the same act. carried: ranges of versions that carried the
    error, [first, last]. cause: of a withdrawal or restriction. dated: YYYY-MM-DD or empty, and date_text: the date as
    written, both for imported notes only. kind: a change class. language: of the text. material: whether the error was
    important for the article. number: of the note within its article. passages: the passages of the version that a note
    without a change is about. since: of a restriction, the moment since when the article has been hidden, as times in
    heads. `stood`: parts of the article with the error, such as "headline" or "body". text: for readers; empty means
    the label of the cause. wish: who asked for it: "editors", "author", "institution", "court", "third_party" or empty.
    """

    access: str
    amends: list[Amendment]
    approval: Approval
    carried: list[list[int]]
    cause: str
    date_text: str
    dated: str
    fields: NoteFields
    format: int
    kind: str
    language: str
    material: bool
    nonce: str
    number: int
    passages: list[Passage]
    since: str
    stood: list[str]
    text: str
    wish: str


def empty_note() -> dict[str, Any]:
    """Return the keys of format 2 that may be empty, with their empty values."""
    return {
        "access": "",
        "amends": [],
        "approval": approval(),
        "carried": [],
        "cause": "",
        "date_text": "",
        "dated": "",
        "fields": {"how": "", "said": "", "true": "", "where": ""},
        "language": "",
        "material": False,
        "passages": [],
        "since": "",
        "stood": [],
        "text": "",
        "wish": "",
    }


def note_text(content: NoteContent) -> str:
    """Return the canonical text. Raises NotCanonical."""
    return canonical_json(content)


def read_note(text: str) -> NoteContent:
    """Return a stored note of any format in the shape of format 2. Raises NotCanonical for an unknown format."""
    value = parse(text)
    if value.get("format") == 1:
        return cast(NoteContent, {**empty_note(), **value})
    if value.get("format") != FORMAT:
        raise NotCanonical(f"unknown format {value.get('format')!r} of a note")
    return cast(NoteContent, value)
