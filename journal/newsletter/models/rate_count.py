"""Counts of the rate limits."""

from django.db import models

from articles.models.rate_count import RateCountBase


class RateCount(RateCountBase):
    """The count of one bucket in one time window. bucket: kind of limit, and a keyed hash of the limited value."""

    class Meta(RateCountBase.Meta):
        constraints = [models.UniqueConstraint(fields=["bucket", "window_start"], name="rate_count_once_per_window")]
        indexes = [models.Index(fields=["window_start"], name="rate_count_by_age")]
