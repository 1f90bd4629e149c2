"""What `make demo` does: puts this folder's content aside and loads the demonstration anew.

Asks first, because people may have written in it. Nothing is deleted: the database and the uploaded files of
before lie in var/before-demo-<time>/, and moving them back restores them (with `make run` stopped).
"""

import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from run import ROOT, VAR, give_up, only_one, prepare, say

KEPT_ASIDE = ("journal.sqlite3", "journal.sqlite3-wal", "journal.sqlite3-shm", "media", "mail")


def agreed() -> bool:
    """Whether the person at the keyboard, or YES=1 in the environment, says so."""
    if os.environ.get("YES") == "1":
        return True
    if not sys.stdin.isatty():
        give_up("nobody is there to ask; set YES=1 to reset to demo content all the same")
    print("This puts the content of var/ aside and loads demo content. Go on? [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def put_aside(var: Path) -> None:
    """Move the content of before into a folder of its own, in one rename each."""
    present = [name for name in KEPT_ASIDE if (var / name).exists()]
    if not present:
        return
    aside = var / f"before-demo-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    aside.mkdir()
    for name in present:
        shutil.move(var / name, aside / name)
    say(f"the content of before lies in {aside}")


def main() -> None:
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings.development")
    lock = only_one(VAR)

    from django.conf import settings

    if not settings.DEMO_ALLOWED:
        give_up("demo content is for development settings only")
    inside = (settings.DATABASES["default"]["NAME"], settings.MEDIA_ROOT)
    if inside != (str(VAR / "journal.sqlite3"), str(VAR / "media")):
        give_up("DATABASE_URL or MEDIA_ROOT leads elsewhere: empty them yourself, then `make run` loads demo content")
    if not agreed():
        give_up("nothing was changed")
    put_aside(VAR)
    prepare()
    lock.close()


if __name__ == "__main__":
    main()
