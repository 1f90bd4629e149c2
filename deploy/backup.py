"""Back up and restore the database and the uploaded files, with the record's files among them, as one archive.

    .venv/bin/python deploy/backup.py save FOLDER               while the site runs
    .venv/bin/python deploy/backup.py restore ARCHIVE           into an empty site that is stopped
    .venv/bin/python deploy/backup.py restore ARCHIVE --replace sets existing content aside (PostgreSQL: drops it)

Redactions are applied again to what is restored: `deploy/redactions.py` keeps their list beside the archives, and the
site does not serve before `manage.py redact --reapply` has been run.

Works on the database, MEDIA_ROOT and PRIVATE_ROOT of DJANGO_SETTINGS_MODULE, by default journal.settings.production.
The database is saved before the files: files are added and hardly ever removed, so the archive holds each file that the
saved database refers to. After a restore `manage.py sync_record_files` moves those that are in the wrong one of the two
folders. PostgreSQL needs its client programs pg_dump, pg_restore and psql.
"""

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import sys
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TypedDict

from databases import BackupError, Database, database_from_settings
from redactions import Redactions

ROOT = Path(__file__).resolve().parents[1]
FORMAT = 1
MANIFEST = "manifest.json"


class Manifest(TypedDict):
    """The last file of an archive. `files` maps each other file's name to its SHA-256 digest."""

    format: int
    engine: str
    made: str
    files: dict[str, str]


@dataclass(frozen=True)
class Site:
    """What a backup saves: a database, the folder of uploaded files, and that of files which readers must not reach."""

    database: Database
    media: Path
    private: Path

    def is_empty(self) -> bool:
        return self.database.is_empty() and not any(
            folder.is_dir() and any(folder.iterdir()) for folder in (self.media, self.private)
        )


def site_from_settings() -> Site:
    from django.conf import settings

    private = settings.STORAGES["record_private"]["OPTIONS"]["location"]
    return Site(database_from_settings(settings.DATABASES["default"]), Path(settings.MEDIA_ROOT), Path(private))


def digest(path: Path) -> str:
    """The SHA-256 digest of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def timestamp() -> str:
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}"


# --- save


def files_of(site: Site) -> Iterator[tuple[str, Path]]:
    """(name in the archive, path) of each file, in order.

    While the site runs, a file may move from one folder to the other. It is copied before it is deleted, so it is found
    when the private folder is searched before and after the other one.
    """
    found = set()
    for name, folder in (("private", site.private), ("media", site.media), ("private", site.private)):
        for path in sorted(folder.rglob("*")):
            member = f"{name}/{path.relative_to(folder).as_posix()}"
            if path.is_file() and member not in found:
                found.add(member)
                yield member, path


def save(site: Site, folder: Path) -> Path:
    """Write an archive into `folder`. It has its final name only once it is complete."""
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"journal-{timestamp()}.tar.gz"
    unfinished = archive.with_suffix(".unfinished")
    unfinished.touch(mode=0o600)  # it will hold hashes of passwords and the addresses of readers
    with tempfile.TemporaryDirectory(dir=folder) as work:
        copy = Path(work) / site.database.file_name
        site.database.save(copy)
        manifest: Manifest = {
            "format": FORMAT,
            "engine": site.database.engine,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "files": {},
        }
        with tarfile.open(unfinished, "w:gz", compresslevel=3) as tar:
            add_file(tar, manifest, copy.name, copy)
            for name, path in files_of(site):
                # A file that has just been moved is in the archive by its other name.
                with contextlib.suppress(FileNotFoundError):
                    add_file(tar, manifest, name, path)
            manifest_file = Path(work) / MANIFEST
            manifest_file.write_text(json.dumps(manifest, indent=1))
            tar.add(manifest_file, MANIFEST)
    unfinished.rename(archive)
    print(f"backup: {len(manifest['files']) - 1} files and the database ({site.database.engine}) in {archive}")
    return archive


def add_file(tar: tarfile.TarFile, manifest: Manifest, name: str, path: Path) -> None:
    """Add a file to the archive and to its manifest. Raises FileNotFoundError with nothing added."""
    with path.open("rb") as file:
        manifest["files"][name] = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        tar.addfile(tar.gettarinfo(arcname=name, fileobj=file), file)


# --- restore


def extract(archive: Path, target: Path) -> None:
    """Extract the files of `archive` into the folder `target`. Raises BackupError for a name outside of it."""
    with tarfile.open(archive, "r:gz") as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            content = tar.extractfile(member) if member.isfile() else None
            if content is None or path.is_absolute() or ".." in path.parts:
                raise BackupError(f"{archive} is no archive of a journal: it holds {member.name!r}", code="unsafe_name")
            destination = target / path
            destination.parent.mkdir(parents=True, exist_ok=True)
            with destination.open("wb") as file:
                shutil.copyfileobj(content, file)


def unpack(archive: Path, target: Path) -> Manifest:
    """Extract `archive` into `target` and compare each file with the manifest, which is returned."""
    try:
        extract(archive, target)
        manifest: Manifest = json.loads((target / MANIFEST).read_text())
    except (OSError, tarfile.TarError, zlib.error, EOFError, ValueError) as error:
        raise BackupError(f"{archive} cannot be read: {error}", code="unreadable") from error
    if manifest.get("format") != FORMAT:
        found = manifest.get("format")
        raise BackupError(f"{archive} has format {found!r}, and this program reads {FORMAT}", code="unknown_format")
    for name, expected in manifest["files"].items():
        if not (target / name).is_file() or digest(target / name) != expected:
            raise BackupError(f"{archive} is damaged at {name}; nothing was changed", code="damaged")
    return manifest


def set_aside(site: Site) -> None:
    """Move the content of the site into a new folder beside its media."""
    aside = site.media.parent / f"before-restore-{timestamp()}"
    aside.mkdir()
    site.database.set_aside(aside)
    for name, folder in (("media", site.media), ("private", site.private)):
        if folder.is_dir():
            shutil.move(folder, aside / name)
    print(f"backup: the previous content is in {aside}")


def restore(site: Site, archive: Path, replace: bool = False) -> None:
    """Restore an archive that `save` wrote. Nothing changes before the whole archive has been verified."""
    occupied = not site.is_empty()
    if occupied and not replace:
        raise BackupError("this site is not empty; stop it and add --replace to set its content aside", "not_empty")
    site.media.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=site.media.parent) as work:
        unpacked = Path(work)
        manifest = unpack(archive, unpacked)
        if manifest["engine"] != site.database.engine:
            engines = f"made with {manifest['engine']}, and this site uses {site.database.engine}"
            raise BackupError(f"{archive} was {engines}", code="other_engine")
        if occupied:
            set_aside(site)
        site.database.restore(unpacked / site.database.file_name)
        for name, folder in (("media", site.media), ("private", site.private)):
            (unpacked / name).mkdir(exist_ok=True)
            folder.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(unpacked / name, folder)
    print(f"backup: restored the state of {manifest['made']}; now run: manage.py migrate")


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    save_parser = commands.add_parser("save", help="write an archive into a folder")
    save_parser.add_argument("folder", type=Path)
    restore_parser = commands.add_parser("restore", help="restore an archive")
    restore_parser.add_argument("archive", type=Path)
    restore_parser.add_argument("--replace", action="store_true", help="set existing content aside first")
    options = parser.parse_args()

    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings.production")
    try:
        redactions = Redactions.from_settings()
        if options.command == "save":
            save(site_from_settings(), options.folder)
            redactions.copy_to(options.folder)
        else:
            with redactions.marked_as_pending(options.archive.parent):
                restore(site_from_settings(), options.archive, options.replace)
            if redactions.are_pending:
                sys.exit("backup: not finished: run manage.py migrate, then manage.py redact --reapply")
    except BackupError as error:
        sys.exit(f"backup: {error}")


if __name__ == "__main__":
    main()
