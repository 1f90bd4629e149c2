"""Transactions that may write the record, and the locks that order its changes.

An act locks the article's row, so that the acts on one article follow each other. View restrictions and moves in the
page tree wait for the acts that are being written, and acts wait for them: otherwise an act could publish for everybody
what becomes private at the same moment. On SQLite a transaction that writes is the only one, so no lock is needed.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b

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
def allow_redaction(entry_id: int) -> Iterator[None]:
    """Let the text of this one entry be replaced inside this block, and nothing else."""
    permit = Permit.objects.create(entry=entry_id)
    yield
    permit.delete()


@contextmanager
def allow_picture_changes() -> Iterator[None]:
    """Let the files of pictures be replaced inside this block, and nothing else of the record be written.

    Waits for the acts that are storing pictures, and lets no other begin until the transaction ends. Raises
    TransactionManagementError outside one.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("The record can be written inside a transaction only.")
    lock_pictures()
    # With an entry the row allows no other write, and no entry has the key 0.
    permit = Permit.objects.create(entry=0, pictures=True)
    yield
    permit.delete()


@contextmanager
def lock_article(page_id: int) -> Iterator[ArticlePage]:
    """Open a transaction that may write the record and holds the lock on an article's row; yield the stored article.

    On SQLite the transaction itself is the lock, because it is IMMEDIATE.
    """
    with transaction.atomic():
        share_restrictions()
        lock_pages([page_id])
        with allow_record_writes():
            yield ArticlePage.objects.get(pk=page_id)


def lock_pages(page_ids: Iterable[int]) -> None:
    """Lock the rows of these pages until the transaction ends, in the order of their keys."""
    rows = Page.objects.select_for_update().filter(pk__in=list(page_ids)).order_by("pk")
    list(rows.values_list("pk"))


def share_restrictions() -> None:
    """Let no view restriction or move change who can read what until the transaction ends. Acts share this lock."""
    advisory_lock("restrictions", shared=True)


def lock_restrictions() -> None:
    """Wait for the acts that are being written, and let no other begin until the transaction ends."""
    advisory_lock("restrictions")


def share_pictures() -> None:
    """Let no file of a picture be replaced until the transaction ends. Acts share this lock."""
    advisory_lock("pictures", shared=True)


def lock_pictures() -> None:
    """Wait for the acts that are storing pictures, and let no other begin until the transaction ends."""
    advisory_lock("pictures")


def lock_address(site_id: int, path: str) -> None:
    """Let no other transaction publish at this address or reserve it until the transaction ends."""
    advisory_lock(f"address {site_id} {path}")


def advisory_lock(name: str, *, shared: bool = False) -> None:
    """Take a lock of PostgreSQL by name until the transaction ends; nothing on SQLite."""
    connection = transaction.get_connection()
    if connection.vendor != "postgresql":
        return
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A lock lasts until the end of a transaction; there is none.")
    key = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [key])
