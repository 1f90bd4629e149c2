"""Counts of wrong passwords for private pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.rate_count import RateCountBase


class PasswordCount(RateCountBase):
    """How many wrong passwords for one page came from one network in one time window."""

    class Meta(RateCountBase.Meta):
        verbose_name = _("count of wrong passwords")
        verbose_name_plural = _("counts of wrong passwords")
        constraints = [models.UniqueConstraint(fields=["bucket", "window_start"], name="password_count_once")]
        indexes = [models.Index(fields=["window_start"], name="password_count_by_age")]
