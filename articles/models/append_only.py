"""Rows that are inserted once and then only read."""

from typing import Any, NoReturn, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

Row = TypeVar("Row", bound=models.Model)
MESSAGE = _("These rows are append-only: they are never changed or deleted.")


class AppendOnlyError(RuntimeError):
    """Raised when code tries to change or delete a row of an append-only table."""


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """A queryset that reads and inserts; every method that changes or deletes rows raises AppendOnlyError."""

    def refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(MESSAGE)

    update = delete = bulk_update = update_or_create = refuse


class AppendOnlyModel(models.Model):
    """A row that can be inserted and not changed or deleted afterwards.

    Deleting a parent row still deletes rows that refer to it with `on_delete=CASCADE`.
    """

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, using: str | None = None, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(MESSAGE)
        super().save(force_insert=True, using=using)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(MESSAGE)
