"""Backup and restore: the database and the uploaded files, the record's own among them, as one archive.

    .venv/bin/python deploy/backup.py save FOLDER               while the site runs
    .venv/bin/python deploy/backup.py restore ARCHIVE           into an empty site, stopped
    .venv/bin/python deploy/backup.py restore ARCHIVE --replace what is there is put aside (PostgreSQL: dropped)

Works on the database and MEDIA_ROOT of the settings in use: DJANGO_SETTINGS_MODULE, journal.settings.production
unless told. The database is taken first: files are added and hardly ever removed, so that each file that the saved
database speaks of is in the archive. PostgreSQL needs its client programs, pg_dump and pg_restore.
"""

import argparse
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parents[1]
FORMAT = 1
MANIFEST = "manifest.json"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


def give_up(text: str) -> NoReturn:
    sys.exit(f"backup: {text}")


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def now() -> str:
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}"


# --- databases


class SQLite:
    """One file, copied through SQLite itself, so that a write going on does no harm."""

    name = "sqlite"

    def __init__(self, settings: dict[str, Any]) -> None:
        self.path = Path(settings["NAME"])

    def save(self, target: Path) -> None:
        if not self.path.is_file():
            give_up(f"there is no database at {self.path}")
        source, copy = sqlite3.connect(self.path), sqlite3.connect(target)
        try:
            source.backup(copy)
        finally:
            source.close()
            copy.close()

    def is_empty(self) -> bool:
        return not self.path.exists()

    def put_aside(self, aside: Path) -> None:
        for name in (self.path.name, f"{self.path.name}-wal", f"{self.path.name}-shm"):
            if self.path.with_name(name).exists():
                shutil.move(self.path.with_name(name), aside / name)

    def restore(self, saved: Path) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(saved, self.path)


class PostgreSQL:
    """A dump in PostgreSQL's own format, taken and restored in one transaction."""

    name = "postgresql"

    def __init__(self, settings: dict[str, Any]) -> None:
        self.database = settings["NAME"]
        given = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
        self.environment = os.environ | {name: str(settings[key]) for name, key in given.items() if settings.get(key)}

    def run(self, *command: str) -> str:
        try:
            done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        except FileNotFoundError:
            give_up(f"{command[0]} is missing; install PostgreSQL's client: apt-get install postgresql-client")
        if done.returncode:
            give_up(f"{command[0]} failed: {done.stderr.strip()}")
        return done.stdout

    def save(self, target: Path) -> None:
        self.run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}", self.database)

    def is_empty(self) -> bool:
        query = "select count(*) from information_schema.tables where table_schema = 'public'"
        return self.run("psql", "-qtA", "-c", query, self.database).strip() == "0"

    def put_aside(self, aside: Path) -> None:
        """Nothing is put aside here: the restore drops each table in the transaction that brings the saved one."""

    def restore(self, saved: Path) -> None:
        options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction")
        self.run("pg_restore", *options, f"--dbname={self.database}", str(saved))


def database_in_use() -> SQLite | PostgreSQL:
    from django.conf import settings

    configured = settings.DATABASES["default"]
    return SQLite(configured) if configured["ENGINE"].endswith("sqlite3") else PostgreSQL(configured)


def media_in_use() -> Path:
    from django.conf import settings

    return Path(settings.MEDIA_ROOT)


# --- save


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """(name in the archive, path) of each file, in order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"media/{path.relative_to(folder).as_posix()}", path


def save(folder: Path) -> Path:
    """Write an archive into `folder`; it has its final name only once it is whole."""
    database, media = database_in_use(), media_in_use()
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"journal-{now()}.tar.gz"
    unfinished = archive.with_suffix(".unfinished")
    unfinished.touch(mode=0o600)  # it will hold digests of passwords and the addresses of readers
    with tempfile.TemporaryDirectory(dir=folder) as work:
        copy = Path(work) / DATABASES[database.name]
        database.save(copy)
        digests = {}
        with tarfile.open(unfinished, "w:gz", compresslevel=3) as tar:
            for name, path in [(copy.name, copy), *files_below(media)]:
                digests[name] = digest(path)
                tar.add(path, name)
            manifest = Path(work) / MANIFEST
            made = datetime.now(UTC).isoformat(timespec="seconds")
            manifest.write_text(
                json.dumps({"format": FORMAT, "engine": database.name, "made": made, "files": digests}, indent=1)
            )
            tar.add(manifest, MANIFEST)
    unfinished.rename(archive)
    print(f"backup: {len(digests) - 1} files and the database ({database.name}) in {archive}")
    return archive


# --- restore


def unpack(archive: Path, target: Path) -> dict[str, Any]:
    """Unpack into `target` and compare each file with the manifest, which is returned."""
    try:
        with tarfile.open(archive, "r:gz") as tar:
            for member in tar:
                path = PurePosixPath(member.name)
                if not member.isfile() or path.is_absolute() or ".." in path.parts:
                    give_up(f"{archive} is not one of our archives: it holds {member.name!r}")
                content = tar.extractfile(member)
                assert content is not None  # noqa: S101  # isfile() says so
                destination = target / path
                destination.parent.mkdir(parents=True, exist_ok=True)
                with destination.open("wb") as file:
                    shutil.copyfileobj(content, file)
        manifest: dict[str, Any] = json.loads((target / MANIFEST).read_text())
    except (OSError, tarfile.TarError, zlib.error, EOFError, ValueError) as error:
        give_up(f"{archive} cannot be read: {error}")
    if manifest.get("format") != FORMAT:
        give_up(f"{archive} has format {manifest.get('format')!r}, and this program reads {FORMAT}")
    for name, expected in manifest["files"].items():
        if not (target / name).is_file() or digest(target / name) != expected:
            give_up(f"{archive} is damaged: {name} is not what was saved; nothing was changed")
    return manifest


def restore(archive: Path, replace: bool) -> None:
    """Bring back what `save` wrote. Nothing is touched before the whole archive is seen to be sound."""
    database, media = database_in_use(), media_in_use()
    occupied = not database.is_empty() or (media.is_dir() and any(media.iterdir()))
    if occupied and not replace:
        give_up("this site is not empty; stop it and add --replace to put what is there aside")
    media.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=media.parent) as work:
        unpacked = Path(work)
        manifest = unpack(archive, unpacked)
        if manifest["engine"] != database.name:
            give_up(f"{archive} was made with {manifest['engine']}, and this site uses {database.name}")
        if occupied:
            aside = media.parent / f"before-restore-{now()}"
            aside.mkdir()
            database.put_aside(aside)
            if media.is_dir():
                shutil.move(media, aside / "media")
            print(f"backup: what was here lies in {aside}")
        database.restore(unpacked / DATABASES[database.name])
        (unpacked / "media").mkdir(exist_ok=True)
        shutil.move(unpacked / "media", media)
    print(f"backup: restored the state of {manifest['made']}; now run: manage.py migrate")


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    tasks = parser.add_subparsers(dest="task", required=True)
    saving = tasks.add_parser("save", help="write an archive into a folder")
    saving.add_argument("folder", type=Path)
    restoring = tasks.add_parser("restore", help="bring an archive back")
    restoring.add_argument("archive", type=Path)
    restoring.add_argument("--replace", action="store_true", help="even where something is; it is put aside")
    options = parser.parse_args()

    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings.production")
    if options.task == "save":
        save(options.folder)
    else:
        restore(options.archive, options.replace)


if __name__ == "__main__":
    main()
