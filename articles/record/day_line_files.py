"""Files with day lines, for example on a machine that the server cannot write to later."""

import os
from collections.abc import Iterable
from pathlib import Path

from .day_lines import line_text
from .models import DayLine


class LinesDiffer(ValueError):
    """Raised when a file has other lines than the database: one of the two was changed."""


def append_lines(path: Path) -> int:
    """Append the lines that the file does not have yet; return their number.

    Raises LinesDiffer, and writes nothing, unless the file begins as the stored lines do.
    """
    stored = [line_text(line) for line in DayLine.objects.order_by("day").iterator()]
    kept = path.read_text(encoding="ascii").splitlines(keepends=True) if path.exists() else []
    if kept and not kept[-1].endswith("\n"):
        # The last line is incomplete: writing it was interrupted.
        complete, rest = kept[:-1], kept[-1]
    else:
        complete, rest = kept, ""
    check_equal(complete, stored)
    missing = "".join(stored[len(complete) :])
    if not missing.startswith(rest):
        raise LinesDiffer(f"line {len(complete) + 1} of the file is another one than that which is stored")
    if missing:
        with path.open("a", encoding="ascii") as file:
            file.write(missing[len(rest) :])
            file.flush()
            os.fsync(file.fileno())
    return len(stored) - len(complete)


def check_equal(kept: Iterable[str], stored: list[str]) -> None:
    for number, line in enumerate(kept):
        if number >= len(stored):
            raise LinesDiffer(f"the file has lines from {line.split()[0]} on that are not stored any longer")
        if line != stored[number]:
            raise LinesDiffer(f"line {number + 1} of the file is another one than that which is stored")
