"""What the benches share: CPU time, and tables."""

from collections.abc import Callable, Sequence
from time import process_time

from django.db import connection
from django.test.utils import CaptureQueriesContext


def milliseconds(act: Callable[[], object], rounds: int) -> float:
    """CPU time of this process for one act, the least of several, since others only ever add to it.

    What the server of PostgreSQL takes is not in it.
    """
    taken = []
    for _round in range(rounds):
        start = process_time()
        act()
        taken.append((process_time() - start) * 1000)
    return min(taken)


def queries(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table."""
    cells = [[str(value) for value in row] for row in (heads, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    print(f"\n{title} ({connection.vendor})")
    for row in cells:
        first, *others = zip(row, widths, strict=True)
        print("  " + first[0].ljust(first[1]) + "".join(f"  {value.rjust(width)}" for value, width in others))
