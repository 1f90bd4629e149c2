"""Two acts at the same moment: the first is paused inside its transaction until the second waits for it or is done."""

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from wagtail import hooks

TIMEOUT_SECONDS = 30
FIRST = "first of two acts"


class Act(threading.Thread):
    """Runs an act on a separate connection, and keeps what it raised."""

    def __init__(self, action: Callable[[], object], name: str):
        super().__init__(name=name, daemon=True)
        self.action, self.error = action, None

    def run(self) -> None:
        try:
            self.action()
        except Exception as error:
            self.error = error
        finally:
            connection.close()


class Pause:
    """A place at which the first thread pauses once."""

    def __init__(self) -> None:
        self.reached, self.end = threading.Event(), threading.Event()

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        if threading.current_thread().name == FIRST and not self.reached.is_set():
            self.reached.set()
            assert self.end.wait(TIMEOUT_SECONDS)


def lock_is_awaited() -> bool:
    """Whether a connection to this database waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0] > 0


def race(first: Callable[[], object], second: Callable[[], object], pause: Pause | None = None) -> bool:
    """Run two acts, the first paused before it stores anything; return whether the second waited for it.

    pause: called by the test where the first is to pause; otherwise it pauses in the registered checks.
    """
    own = Pause()
    with hooks.register_temporarily("check_record_change", own):
        threads = [Act(first, FIRST), Act(second, "second of two acts")]
        threads[0].start()
        assert (pause or own).reached.wait(TIMEOUT_SECONDS), threads[0].error
        threads[1].start()
        waited, until = False, time.monotonic() + TIMEOUT_SECONDS
        while threads[1].is_alive() and not waited and time.monotonic() < until:
            waited = lock_is_awaited()
            time.sleep(0.02)
        (pause or own).end.set()
        for thread in threads:
            thread.join(TIMEOUT_SECONDS)
            assert not thread.is_alive()
            if thread.error:
                raise thread.error
    return waited
