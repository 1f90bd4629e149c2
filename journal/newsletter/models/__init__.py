"""Subscribers, their consent, the wording they agreed to, and the counts of the rate limits."""

from .consent import Consent
from .rate_count import RateCount
from .subscriber import Subscriber
from .wording import Wording

__all__ = ["Consent", "RateCount", "Subscriber", "Wording"]
