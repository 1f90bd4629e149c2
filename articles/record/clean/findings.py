"""What cleaning has found and done."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass
class Counts:
    """Files read so far, and how many of them had to be cleaned and could not be cleaned."""

    files: int = 0
    cleaned: int = 0
    failed: int = 0


@dataclass(frozen=True)
class ShownIn:
    """The versions of an article that show a picture."""

    article: int
    uid: str
    versions: Sequence[int]

    def __str__(self) -> str:
        numbers = ", ".join(map(str, self.versions))
        return f"article {self.article} ({self.uid}), version{'' if len(self.versions) == 1 else 's'} {numbers}"


@dataclass(frozen=True)
class Cleaned:
    """A file that was cleaned, deleted or replaced, or that would be.

    place: "record", or "library". file: its name. done: what was done. problem: why nothing could be done, or empty.
    shown_in: where readers see it.
    """

    place: str
    file: str
    done: str = ""
    problem: str = ""
    shown_in: Sequence[ShownIn] = ()

    def __str__(self) -> str:
        """Return one line: where it is shown, the file, and what happened."""
        shown = "; ".join(map(str, self.shown_in)) or "in no version"
        where = f"{shown}: " if self.place == "record" else "library: "
        return f"{where}{self.file}: {self.problem or self.done}"
