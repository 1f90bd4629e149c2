"""Rows that are written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnly(RuntimeError):
    """Something tried to change or delete what readers have seen."""


REFUSAL = _("The record is append-only: what readers have seen is never changed or deleted.")


class AppendOnlyQuerySet(models.QuerySet):
    def refuse(self, *args, **kwargs):
        raise AppendOnly(REFUSAL)

    update = delete = bulk_update = update_or_create = refuse


class AppendOnlyModel(models.Model):
    """A row that can be added, and nothing else."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly(REFUSAL)
        super().save(*args, force_insert=True, **{k: v for k, v in kwargs.items() if k == "using"})

    def delete(self, *args, **kwargs):
        raise AppendOnly(REFUSAL)
