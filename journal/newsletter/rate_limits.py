"""Rate limits that hold across all processes, since the database counts."""

import time

from django.conf import settings

from articles.models.rate_count import bucket_name

from .models import RateCount

HOUR = 3600
DAY = 24 * HOUR
# `purge_unconfirmed` deletes counts that are older than this many seconds.
KEEP_SECONDS = 2 * DAY


def allow_sign_up_from(network: str) -> bool:
    """Count a sign-up from this network and return whether it is within the hourly limit."""
    return count_and_check("network", network, settings.NEWSLETTER_LIMIT_NETWORK_PER_HOUR, HOUR)


def allow_mail_to(address_key: str) -> bool:
    """Count an e-mail to this address and return whether it is within the daily limit."""
    return count_and_check("address", address_key, settings.NEWSLETTER_LIMIT_ADDRESS_PER_DAY, DAY)


def count_and_check(kind: str, value: str, limit: int, seconds: int, now: float | None = None) -> bool:
    """Add one to the count of the current window and return whether the count is at most `limit`.

    Windows of `seconds` are fixed, not sliding. So up to twice the limit can pass around the start of a window.
    """
    now = time.time() if now is None else now
    window_start = int(now // seconds * seconds)
    return RateCount.objects.increment(bucket_name(kind, value, "newsletter.limits"), window_start) <= limit
