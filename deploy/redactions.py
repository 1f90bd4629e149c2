"""The list of redactions beside the backups: what `manage.py redact --reapply` applies to a restored site.

The site appends to REDACTIONS_FILE, which is outside the database. Each backup copies it beside the archives, so that a
site can also be restored on another machine. A line is never changed, so two lists are joined line by line.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NAME = "redactions.jsonl"


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def join(target: Path, other: Path) -> None:
    """Append the lines of `other` that `target` does not have. Only the owner can read the file."""
    known = lines_of(target)
    missing = [line for line in lines_of(other) if line and line not in set(known)]
    if not missing:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="utf-8") as file:
        # A process may have been killed in the middle of the last line.
        file.write("".join(f"{line}\n" for line in ["", *missing]))
        file.flush()
        os.fsync(file.fileno())


@dataclass(frozen=True)
class Redactions:
    """The list of a site. path: REDACTIONS_FILE."""

    path: Path

    @classmethod
    def from_settings(cls) -> "Redactions":
        from django.conf import settings

        return cls(Path(settings.REDACTIONS_FILE))

    @property
    def mark(self) -> Path:
        """The file that exists while redactions must be applied again; the site does not serve then."""
        return self.path.with_name(f"{self.path.name}.pending")

    @property
    def are_pending(self) -> bool:
        return self.mark.exists()

    def copy_to(self, folder: Path) -> None:
        """Copy the list beside the archives of a folder; what that list has already stays."""
        join(folder / NAME, self.path)

    @contextmanager
    def marked_as_pending(self, folder: Path) -> Iterator[None]:
        """Join the list beside the archives to that of the site, and keep the site from serving from now on.

        When the block fails, it has changed nothing, and the site may serve again.
        """
        join(self.path, folder / NAME)
        was_pending = self.are_pending
        if lines_of(self.path):
            self.mark.touch(mode=0o600)
        try:
            yield
        except Exception:
            if not was_pending:
                self.mark.unlink(missing_ok=True)
            raise
