"""Kill a process in the middle of a transaction with SIGKILL, which it cannot catch.

A child process is forked, so that all modules are loaded. It opens its own connection, and is killed before the
statement that the parent chose. COMMIT counts as a statement, and so does the point after it.
"""

import os
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, connections

# Seconds after which a child is ended, so that a test fails rather than waits forever.
TIMEOUT = 60


@dataclass(frozen=True)
class Steps:
    """How many statements an act has, and which of them is its first COMMIT."""

    total: int
    commit: int


class Counter:
    """Counts the statements of this process's connection; kills the process before the chosen one."""

    def __init__(self, fatal: int | None):
        self.fatal = fatal
        self.steps = 0
        self.commit = 0

    def step(self) -> None:
        self.steps += 1
        if self.steps == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def __call__(self, execute, sql, params, many, context):
        self.step()
        return execute(sql, params, many, context)

    def watch_commit(self) -> None:
        commit = connection._commit

        def watched() -> None:
            self.step()
            self.commit = self.commit or self.steps
            commit()
            self.step()

        connection._commit = watched


def in_child(act: Callable[[], object], fatal: int | None) -> tuple[int, bytes]:
    """Run an act in a forked child. Return its exit status as of `waitpid`, and its counts."""
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        run_and_exit(act, Counter(fatal), writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as counted:
        counts = counted.read()
    _pid, status = os.waitpid(child, 0)
    return status, counts


def run_and_exit(act: Callable[[], object], counter: Counter, writing: int) -> None:
    """Run an act in the child process, send the counts to the parent, and exit."""
    signal.alarm(TIMEOUT)
    code = 1
    try:
        with connection.execute_wrapper(counter):
            counter.watch_commit()
            act()
        os.write(writing, f"{counter.steps} {counter.commit}".encode())
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def count_steps(act: Callable[[], object]) -> Steps:
    """Run an act without killing it, and count its statements."""
    status, counts = in_child(act, None)
    assert status == 0, f"the act failed by itself (status {status})"
    total, commit = map(int, counts.split())
    return Steps(total, commit)


def kill_at(act: Callable[[], object], fatal: int) -> bool:
    """Run an act and kill it before this statement. Return False if it ended before."""
    status, _counts = in_child(act, fatal)
    assert status in (0, signal.SIGKILL), f"the act failed by itself (status {status})"
    return status == signal.SIGKILL
