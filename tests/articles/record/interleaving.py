"""Two changes at the same time, of which one is paused inside its transaction."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection
from wagtail import hooks

# Seconds that the second change gets before the first goes on. It is done by then, or waits for a lock.
HEAD_START = 0.7
TIMEOUT = 30


class Change(threading.Thread):
    """Runs a function over a separate connection; `result` is what it returned, `error` what it raised."""

    def __init__(self, function: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self.function = function
        self.result: Any = None
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self.result = self.function()
        except Exception as error:
            self.error = error
        finally:
            connection.close()


def interleave(first: Callable[[], Any], second: Callable[[], Any]) -> tuple[Change, Change]:
    """Run the second function while the first is paused in the checks inside its transaction, then finish both.

    The first must change the record, since it is paused by the hook `check_record_change`.
    """
    paused, resume = threading.Event(), threading.Event()
    one, other = Change(first), Change(second)

    def pause(change: Any) -> None:
        if threading.current_thread() is one and not paused.is_set():
            paused.set()
            assert resume.wait(TIMEOUT)

    with hooks.register_temporarily("check_record_change", pause):
        one.start()
        assert paused.wait(TIMEOUT), f"the first change never got to its checks: {one.error}"
        other.start()
        other.join(HEAD_START)
        resume.set()
        for change in (one, other):
            change.join(TIMEOUT)
            assert not change.is_alive(), "a change waits for ever"
    return one, other
