"""The redactions that a restored backup needs, in a file outside the database, without the words.

Each line is a JSON object. An instruction is written before its transaction is committed, and a second line with its
id states how that ended. Texts are named by position and digest, what was removed by pointers and ranges.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypedDict, cast

from django.conf import settings

from .json_values import Operation

FORMAT = 1
PLANNED, DONE, DROPPED = "planned", "done", "dropped"


class TextInstruction(TypedDict):
    """A text of the record. before, after: SHA-256. parts: as in the redaction. operations: from one to the other."""

    position: int
    parts: list[str]
    before: str
    after: str
    operations: list[Operation]


class Instruction(TypedDict):
    """The redaction of one article.

    id: of its act. article: permanent id. page: primary key of its page. ignore_case: whether capitals made no
    difference. original: SHA-256 of a picture, or empty. files: names in the storage `record` that are deleted once the
    transaction is committed. library: whether the picture is deleted from the library as well.
    """

    format: int
    id: str
    state: str
    article: str
    page: int
    cause: str
    on: str
    order: str
    text: str
    ignore_case: bool
    texts: list[TextInstruction]
    original: str
    files: list[str]
    library: bool


def path() -> Path:
    return Path(settings.REDACTIONS_FILE)


def pending_mark() -> Path:
    """Return the file that exists from the restore of a backup until its redactions have been applied again."""
    return path().with_name(f"{path().name}.pending")


def append(line: object) -> None:
    """Append a line, and return when it is on the disk. Only the owner can read the file."""
    path().parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(json.dumps(line, ensure_ascii=True) + "\n")
        file.flush()
        os.fsync(file.fileno())


def finish(identifier: str, state: str) -> None:
    append({"format": FORMAT, "id": identifier, "state": state})


def read(source: Path | None = None) -> list[Instruction]:
    """Return the instructions of a file with their last states, in order, without those that came to nothing.

    An incomplete last line, of a process that was killed while it wrote, is left out.
    """
    found: dict[str, dict[str, Any]] = {}
    for line in lines(source or path()):
        found.setdefault(line["id"], {}).update(line)
    complete = [value for value in found.values() if "article" in value]
    return [cast(Instruction, value) for value in complete if value["state"] != DROPPED]


def lines(source: Path) -> Iterator[dict[str, Any]]:
    if not source.is_file():
        return
    for line in source.read_text(encoding="utf-8").splitlines():
        try:
            value = json.loads(line)
        except ValueError:
            continue
        if isinstance(value, dict) and value.get("format") == FORMAT:
            yield value
