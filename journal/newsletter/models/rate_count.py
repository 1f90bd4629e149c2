"""Counts of the rate limits."""

from django.db import connection, models
from django.utils.translation import gettext_lazy as _


class RateCountManager(models.Manager["RateCount"]):
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


class RateCount(models.Model):
    """The count of one bucket in one time window. bucket: kind of limit, and a keyed hash of the limited value."""

    bucket = models.CharField(max_length=80)
    window_start = models.BigIntegerField(help_text=_("Seconds since 1970."))
    hits = models.PositiveIntegerField()

    objects = RateCountManager()

    class Meta:
        verbose_name = _("rate count")
        verbose_name_plural = _("rate counts")
        constraints = [models.UniqueConstraint(fields=["bucket", "window_start"], name="rate_count_once_per_window")]
        indexes = [models.Index(fields=["window_start"], name="rate_count_by_age")]

    def __str__(self) -> str:
        return f"{self.bucket[:24]}: {self.hits}"
