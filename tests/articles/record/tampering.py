"""Change rows of the record with raw SQL while its triggers are removed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from articles.record import triggers


@contextmanager
def without_triggers() -> Iterator[None]:
    """Remove the record's triggers inside this block and install them after it."""
    triggers.drop_triggers()
    yield
    triggers.install_triggers()


def sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def tamper(statement: str, *values) -> None:
    """Run a statement that the triggers would reject."""
    with without_triggers():
        sql(statement, *values)
