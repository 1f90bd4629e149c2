"""The time of entries: the server's, except while demonstration content is loaded."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.conf import settings
from django.utils import timezone

_demo_time: ContextVar[datetime | None] = ContextVar("demo_time", default=None)


def now() -> datetime:
    return _demo_time.get() or timezone.now()


@contextmanager
def demo_time(moment: datetime) -> Iterator[None]:
    """Give entries of demonstration content another time. Raises RuntimeError where such content is not allowed."""
    if not settings.DEMO_ALLOWED:
        raise RuntimeError("Only demonstration content can have another time than the server's.")
    token = _demo_time.set(moment)
    try:
        yield
    finally:
        _demo_time.reset(token)
