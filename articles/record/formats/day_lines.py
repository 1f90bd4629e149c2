"""The text of a day's line: the newest digests of all chains, so that others can keep one digest for all of them.

The text is ASCII, and each line ends with a line feed: the day in UTC (YYYY-MM-DD); the digest of the day's line
before, empty for the first; then the newest digest of each chain, in the order of the permanent ids of the articles. A
permanent id is not part of it, so that a chain that is not public gives nothing but a digest.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID


def day_line_text(day: date, previous: str, newest: Iterable[tuple[UUID | str, str]]) -> str:
    """Return the text whose SHA-256 is the digest of a day's line.

    previous: digest of the day's line before. newest: permanent id and digest of the last entry of each chain that was
    written before the day ended.
    """
    chains = sorted((str(uid), digest) for uid, digest in newest)
    return "".join(f"{line}\n" for line in [day.isoformat(), previous, *(digest for _uid, digest in chains)])
