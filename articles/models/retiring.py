"""Authors and disclaimers are retired, never deleted, because published articles refer to them."""

from typing import Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

Row = TypeVar("Row", bound=models.Model)


class RetirableQuerySet(models.QuerySet[Row]):
    def active(self) -> Self:
        """Leave out retired rows."""
        return self.filter(retired=False)


class Retirable(models.Model):
    """A row that can be removed from choosers without being removed from articles.

    It has the flag `retired`; an `entities.models.Entity` has the time `retired_at` instead.
    """

    retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_("No longer offered for new articles; articles that have it keep it."),
    )

    objects = RetirableQuerySet.as_manager()

    class Meta:
        abstract = True
