"""The terminal of `make run`: one line a step with its progress, while all other output goes to a log."""

import os
import re
import shutil
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from django.core.management import CommandError

LAST_LINES = 20
POLL_SECONDS = 0.1
# The start of a record in the format of settings.LOGGING, and of a line of the access log.
LOG_RECORD = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ([A-Z]+) ")
ACCESS_LINE = re.compile(r"\[\d\d/[A-Z][a-z]{2}/\d{4} ")


def is_verbose(environment: Mapping[str, str]) -> bool:
    """Whether VERBOSE asks for all output on the terminal."""
    return environment.get("VERBOSE", "") not in {"", "0"}


class StepFailed(Exception):
    """A step of `make run` failed. The text is for the person at the terminal; details are in the log."""


@dataclass
class Progress:
    """How far a step is, read from the output of its command.

    A line that matches `pattern` counts as one, or sets `done` and `total` where the pattern has two groups.
    """

    unit: str
    pattern: re.Pattern[str]
    total: int = 0
    done: int = 0

    def read(self, line: str) -> bool:
        """Update the numbers; whether `line` changed them."""
        match = self.pattern.search(line)
        if match is None:
            return False
        if match.groups():
            self.done, self.total = int(match[1]), int(match[2])
        else:
            self.done += 1
        return True

    def __str__(self) -> str:
        return f"({self.done} of {self.total} {self.unit})" if self.total else ""


class ErrorFilter:
    """Selects the log records of level ERROR or CRITICAL and the tracebacks among lines of output."""

    def __init__(self) -> None:
        # The level of the current record; None outside records.
        self.level: str | None = None

    def accepts(self, line: str) -> bool:
        """Whether `line` belongs to an error. A line without a start of its kind belongs to the record before it."""
        if record := LOG_RECORD.match(line):
            self.level = record[1]
        elif ACCESS_LINE.match(line):
            self.level = None
        elif self.level is None and line.startswith("Traceback (most recent call last)"):
            self.level = "ERROR"
        return self.level in {"ERROR", "CRITICAL"}


class Log:
    """The output of one run, in a file that only its owner can read. The log of the previous run is kept as `.1`."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            path.replace(path.with_name(f"{path.name}.1"))
        self.path = path
        self.descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_EXCL, 0o600)

    @property
    def name(self) -> str:
        """The path, relative to the current folder where it is below it."""
        here = Path.cwd()
        return str(self.path.relative_to(here) if self.path.is_relative_to(here) else self.path)

    def last_lines(self) -> list[str]:
        return self.path.read_text(errors="replace").splitlines()[-LAST_LINES:]


class LogFollower(threading.Thread):
    """Passes each complete new line of a file to `handle`, without its line break."""

    def __init__(self, path: Path, handle: Callable[[str], None]) -> None:
        super().__init__(daemon=True)
        self.path, self.handle, self.stopping = path, handle, threading.Event()

    def run(self) -> None:
        with self.path.open(errors="replace") as file:
            unfinished = ""
            while True:
                last_turn = self.stopping.wait(POLL_SECONDS)
                *lines, unfinished = (unfinished + file.read()).split("\n")
                for line in lines:
                    self.handle(line)
                if last_turn:
                    return

    def stop(self) -> None:
        """Pass on what is there, then end."""
        self.stopping.set()
        self.join()


@dataclass
class Terminal:
    """Prints steps, and those lines of the log that a person should see.

    `rewrites` is set on a terminal: a step is one line that is written over. Elsewhere a step is a plain line at its
    start and another at its end. With `verbose` every line of the log is printed.
    """

    output: IO[str]
    errors: IO[str]
    log: Log
    verbose: bool = False
    shows_errors: bool = False
    label: str = ""
    progress: Progress | None = None
    error_filter: ErrorFilter = field(default_factory=ErrorFilter)
    lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def rewrites(self) -> bool:
        return not self.verbose and self.output.isatty() and os.environ.get("TERM", "dumb") != "dumb"

    def print(self, text: str) -> None:
        with self.lock:
            print(text, file=self.output, flush=True)

    def handle_line(self, line: str) -> None:
        """Print a line of the log where it is wanted, and update the progress of the current step."""
        with self.lock:
            is_error = self.error_filter.accepts(line)
            if self.verbose or (self.shows_errors and is_error):
                self.print(line)
            if self.progress and self.progress.read(line) and self.rewrites:
                self.rewrite(f"{self.label} … {self.progress}")

    def rewrite(self, text: str, end: str = "") -> None:
        """Write over the current line, cut to the width of the terminal."""
        width = shutil.get_terminal_size().columns - 1
        print(f"\r\033[K{text[:width]}", end=end, file=self.output, flush=True)

    @contextmanager
    def step(self, label: str, progress: Progress | None = None) -> Iterator[None]:
        """Show a step while it runs. An exception of the step is written to the log and raised as StepFailed."""
        with self.lock:
            self.label, self.progress = label, progress
            if self.rewrites:
                self.rewrite(f"{label} …")
            else:
                self.print(f"{label} …")
        try:
            yield
        except StepFailed:
            self.end_step("failed")
            raise
        except Exception as error:
            self.end_step("failed")
            flush()
            if isinstance(error, CommandError):
                print(error, file=sys.stderr)
            else:
                traceback.print_exc()
            raise StepFailed(f"{label[0].lower()}{label[1:]} failed") from error
        except BaseException:
            self.end_step("interrupted")
            raise
        self.end_step("done")

    def end_step(self, result: str) -> None:
        with self.lock:
            text = f"{self.label} … {result}"
            if self.rewrites:
                self.rewrite(text, end="\n")
            else:
                self.print(text)
            self.label, self.progress = "", None

    def print_failure(self, failure: StepFailed) -> None:
        """Print the last lines of the log, unless they were printed already, then the failure and the log's path."""
        lines = [] if self.verbose else self.log.last_lines()
        print(*lines, f"journal: {failure}; the full log is {self.log.name}", sep="\n", file=self.errors, flush=True)


@contextmanager
def logged_terminal(path: Path) -> Iterator[Terminal]:
    """Send the output of this process and its children to a new log at `path`; the terminal shows steps meanwhile.

    StepFailed ends the process with status 1.
    """
    log = Log(path)
    flush()
    with os.fdopen(os.dup(1), "w") as output, os.fdopen(os.dup(2), "w") as errors:
        terminal = Terminal(output, errors, log, verbose=is_verbose(os.environ))
        follower = LogFollower(path, terminal.handle_line)
        follower.start()
        os.dup2(log.descriptor, 1)
        os.dup2(log.descriptor, 2)
        failure = None
        try:
            yield terminal
        except StepFailed as error:
            failure = error
        finally:
            flush()
            os.dup2(output.fileno(), 1)
            os.dup2(errors.fileno(), 2)
            os.close(log.descriptor)
            follower.stop()
        if failure:
            terminal.print_failure(failure)
            sys.exit(1)


def flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()
