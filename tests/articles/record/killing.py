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

# A child that waits longer than this is ended, so that the test fails instead of hanging.
TIMEOUT_SECONDS = 60


@dataclass(frozen=True)
class Steps:
    """The number of statements of an action, and which of them is its first COMMIT."""

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


def in_child(action: Callable[[], object], fatal: int | None) -> tuple[int, bytes]:
    """Run a function in a forked child. Return its exit status as of `waitpid`, and what it counted."""
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        run_and_exit(action, Counter(fatal), writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as counted:
        output = counted.read()
    _pid, status = os.waitpid(child, 0)
    return status, output


def run_and_exit(action: Callable[[], object], counter: Counter, writing: int) -> None:
    """Run the function in the child and end the process; never returns."""
    signal.alarm(TIMEOUT_SECONDS)
    code = 1
    try:
        with connection.execute_wrapper(counter):
            counter.watch_commit()
            action()
        os.write(writing, f"{counter.steps} {counter.commit}".encode())
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def count_steps(action: Callable[[], object]) -> Steps:
    """Run an action to its end and count its statements."""
    status, output = in_child(action, None)
    assert status == 0, f"the action failed without being killed (status {status})"
    total, commit = map(int, output.split())
    return Steps(total, commit)


def kill_at(action: Callable[[], object], fatal: int) -> bool:
    """Run an action and kill it before this statement. Return False when it ended earlier."""
    status, _output = in_child(action, fatal)
    assert status in (0, signal.SIGKILL), f"the action failed without being killed (status {status})"
    return status == signal.SIGKILL
