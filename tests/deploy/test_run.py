"""deploy/run.py sets a site up in an empty folder, serves it, and ends with one line when it cannot."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import run
from django.db import connection
from terminal import StepFailed

from journal.demo.people import USERS
from tests.database import copy_sqlite

from .conftest import DEPLOY


@pytest.fixture
def occupied_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def exit_line(refused: pytest.ExceptionInfo[SystemExit]) -> str:
    """The one line that Python prints for the exit; its status is 1 then."""
    assert isinstance(refused.value.code, str)
    (line,) = refused.value.code.splitlines()
    return line


def test_an_occupied_port_is_refused_in_one_line(occupied_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", str(occupied_port))
    with pytest.raises(SystemExit) as refused:
        run.requested_port()
    assert str(occupied_port) in exit_line(refused)
    assert "make run PORT=" in exit_line(refused)


@pytest.mark.parametrize("port", ["web", "0", "65536", "-1", "80 80", "８０８０"])
def test_an_invalid_port_is_refused_in_one_line(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(SystemExit) as refused:
        run.requested_port()
    assert repr(port) in exit_line(refused)


def test_a_folder_is_served_by_one_process_at_a_time(tmp_path: Path) -> None:
    lock = run.lock_folder(tmp_path)
    with pytest.raises(SystemExit) as refused:
        run.lock_folder(tmp_path)
    assert exit_line(refused)
    lock.close()
    run.lock_folder(tmp_path).close()


def sleeping(seconds: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(["sleep", str(seconds)])


def test_when_one_child_ends_the_other_is_ended_too() -> None:
    children = {"server": sleeping(60), "scheduler": sleeping(0)}
    try:
        with pytest.raises(StepFailed, match="scheduler"):
            run.watch(children, threading.Event())
    finally:
        run.end(children)
    assert all(child.poll() is not None for child in children.values())


def test_a_server_that_ends_before_it_serves_is_a_failure(unused_port: int) -> None:
    children = {"server": sleeping(0)}
    with pytest.raises(StepFailed, match="server"):
        run.wait_for_connections(children, unused_port, threading.Event())


class Run:
    """The process that `make run` starts, with a separate folder. Its output goes to a file."""

    def __init__(self, folder: Path, port: int) -> None:
        self.output = folder / "output"
        environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "VAR_DIR": str(folder), "PORT": str(port)}
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, str(DEPLOY / "run.py")],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_served(self) -> None:
        while "Ctrl-C ends it." not in self.output.read_text():
            assert self.process.poll() is None, self.output.read_text()
            time.sleep(0.1)

    def stop(self, number: signal.Signals) -> int:
        """Send a signal to the process that `make` started; returns the exit status."""
        self.process.send_signal(number)
        return self.process.wait(30)


def count_rows(var: Path) -> dict[str, int]:
    """The number of rows of each table, without the sessions, which every visit adds to."""
    connection = sqlite3.connect(var / "journal.sqlite3")
    tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
    counts = {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables}
    connection.close()
    # What requests and the scheduler write, and SQLite's own counters, are not content.
    not_content = {"django_session", "record_dayline", "sqlite_sequence"}
    return {name: count for name, count in counts.items() if name not in not_content}


def visit(port: int, path: str) -> int:
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as response:
            return int(response.status)
    except HTTPError as error:
        return error.code


def wait_for_log(log: Path, text: str) -> None:
    """Wait until the log has this text: the server writes its line after it has sent the response."""
    end = time.monotonic() + 10
    while text not in log.read_text():
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.05)


def check_output(text: str, step_count: int) -> None:
    """A line at the start and the end of each step, the addresses, then the log-ins and nothing else."""
    assert not re.search(r"[\r\x1b]", text)
    progress, _, log_ins = text.partition("Ctrl-C ends it.\n")
    assert progress.count(" … done\n") == step_count
    _, *lines = log_ins.strip().splitlines()
    assert [line.split()[-3:] for line in lines] == [[user.login, "/", user.login] for user in USERS]


@pytest.mark.sqlite
@pytest.mark.parametrize("migrated", [True, pytest.param(False, marks=pytest.mark.soak)])
def test_a_second_run_keeps_the_content_and_both_end_with_their_children(
    tmp_path: Path, unused_port: int, migrated: bool, django_db_setup: None
) -> None:
    """Without `migrated`, the first run creates the database, which takes most of its time."""
    if migrated:
        copy_sqlite(connection.creation.template, tmp_path / "journal.sqlite3")
    log = tmp_path / "log" / "run.log"
    before: dict[str, int] = {}
    for number, sign in enumerate((signal.SIGTERM, signal.SIGINT)):
        server = Run(tmp_path, unused_port)
        try:
            server.wait_until_served()
            assert visit(unused_port, "/") == 200
            assert visit(unused_port, "/nothing/") == 404
            wait_for_log(log, '"GET /nothing/ HTTP/1.1" 404')
        finally:
            status = server.stop(sign)
        assert status == 0, server.output.read_text()
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", unused_port)) != 0
        rows = count_rows(tmp_path)
        assert rows["articles_articlepage"] > 0
        assert before in ({}, rows)
        before = rows

        # Demonstration content is loaded by the first run only.
        check_output(server.output.read_text(), step_count=3 - number)
        assert ("Applying journal." in log.read_text()) == (number == 0 and not migrated)
        assert "Traceback" not in log.read_text()
