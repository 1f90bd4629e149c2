"""deploy/terminal.py shows steps on the terminal and sends all other output to a log."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import ErrorFilter, Log, LogFollower, Progress, StepFailed, Terminal

from .conftest import DEPLOY

ERROR = "2026-11-25 20:10:06,123 ERROR django.request: Internal Server Error: /countries/"
WARNING = "2026-11-25 20:10:06,123 WARNING django.request: Not Found: /nothing/"
ACCESS = '[25/Nov/2026 20:10:06] "GET /countries/ HTTP/1.1" 200 6530'
TRACEBACK = ["Traceback (most recent call last):", '  File "views.py", line 1', "ValueError: no such country"]


class TerminalOutput(io.StringIO):
    def isatty(self) -> bool:
        return True


def make_terminal(folder: Path, output: io.StringIO | None = None, **options: bool) -> Terminal:
    return Terminal(output or io.StringIO(), io.StringIO(), Log(folder / "run.log"), **options)


def printed(terminal: Terminal) -> str:
    assert isinstance(terminal.output, io.StringIO)
    return terminal.output.getvalue()


@pytest.fixture
def migrations() -> Progress:
    return Progress("migrations", re.compile(r"^Applying "), total=3)


@pytest.fixture(autouse=True)
def _color_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


def test_a_step_without_a_terminal_is_a_line_at_its_start_and_one_at_its_end(
    tmp_path: Path, migrations: Progress
) -> None:
    terminal = make_terminal(tmp_path)
    with terminal.step("Preparing", migrations):
        terminal.handle_line("Applying one")
    assert printed(terminal).splitlines() == ["Preparing …", "Preparing … done"]


def test_a_step_on_a_terminal_is_one_line_that_is_rewritten(tmp_path: Path, migrations: Progress) -> None:
    terminal = make_terminal(tmp_path, TerminalOutput())
    with terminal.step("Preparing", migrations):
        terminal.handle_line("Applying one")
        terminal.handle_line("another line")
        terminal.handle_line("Applying two")
    assert printed(terminal).replace("\x1b[K", "").split("\r") == [
        "",
        "Preparing …",
        "Preparing … (1 of 3 migrations)",
        "Preparing … (2 of 3 migrations)",
        "Preparing … done\n",
    ]


def test_a_rewritten_line_is_not_wider_than_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "12")
    terminal = make_terminal(tmp_path, TerminalOutput())
    with terminal.step("Preparing the database"):
        pass
    assert max(len(line) for line in re.split(r"\r\x1b\[K|\n", printed(terminal))) == 11


def test_a_terminal_that_cannot_rewrite_gets_plain_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    terminal = make_terminal(tmp_path, TerminalOutput())
    with terminal.step("Preparing"):
        pass
    assert "\r" not in printed(terminal)


def test_progress_is_read_from_a_line_with_both_numbers() -> None:
    progress = Progress("articles", re.compile(r"(\d+) of (\d+)"))
    assert str(progress) == ""
    assert progress.read("demo content: 10 of 29 articles")
    assert (progress.done, progress.total) == (10, 29)
    assert not progress.read("demo content: people")


def test_the_exception_of_a_step_goes_to_the_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terminal = make_terminal(tmp_path)
    with pytest.raises(StepFailed), terminal.step("Preparing"):
        raise ValueError("no such table")
    assert printed(terminal).splitlines()[-1] == "Preparing … failed"
    assert "ValueError: no such table" in capsys.readouterr().err


def test_an_interrupted_step_ends_its_line(tmp_path: Path) -> None:
    terminal = make_terminal(tmp_path)
    with pytest.raises(KeyboardInterrupt), terminal.step("Preparing"):
        raise KeyboardInterrupt
    assert printed(terminal).splitlines()[-1] == "Preparing … interrupted"


@pytest.mark.parametrize(
    ("lines", "accepted"),
    [
        ([ACCESS, WARNING, ACCESS], []),
        ([ERROR, *TRACEBACK, ACCESS], [ERROR, *TRACEBACK]),
        ([ERROR, *TRACEBACK, WARNING], [ERROR, *TRACEBACK]),
        ([ACCESS, *TRACEBACK], TRACEBACK),
        ([WARNING, *TRACEBACK, ACCESS], []),
    ],
)
def test_errors_with_their_tracebacks_are_selected(lines: list[str], accepted: list[str]) -> None:
    error_filter = ErrorFilter()
    assert [line for line in lines if error_filter.accepts(line)] == accepted


def test_errors_are_printed_once_the_site_is_served(tmp_path: Path) -> None:
    terminal = make_terminal(tmp_path)
    terminal.handle_line(ERROR)
    terminal.shows_errors = True
    terminal.handle_line(ACCESS)
    terminal.handle_line(ERROR)
    assert printed(terminal).splitlines() == [ERROR]


def test_a_verbose_terminal_prints_every_line_and_rewrites_none(tmp_path: Path, migrations: Progress) -> None:
    terminal = make_terminal(tmp_path, TerminalOutput(), verbose=True)
    with terminal.step("Preparing", migrations):
        terminal.handle_line("Applying one")
    terminal.handle_line(ACCESS)
    assert printed(terminal).splitlines() == ["Preparing …", "Applying one", "Preparing … done", ACCESS]


def test_the_log_is_private_and_the_one_before_is_kept(tmp_path: Path) -> None:
    for text in ("first", "second", "third"):
        log = Log(tmp_path / "log" / "run.log")
        os.write(log.descriptor, text.encode())
        os.close(log.descriptor)
    assert log.path.stat().st_mode & 0o777 == 0o600
    assert {path.name: path.read_text() for path in log.path.parent.iterdir()} == {
        "run.log": "third",
        "run.log.1": "second",
    }


def test_the_log_is_followed_by_whole_lines_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    lines: list[str] = []
    with path.open("w") as file:
        follower = LogFollower(path, lines.append)
        follower.start()
        for part in ("Applying", " one\nAppl", "ying two\n"):
            file.write(part)
            file.flush()
        follower.stop()
    assert lines == ["Applying one", "Applying two"]


def run_steps(folder: Path, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run code inside logged_terminal, in a separate process because it replaces standard output."""
    lines = [
        "import os, sys, terminal",
        "from pathlib import Path",
        "with terminal.logged_terminal(Path(sys.argv[1])) as console:",
        *(f"    {line}" for line in code.splitlines()),
        "print('after')",
    ]
    return subprocess.run(
        [sys.executable, "-c", "\n".join(lines), str(folder / "run.log")],
        cwd=DEPLOY,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_output_of_the_process_and_its_children_goes_to_the_log(tmp_path: Path) -> None:
    done = run_steps(tmp_path, "with console.step('Preparing'): print('of Python'); os.system('echo of a child >&2')")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["Preparing …", "Preparing … done", "after"]
    assert sorted((tmp_path / "run.log").read_text().splitlines()) == ["of Python", "of a child"]


def test_a_failure_prints_the_last_lines_of_the_log_and_its_path(tmp_path: Path) -> None:
    code = "print(*range(100), sep=chr(10))\nwith console.step('Preparing'): raise terminal.CommandError('no database')"
    done = run_steps(tmp_path, code)
    assert done.returncode == 1
    assert done.stdout.splitlines() == ["Preparing …", "Preparing … failed"]
    *lines, message = done.stderr.splitlines()
    assert lines == [*(str(number) for number in range(81, 100)), "no database"]
    assert message.endswith(str(tmp_path / "run.log"))


def test_verbose_prints_everything_once(tmp_path: Path) -> None:
    done = run_steps(tmp_path, "with console.step('Preparing'): print('noise'); raise ValueError('bad')", VERBOSE="1")
    assert done.returncode == 1
    assert done.stdout.splitlines().count("noise") == 1
    assert (done.stdout + done.stderr).count("ValueError: bad") == 1
