"""`make run` from an empty folder to a served site, twice, and what it says when it cannot."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"


def run_python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of Python beside deploy/run.py."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=DEPLOY,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_gets_one_line(taken_port: int) -> None:
    refused = run_python("import run; run.wanted_port()", PORT=str(taken_port))
    assert refused.returncode == 1
    (line,) = refused.stderr.splitlines()
    assert line.startswith(f"journal: port {taken_port} of 127.0.0.1 cannot be used")
    assert "make run PORT=" in line


@pytest.mark.parametrize("port", ["web", "0", "65536", "-1", "80 80", "８０８０"])
def test_what_is_no_port_gets_one_line(port: str) -> None:
    refused = run_python("import run; run.wanted_port()", PORT=port)
    assert refused.stderr.splitlines() == [f"journal: PORT must be a number from 1 to 65535, not {port!r}"]


def test_one_folder_is_served_once(tmp_path: Path) -> None:
    code = "import run, sys; from pathlib import Path; lock = run.only_one(Path(sys.argv[1]))"
    first = subprocess.Popen(
        [sys.executable, "-c", f"{code}; print('held', flush=True); sys.stdin.read()", str(tmp_path)],
        cwd=DEPLOY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert first.stdout
    assert first.stdout.readline() == b"held\n"
    second = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=DEPLOY, capture_output=True, text=True, check=False
    )
    assert second.stderr.splitlines() == [
        "journal: this folder's journal runs already; end it first (Ctrl-C where it was started)"
    ]
    first.kill()
    first.communicate()
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=DEPLOY, check=True)


def test_when_one_half_ends_the_other_is_ended_too() -> None:
    code = (
        "import run, subprocess, sys, threading;"
        "sleep = lambda seconds: subprocess.Popen([sys.executable, '-c', f'import time; time.sleep({seconds})']);"
        "children = {'server': sleep(60), 'scheduler': sleep(0)};"
        "status = run.watch(children, 1, threading.Event()); run.end(children);"
        "print(status, all(child.poll() is not None for child in children.values()))"
    )
    ended = run_python(code)
    assert ended.stdout.splitlines() == ["journal: the scheduler ended with status 0; ending the rest", "1 True"]


def start(var: Path, port: int) -> subprocess.Popen[str]:
    """Start what `make run` starts, on files of its own, and read on until it says where the site is."""
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "VAR_DIR": str(var), "PORT": str(port)}
    server = subprocess.Popen(
        [sys.executable, str(DEPLOY / "run.py")],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert server.stdout
    seen = []
    for line in server.stdout:
        seen.append(line)
        if "Ctrl-C ends it." in line:
            return server
    server.wait()
    raise AssertionError("".join(seen[-30:]))


def stop(server: subprocess.Popen[str], number: signal.Signals) -> str:
    """Send a signal to the process that `make` started; what it still says."""
    server.send_signal(number)
    rest, _ = server.communicate(timeout=30)
    return rest


def content(var: Path) -> dict[str, int]:
    """How many rows each table has, but for those that any visit or start adds to."""
    connection = sqlite3.connect(var / "journal.sqlite3")
    tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
    counts = {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables}
    connection.close()
    return {name: count for name, count in counts.items() if name != "django_session"}


@pytest.mark.sqlite
def test_a_second_run_loses_and_doubles_nothing_and_nothing_is_left_running(tmp_path: Path, unused_port: int) -> None:
    before: dict[str, int] = {}
    for ending in (signal.SIGTERM, signal.SIGINT):
        server = start(tmp_path, unused_port)
        try:
            with urlopen(f"http://127.0.0.1:{unused_port}/", timeout=30) as answer:
                assert answer.status == 200
        finally:
            rest = stop(server, ending)
        assert server.returncode == 0, rest
        assert "Traceback" not in rest
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", unused_port)) != 0
        found = content(tmp_path)
        assert found["articles_articlepage"] > 0
        assert before in ({}, found)
        before = found


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
