"""Changing the record with raw SQL and without its triggers, as an attacker would."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from articles.record import triggers


@contextmanager
def without_triggers() -> Iterator[None]:
    """Drop the triggers inside this block and install them after it."""
    triggers.drop_triggers()
    yield
    triggers.install_triggers()


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def tamper(statement: str, *values: object) -> None:
    """Run a statement that the triggers would reject."""
    with without_triggers():
        sql(statement, *values)
