"""Things that stand in the record are retired, never deleted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RetirableQuerySet(models.QuerySet):
    def active(self):
        return self.filter(retired=False)


class Retirable(models.Model):
    """A snippet that is no longer offered once `retired` is true; `entities.Entity` keeps a time, `retired_at`."""

    retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_("A retired one is no longer offered for new articles; where it stands, it stays."),
    )

    objects = RetirableQuerySet.as_manager()

    class Meta:
        abstract = True
