"""The approval that a version or a note contains: who approved it before publication, or why there was no approval."""

from typing import TypedDict


class Approval(TypedDict):
    """The same in a version and in every note of the same act.

    by: public names, as in the head's `people.approved`. ground: "", "legal", "privacy", "safety" or "unreachable".
    how: "not_asked", "approved", "alone", "break_glass" or "elsewhere". reason: for readers, or empty.
    """

    by: list[str]
    ground: str
    how: str
    reason: str


NOT_ASKED = "not_asked"
# Imported notes were approved, if at all, where they were first published.
ELSEWHERE = "elsewhere"


def approval(how: str = NOT_ASKED, *, by: str = "") -> Approval:
    return {"by": [by] if by else [], "ground": "", "how": how, "reason": ""}
