"""Rows that mark a transaction or a database."""

from django.db import models


class Permit(models.Model):
    """Marks a transaction that may write the record: while the row exists, the triggers allow it.

    No other transaction sees the row, since it is deleted before the commit. See `articles.record.transactions`.
    entry: primary key of the one entry whose text a redaction may replace; such a row allows nothing else. pictures:
    whether rows of pictures may be changed and deleted.
    """

    entry = models.BigIntegerField(null=True, blank=True)
    pictures = models.BooleanField(default=False, db_default=False)

    def __str__(self) -> str:
        return str(self.pk)


class DemoMark(models.Model):
    """Marks a database that holds only demonstration content, so that `manage.py flush` may empty it."""

    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"demo of {self.made_at:%Y-%m-%d}"
