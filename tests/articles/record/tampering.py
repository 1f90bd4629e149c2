"""Changing the record past every door: with the triggers gone and raw SQL."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from articles.record import triggers


@contextmanager
def fence_down() -> Iterator[None]:
    """The triggers are gone inside this block, and stand again after it."""
    triggers.drop_triggers()
    yield
    triggers.install_triggers()


def sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def tamper(statement: str, *values) -> None:
    """Run a statement that the fence would refuse."""
    with fence_down():
        sql(statement, *values)
