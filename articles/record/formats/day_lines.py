"""The text of a day's line: the newest digests of all chains, so that others can keep one digest for all of them.

The text is ASCII, and each line ends with a line feed: the format and the day in UTC, `1 2026-05-12`; the digest of the
day's line before, empty for the first; then the newest digest of each chain, in the order of the permanent ids of the
articles. A permanent id is not part of it, so that a chain that is not public gives nothing but a digest, and the line
of a day long ago can be computed again.
"""

from collections.abc import Iterable
from datetime import date

FORMAT = 1


def first_lines(day: date, previous: str) -> str:
    """Return the lines before the digests. previous: digest of the day's line before, or empty."""
    return f"{FORMAT} {day.isoformat()}\n{previous}\n"


def day_line_text(day: date, previous: str, newest: Iterable[tuple[object, str]]) -> str:
    """Return the text whose SHA-256 is the digest of a day's line.

    newest: permanent id and digest of the last entry of each chain that was written before the day ended.
    """
    chains = sorted((str(uid), digest) for uid, digest in newest)
    return first_lines(day, previous) + "".join(f"{digest}\n" for _uid, digest in chains)
