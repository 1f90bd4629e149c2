"""The record's time: the server's, always, except while demo content is made."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.conf import settings
from django.utils import timezone

_demo: ContextVar[datetime | None] = ContextVar("demo_time", default=None)


def now() -> datetime:
    return _demo.get() or timezone.now()


@contextmanager
def demo_time(moment: datetime) -> Iterator[None]:
    """Let entries of demo content carry another time. Refused where demo content is not allowed."""
    if not settings.DEMO_ALLOWED:
        raise RuntimeError("The record's time is the server's; only demo content has another.")
    token = _demo.set(moment)
    try:
        yield
    finally:
        _demo.reset(token)
