"""Checking the record: digests, chains, files, the index beside them and the desk's claim to be live.

Each module checks one of these and yields findings; `run` goes through the whole record in batches.
"""

from .findings import Finding
from .run import Totals, verify

__all__ = ["Finding", "Totals", "verify"]
