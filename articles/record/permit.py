"""The permit under which the record may be written."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from .models.permit import Permit


@contextmanager
def open_permit() -> Iterator[None]:
    """Let the record's tables be written inside this block. Permits may nest.

    The row is deleted at the end of the block, before the commit. When the block fails, the transaction around it
    takes the row away; there must be one.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A permit lives inside a transaction only.")
    permit = Permit.objects.create()
    yield
    permit.delete()
