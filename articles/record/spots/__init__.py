"""The places in which two reader's copies differ: pointers and numbers, never words. Pure functions, no database.

A version contains the places of its changes as *spots* (`articles.record.formats.versions.Spot`), so that anyone can
check that every difference from the version before was classed, without a comparison and without this software.
`docs/record.md` describes them. `places` lists which fields are texts, lists and values, `texts` reads texts as code
points, `finding` finds the spots of two copies, and `checking` checks that nothing but the spots differs.
"""

from ..formats.versions import Change
from ..reader_copy import CopyData
from .checking import equal_without
from .finding import find_spots

__all__ = ["classed_changes", "equal_without", "find_spots"]


def classed_changes(before: CopyData, after: CopyData, change_class: str, has_note: bool) -> list[Change]:
    """Return the changes between two copies when one class is chosen for all of them: one change with every spot.

    change_class: may be empty, for unclassified. has_note: whether the first note of the same act explains them.
    Returns an empty list for equal copies.
    """
    spots = find_spots(before, after)
    if not spots:
        return []
    note = 1 if has_note else 0
    return [
        {
            "class": change_class,
            "lowered": "",
            "note": note,
            "reason": "",
            "rule": "",
            "spots": spots,
            "verdict": "",
        }
    ]
