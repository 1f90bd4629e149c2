"""The text of a version.

Format 1 has `copy`, `nonce` and `summary`. Format 2 adds `approval`, `changes` and `judge`.
"""

from typing import TYPE_CHECKING, Any, TypedDict, cast

from ..canonical import NotCanonical, canonical_json, new_nonce, parse
from .approval import Approval, approval

if TYPE_CHECKING:
    from ..reader_copy import CopyData

FORMAT = 2

# A place in the copy before and in this copy. See `articles.record.spots`.
Spot = list[str | int | None]

Change = TypedDict(
    "Change",
    {"class": str, "lowered": str, "note": int, "reason": str, "rule": str, "spots": list[Spot], "verdict": str},
)
Change.__doc__ = """One change between the version before and this one, with its class.

class: a change class. lowered, reason: why the class is lower than the verdict demands, or empty. note: the number of
the note within this act, counted from 1, 0 for none. rule: of the judge, or empty. spots: the places of the change in
both copies, never its words. verdict: "plain", "vouched", "protected", or empty when the change was not judged.
"""


class Judge(TypedDict):
    """What judged the changes. version: 0 when nothing did. lists: names and SHA-256 of the word lists used."""

    language: str
    lists: dict[str, str]
    version: int


class VersionContent(TypedDict):
    """The text of a version, parsed.

    changes: empty for a first version, None for an imported one and in format 1, where no person classed the changes.
    summary: one public line about the change, or empty.
    """

    approval: Approval
    changes: list[Change] | None
    copy: "CopyData"
    format: int
    judge: Judge
    nonce: str
    summary: str


NO_JUDGE: Judge = {"language": "", "lists": {}, "version": 0}


def new_version(
    copy: "CopyData", *, summary: str = "", changes: list[Change] | None = None, approved_by: str = ""
) -> VersionContent:
    """Return the content of a new version, with a new nonce."""
    return {
        "approval": approval("approved", by=approved_by) if approved_by else approval(),
        "changes": changes,
        "copy": copy,
        "format": FORMAT,
        "judge": NO_JUDGE,
        "nonce": new_nonce(),
        "summary": summary,
    }


def version_text(content: VersionContent) -> str:
    """Return the canonical text. Raises NotCanonical."""
    return canonical_json(content)


def read_version(text: str) -> VersionContent:
    """Return a stored version of any format in the shape of format 2. Raises NotCanonical for an unknown format."""
    value = parse(text)
    if value.get("format") == 1:
        defaults: dict[str, Any] = {"approval": approval(), "changes": None, "judge": NO_JUDGE}
        return cast(VersionContent, {**defaults, **value})
    if value.get("format") != FORMAT:
        raise NotCanonical(f"unknown format {value.get('format')!r} of a version")
    return cast(VersionContent, value)
