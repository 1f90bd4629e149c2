"""Who signed up, what they agreed to and in which words, and how often somebody asked."""

from .consent import Consent
from .rate import RateCount
from .subscriber import Subscriber
from .wording import Wording

__all__ = ["Consent", "RateCount", "Subscriber", "Wording"]
