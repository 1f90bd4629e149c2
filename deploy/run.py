"""`make run` once the packages are installed: migrate, fill an empty site, serve it, publish what falls due.

The server and the scheduler are children of this process. Ctrl-C and SIGTERM end all three. Their output goes to
var/log/run.log. The terminal shows one line a step, and the errors of the running site. VERBOSE=1 shows everything.
"""

import fcntl
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

from terminal import Progress, StepFailed, Terminal, logged_terminal

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
LOG = VAR / "log" / "run.log"
HOST = "127.0.0.1"
GRACE_SECONDS = 8
START_SECONDS = 60
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
INTERRUPTED = 130

Children = dict[str, subprocess.Popen[bytes]]


def print_message(text: str) -> None:
    print(f"journal: {text}", flush=True)


def exit_with(text: str) -> NoReturn:
    """End the process with status 1 and one line on standard error."""
    sys.exit(f"journal: {text}")


def use_project() -> None:
    """Make the project importable, with development settings by default."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings.development")


def requested_port() -> int:
    """The port of the variable PORT, checked to be free."""
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= 65535:
        exit_with(f"PORT must be a number from 1 to 65535, not {text!r}")
    with socket.socket() as probe:
        # The same option as the server's, so that a connection closed a moment ago does not occupy the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError as error:
            exit_with(f"port {text} of {HOST} cannot be used ({error.strerror}); choose another: make run PORT=8001")
    return int(text)


def lock_folder(folder: Path) -> IO[str]:
    """Lock `folder` until this process ends; exit when another `make run` or `make demo` holds the lock.

    The lock ends with its process, so a killed process leaves nothing to clean up. The file stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / "run.lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        exit_with("the journal of this folder is running already; end it first (Ctrl-C in its terminal)")
    return lock


def interrupt(number: int, frame: FrameType | None) -> None:
    """Handle a stop signal: raise KeyboardInterrupt once, and ignore further signals while the process ends."""
    for stop_signal in STOP_SIGNALS:
        signal.signal(stop_signal, signal.SIG_IGN)
    raise KeyboardInterrupt


def interrupt_on_stop_signals() -> None:
    """Let every stop signal raise KeyboardInterrupt, so that transactions are rolled back and locks released."""
    for number in STOP_SIGNALS:
        signal.signal(number, interrupt)


def prepare(terminal: Terminal) -> None:
    """Migrate the database, and load demonstration content into an empty one."""
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    progress = Progress("migrations", re.compile(r"^  Applying .*\bOK$"))
    with terminal.step("Preparing the database", progress):
        django.setup()
        progress.total = pending_migrations()
        call_command("migrate", interactive=False)
    if settings.DEMO_ALLOWED and not has_content():
        with terminal.step("Loading demonstration content", Progress("articles", re.compile(r"(\d+) of (\d+)"))):
            call_command("load_demo", if_empty=True)
    connections.close_all()


def pending_migrations() -> int:
    """The number of migrations that `migrate` will apply."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def has_content() -> bool:
    from articles.models import JournalPage

    return JournalPage.objects.exists()


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """Start a command of manage.py in this process group. Its output goes where this process's output goes."""
    return subprocess.Popen(
        [sys.executable, "-u", str(ROOT / "manage.py"), *arguments], cwd=ROOT, stdin=subprocess.DEVNULL
    )


def accepts_connections(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def welcome(port: int, log: str) -> str:
    """The addresses of the site, and last the log-ins of the demonstration."""
    address = f"http://{HOST}:{port}/"
    lines = [
        "",
        f"  The journal     {address}",
        f"  The admin       {address}admin/",
        f"  Sent mails      {address}dev/mail/",
        f"  Log             {log}",
        "",
        "  Errors of the site are shown here too. Ctrl-C ends it.",
    ]
    if log_ins := demo_log_ins():
        lines += ["", "  Demonstration log-ins (name / password):"]
        lines += [f"    {role:<20} {name} / {password}" for role, name, password in log_ins]
    return "\n".join([*lines, ""])


def demo_log_ins() -> list[tuple[str, str, str]]:
    """(role, name, password) of the demonstration's users in this database."""
    from django.contrib.auth import get_user_model
    from django.db import connections

    from journal.demo.people import USERS

    names = set(get_user_model().objects.values_list("username", flat=True))
    connections.close_all()
    return [(", ".join(user.groups), user.login, user.login) for user in USERS if user.login in names]


def end(children: Children) -> None:
    """Terminate the children, and kill those that have not ended after GRACE_SECONDS."""
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


def check_children(children: Children) -> None:
    """Raise StepFailed when a child has ended."""
    for name, child in children.items():
        if child.poll() is not None:
            raise StepFailed(f"the {name} ended with exit status {child.returncode}")


def wait_for_connections(children: Children, port: int, stopping: threading.Event) -> None:
    """Wait until the server accepts connections. Raises StepFailed, or KeyboardInterrupt when `stopping` is set."""
    deadline = time.monotonic() + START_SECONDS
    while not accepts_connections(port):
        if stopping.wait(0.2):
            raise KeyboardInterrupt
        check_children(children)
        if time.monotonic() > deadline:
            raise StepFailed(f"the server has not answered for {START_SECONDS} seconds")


def watch(children: Children, stopping: threading.Event) -> None:
    """Wait until `stopping` is set. Raises StepFailed when a child ends before."""
    while not stopping.wait(0.2):
        try:
            check_children(children)
        except StepFailed:
            # Ctrl-C reaches the children too, and may reach them first.
            if not stopping.wait(0.2):
                raise


def serve(terminal: Terminal, port: int) -> None:
    """Run the server and the scheduler until a stop signal."""
    from django.conf import settings

    stopping = threading.Event()
    for number in STOP_SIGNALS:
        signal.signal(number, lambda *_: stopping.set())
    reload = [] if settings.DEBUG else ["--noreload"]
    children: Children = {}
    try:
        with terminal.step("Starting the server"):
            children["server"] = start("runserver", f"{HOST}:{port}", *reload)
            children["scheduler"] = start("scheduler")
            wait_for_connections(children, port, stopping)
        terminal.shows_errors = True
        terminal.print(welcome(port, terminal.log.name))
        watch(children, stopping)
    finally:
        end(children)


def main() -> int:
    use_project()
    with lock_folder(VAR):
        port = requested_port()
        os.environ |= {"PORT": str(port), "DJANGO_RUNSERVER_HIDE_WARNING": "true"}
        interrupt_on_stop_signals()
        try:
            with logged_terminal(LOG) as terminal:
                prepare(terminal)
                serve(terminal, port)
        except KeyboardInterrupt:
            return INTERRUPTED
    return 0


if __name__ == "__main__":
    sys.exit(main())
