"""Transactions that may write the record, and the lock that orders the changes of one article."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from wagtail.models import Page

from articles.models import ArticlePage

from .models import Permit


@contextmanager
def allow_record_writes() -> Iterator[None]:
    """Let the record's tables be written inside this block. Blocks may nest.

    Inserts the row that the triggers look for and deletes it at the end of the block, before the commit. When the
    block fails, the surrounding transaction rolls the row back. Raises TransactionManagementError outside one.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("The record can be written inside a transaction only.")
    permit = Permit.objects.create()
    yield
    permit.delete()


@contextmanager
def lock_article(page_id: int) -> Iterator[ArticlePage]:
    """Open a transaction that may write the record and holds the lock on an article's row; yield the stored article.

    On SQLite the transaction itself is the lock, because it is IMMEDIATE.
    """
    with transaction.atomic():
        lock_pages([page_id])
        with allow_record_writes():
            yield ArticlePage.objects.get(pk=page_id)


def lock_pages(page_ids: Iterable[int]) -> None:
    """Lock the rows of these pages until the transaction ends, in the order of their keys."""
    rows = Page.objects.select_for_update().filter(pk__in=list(page_ids)).order_by("pk")
    list(rows.values_list("pk"))
