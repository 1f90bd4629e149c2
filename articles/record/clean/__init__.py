"""Cleaning of pictures that were stored before pictures were cleaned: in the record, and in the library.

Each step can be interrupted and run again: a clean file is written first, then the rows refer to it in one transaction,
then the old file is deleted. What an interruption leaves is found and deleted, or cleaned, by the next run.
"""

from collections.abc import Callable, Iterator

from .findings import Cleaned, Counts
from .library import clean_library
from .record import clean_record

__all__ = ["Cleaned", "Counts", "clean_all"]


def clean_all(counts: Counts, progress: Callable[[Counts], None], *, dry_run: bool = False) -> Iterator[Cleaned]:
    """Clean every picture and yield what was found. The record comes first: the library uses its clean files.

    counts: filled on the way. progress: called after each file. dry_run: write nothing.
    """
    yield from clean_record(counts, progress, dry_run=dry_run)
    yield from clean_library(counts, progress, dry_run=dry_run)
