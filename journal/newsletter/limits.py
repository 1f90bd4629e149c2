"""How often somebody may ask, counted so that it holds over all processes."""

import time

from django.conf import settings
from django.utils.crypto import salted_hmac

from .models import RateCount

HOUR = 3600
DAY = 24 * HOUR
# Counts older than this say nothing any more; `purge_unconfirmed` removes them.
KEEP_SECONDS = 2 * DAY


def admits_network(network: str) -> bool:
    """Count a sign-up from this network; say whether it is within the limit of this hour."""
    return admit("network", network, settings.NEWSLETTER_LIMIT_NETWORK_PER_HOUR, HOUR)


def admits_address(key: str) -> bool:
    """Count a mail to this address; say whether it is within the limit of this day."""
    return admit("address", key, settings.NEWSLETTER_LIMIT_ADDRESS_PER_DAY, DAY)


def admit(kind: str, who: str, limit: int, seconds: int, now: float | None = None) -> bool:
    """Count one in the current window of so many seconds; true for the first `limit` of them.

    Windows are fixed, so at their border twice the limit can pass within a moment: cheap, and enough here.
    """
    now = time.time() if now is None else now
    window_start = int(now // seconds * seconds)
    return RateCount.objects.hit(bucket_of(kind, who), window_start) <= limit


def bucket_of(kind: str, who: str) -> str:
    """A name for the counted thing that does not tell an address or a network to whoever reads the table."""
    return f"{kind}:{salted_hmac('newsletter.limits', who, algorithm='sha256').hexdigest()}"
