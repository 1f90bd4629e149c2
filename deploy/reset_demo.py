"""`make demo`: move this folder's content to a folder beside it and load demonstration content.

Asks first, because people may have written in it. Nothing is deleted: the previous database and uploaded files are in
var/before-demo-<time>/. To restore them, move them back while `make run` is stopped.
"""

import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from run import LOG, VAR, exit_with, interrupt_on_stop_signals, lock_folder, prepare, print_message, use_project
from terminal import logged_terminal

CONTENT = ("journal.sqlite3", "journal.sqlite3-wal", "journal.sqlite3-shm", "media", "private", "mail")


def is_confirmed() -> bool:
    """Whether YES=1 or the answer of the person at the terminal confirms the reset."""
    if os.environ.get("YES") == "1":
        return True
    if not sys.stdin.isatty():
        exit_with("there is no terminal to ask on; set YES=1 to reset to demo content without a question")
    print("This moves the content of var/ aside and loads demo content. Continue? [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def set_aside(var: Path) -> None:
    """Move the content of `var` into a new folder in it."""
    present = [name for name in CONTENT if (var / name).exists()]
    if not present:
        return
    aside = var / f"before-demo-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    aside.mkdir()
    for name in present:
        shutil.move(var / name, aside / name)
    print_message(f"the previous content is in {aside}")


def check_settings() -> None:
    """Exit unless the settings allow demo content and keep everything in `var`."""
    from django.conf import settings

    if not settings.DEMO_ALLOWED:
        exit_with("demo content is for development settings only")
    if (settings.DATABASES["default"]["NAME"], settings.MEDIA_ROOT) != (
        str(VAR / "journal.sqlite3"),
        str(VAR / "media"),
    ):
        exit_with("DATABASE_URL or MEDIA_ROOT is not in var/: empty them yourself, then `make run` loads demo content")


def main() -> None:
    use_project()
    with lock_folder(VAR):
        check_settings()
        if not is_confirmed():
            exit_with("nothing was changed")
        interrupt_on_stop_signals()
        set_aside(VAR)
        with logged_terminal(LOG) as terminal:
            prepare(terminal)


if __name__ == "__main__":
    main()
