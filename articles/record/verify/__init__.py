"""Verification of the record: digests, chains, files, the index, and the live state of Wagtail's pages.

Each module checks one of these and yields findings; `run` checks the whole record in batches.
"""

from .findings import Finding
from .run import Totals, verify

__all__ = ["Finding", "Totals", "verify"]
