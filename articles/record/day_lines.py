"""Day lines: for each day one digest over the newest entries of all chains, which others can keep.

With a line that was kept elsewhere, a chain that was written again afterwards can be recognised, also by a person who
cannot read the articles that are hidden. `articles.record.formats.day_lines` has the text of a line; its digest is the
SHA-256 of that text.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from . import clock
from .formats.day_lines import first_lines
from .models import DayLine, Entry
from .transactions import advisory_lock, allow_record_writes

# A publication that began before midnight has been committed by then.
DELAY = timedelta(minutes=5)
NONE_BEFORE = "-"


@dataclass(frozen=True)
class Computed:
    """digest: of the text of a line. chains: how many it covers."""

    digest: str
    chains: int


def write_line() -> DayLine | None:
    """Write the line of the day that ended last; return it, or None when it exists or nothing was published before."""
    day, newest = last_day(clock.now()), newest_line()
    if newest and newest.day >= day:
        return None
    previous = newest.digest if newest else ""
    computed = compute(day, previous)
    if not computed.chains:
        return None
    line = DayLine(day=day, digest=computed.digest, previous=previous, chains=computed.chains)
    with transaction.atomic(), allow_record_writes():
        advisory_lock("day line")
        if newest_line() != newest:
            # Another process has written it meanwhile.
            return None
        line.save()
    return line


def newest_line() -> DayLine | None:
    return DayLine.objects.order_by("-day").first()


def last_day(now: datetime) -> date:
    """Return the day that ended last, in UTC."""
    return (now.astimezone(UTC) - DELAY).date() - timedelta(days=1)


def compute(day: date, previous: str) -> Computed:
    """Compute the digest of a day, with one query and constant memory. previous: as in the stored line."""
    hashed = hashlib.sha256(first_lines(day, previous).encode())
    chains = 0
    for line in chain_lines(day):
        hashed.update(line.encode())
        chains += 1
    return Computed(hashed.hexdigest(), chains)


def chain_lines(day: date) -> Iterator[str]:
    """Yield the line of each chain, in the order of the permanent ids."""
    uid, line = None, ""
    for entry_uid, digest in newest_entries(day).iterator(chunk_size=5000):
        # A chain has two rows when the server's clock was set back; the later position counts.
        if line and entry_uid != uid:
            yield line
        uid, line = entry_uid, f"{digest}\n"
    if line:
        yield line


def newest_entries(day: date) -> QuerySet[Entry, tuple[object, str]]:
    """Return (permanent id, digest) of the last entry of each chain before the day's end."""
    end = datetime.combine(day + timedelta(days=1), time(), UTC)
    later = Entry.objects.filter(uid=OuterRef("uid"), position__gt=OuterRef("position"), at__lt=end)
    entries = Entry.objects.filter(~Exists(later), at__lt=end)
    return entries.order_by("uid", "position").values_list("uid", "digest")


def line_text(line: DayLine) -> str:
    """Return a line as files have it: day, digest, digest of the line before, number of chains."""
    return f"{line.day.isoformat()} {line.digest} {line.previous or NONE_BEFORE} {line.chains}\n"


def check_lines() -> Iterator[tuple[date, str]]:
    """Yield (day, mismatch) of every stored line that does not follow from the one before."""
    previous = ""
    for line in DayLine.objects.order_by("day").iterator():
        if line.previous != previous:
            yield line.day, "it does not follow from the line before: the digest it names is another one"
        previous = line.digest
