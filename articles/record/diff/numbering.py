"""Numbers for the changes between two copies, the same in the review of the admin and on the public page."""

from collections.abc import Iterable
from itertools import count
from typing import NamedTuple

from .hunks import Hunk, Unchanged


class NumberedStretch(NamedTuple):
    """A stretch with its number for people: changes are counted from 1, unchanged stretches have 0."""

    number: int
    stretch: Hunk | Unchanged


def number_hunks(stretches: Iterable[Hunk | Unchanged]) -> list[NumberedStretch]:
    """Return the stretches of `articles.record.diff.stretches` with their numbers."""
    numbers = count(1)
    return [NumberedStretch(next(numbers) if isinstance(item, Hunk) else 0, item) for item in stretches]
