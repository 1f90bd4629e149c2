"""What `make run` does once the packages are there: migrate, fill an empty site, serve it, publish what falls due.

Server and scheduler are children of this process and end with it; Ctrl-C and SIGTERM end all three.
"""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
HOST = "127.0.0.1"
GRACE_SECONDS = 8
START_SECONDS = 60


def say(text: str) -> None:
    print(f"journal: {text}", flush=True)


def give_up(text: str) -> None:
    """End with one line."""
    sys.exit(f"journal: {text}")


def wanted_port() -> int:
    """The port of PORT, after a look whether it is free."""
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= 65535:
        give_up(f"PORT must be a number from 1 to 65535, not {text!r}")
    with socket.socket() as probe:
        # As the server does it, so that a connection just closed does not count as somebody else.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError as error:
            give_up(f"port {text} of {HOST} cannot be used ({error.strerror}); choose another: make run PORT=8001")
    return int(text)


def only_one(folder: Path) -> IO[str]:
    """Hold the lock of `folder` until this process ends; give up when another `make run` holds it.

    The lock, and not the file, says that somebody runs, so that a process killed hard leaves nothing to clean.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / "run.lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        give_up("this folder's journal runs already; end it first (Ctrl-C where it was started)")
    return lock


def prepare() -> None:
    """Bring the database up to date and fill it when it is empty."""
    import django
    from django.conf import settings
    from django.core.management import CommandError, call_command
    from django.db import connections

    django.setup()
    say("bringing the database up to date")
    try:
        call_command("migrate", interactive=False)
        if settings.DEMO_ALLOWED:
            call_command("load_demo", if_empty=True)
    except CommandError as error:
        give_up(str(error))
    connections.close_all()


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """Start a command of manage.py in this process group."""
    return subprocess.Popen([sys.executable, str(ROOT / "manage.py"), *arguments], cwd=ROOT, stdin=subprocess.DEVNULL)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def welcome(port: int) -> None:
    """Print where everything is, and who may log in."""
    address = f"http://{HOST}:{port}/"
    lines = [
        "",
        f"  The journal     {address}",
        f"  The desk        {address}admin/",
        f"  Mails it sent   {address}dev/mail/",
        "",
    ]
    if log_ins := demo_log_ins():
        lines += ["  Demonstration log-ins (name / password):"]
        lines += [f"    {role:<20} {name} / {password}" for role, name, password in log_ins]
        lines += [""]
    print("\n".join([*lines, "  Ctrl-C ends it."]), flush=True)


def demo_log_ins() -> list[tuple[str, str, str]]:
    """(role, name, password) of the demonstration's people who are in this database."""
    from django.contrib.auth import get_user_model
    from django.db import connections

    from journal.demo.people import USERS

    known = set(get_user_model().objects.values_list("username", flat=True))
    connections.close_all()
    return [(", ".join(user.groups), user.login, user.login) for user in USERS if user.login in known]


def end(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """End the children, politely first."""
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for child in children.values():
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def watch(children: dict[str, subprocess.Popen[bytes]], port: int, stopping: threading.Event) -> int:
    """Wait until we are told to stop (0) or a child ends by itself (1)."""
    began, welcomed = time.monotonic(), False
    while not stopping.wait(0.2):
        for name, child in children.items():
            if child.poll() is not None and not stopping.is_set():
                say(f"the {name} ended with status {child.returncode}; ending the rest")
                return 1
        if not welcomed and answers(port):
            welcome(port)
            welcomed = True
        if not welcomed and time.monotonic() - began > START_SECONDS:
            say(f"the server has not answered for {START_SECONDS} seconds; ending")
            return 1
    return 0


def main() -> int:
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings.development")
    lock = only_one(VAR)
    port = wanted_port()
    os.environ |= {"PORT": str(port), "DJANGO_RUNSERVER_HIDE_WARNING": "true"}
    prepare()

    from django.conf import settings

    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.set())
    reload = [] if settings.DEBUG else ["--noreload"]
    children = {"server": start("runserver", f"{HOST}:{port}", *reload), "scheduler": start("scheduler")}
    try:
        return watch(children, port, stopping)
    finally:
        end(children)
        lock.close()


if __name__ == "__main__":
    sys.exit(main())
