"""Rows that are written once, because they are evidence."""

from typing import TypeVar

from django.db import models


class AppendOnlyError(TypeError):
    """Code tried to change or remove a row that only ever stands as it was written."""


Row = TypeVar("Row", bound=models.Model)


class AppendOnlyQuerySet(models.QuerySet[Row]):
    def update(self, **changes):
        raise AppendOnlyError(f"{self.model.__name__} rows are never changed.")

    def delete(self):
        raise AppendOnlyError(f"{self.model.__name__} rows are never deleted on their own.")


class AppendOnly(models.Model):
    """A row that is inserted and then only read.

    A model of this kind has a manager made of an `AppendOnlyQuerySet`. The one way in which a row goes is together
    with the row that it belongs to (`on_delete=CASCADE`).
    """

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__} rows are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError(f"{type(self).__name__} rows are never deleted on their own.")
