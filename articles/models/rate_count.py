"""Counts in time windows, for limits that apply to all processes together, since the database counts."""

from typing import Any

from django.db import connection, models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class RateCountManager(models.Manager[Any]):
    def increment(self, bucket: str, window_start: int) -> int:
        """Add one to a count and return the new count, in one SQL statement.

        A single statement makes the count correct across threads, processes and machines. PostgreSQL and SQLite (3.35)
        share the syntax.
        """
        table = connection.ops.quote_name(self.model._meta.db_table)
        statement = (
            f"INSERT INTO {table} (bucket, window_start, hits) VALUES (%s, %s, 1) "  # noqa: S608  # a table name
            f"ON CONFLICT (bucket, window_start) DO UPDATE SET hits = {table}.hits + 1 RETURNING hits"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [bucket, window_start])
            count: int = cursor.fetchone()[0]
        return count

    def decrement(self, bucket: str, window_start: int) -> None:
        """Take one off a count that was incremented."""
        self.filter(bucket=bucket, window_start=window_start, hits__gt=0).update(hits=models.F("hits") - 1)


class RateCountBase(models.Model):
    """The count of one bucket in one time window. bucket: kind of limit, and a keyed hash of the limited value.

    A model that inherits it needs a unique constraint on both columns.
    """

    bucket = models.CharField(max_length=80)
    window_start = models.BigIntegerField(help_text=_("Seconds since 1970."))
    hits = models.PositiveIntegerField()

    objects = RateCountManager()

    class Meta:
        abstract = True
        verbose_name = _("rate count")
        verbose_name_plural = _("rate counts")

    def __str__(self) -> str:
        return f"{self.bucket[:24]}: {self.hits}"


def bucket_name(kind: str, value: str, salt: str) -> str:
    """Return the name of a count with the value as a keyed hash, so that the table holds no address or network."""
    return f"{kind}:{salted_hmac(salt, value, algorithm='sha256').hexdigest()}"
