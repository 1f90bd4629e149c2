"""deploy/backup.py restores what it saved, and loses nothing on the way."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from backup import Site, restore, save
from databases import BackupError, Database, SQLite, database_from_settings
from django.conf import settings

from .conftest import DEPLOY

SENTENCE = "The bridge is in Kherson."


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "var" / "journal.sqlite3"


@pytest.fixture
def site(tmp_path: Path, database: Path) -> Site:
    site = make_site(SQLite(database), tmp_path / "var" / "media")
    execute(database, "create table note (text)", f"insert into note values ('{SENTENCE}')")
    return site


@pytest.fixture
def archive(site: Site, tmp_path: Path) -> Path:
    return save(site, tmp_path / "backups")


def make_site(database: Database, media: Path) -> Site:
    (media / "record").mkdir(parents=True)
    (media / "record" / "a1b2").write_bytes(b"a picture of the record")
    private = media.parent / "private"
    (private / "withheld").mkdir(parents=True)
    (private / "withheld" / "c3d4").write_bytes(b"a picture of a hidden article")
    return Site(database, media, private)


def execute(database: Path, *statements: str) -> None:
    connection = sqlite3.connect(database)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def notes(database: Path) -> list[str]:
    connection = sqlite3.connect(database)
    texts = [text for (text,) in connection.execute("select text from note")]
    connection.close()
    return texts


def refusal(site: Site, archive: Path, replace: bool = False) -> str:
    """The code with which the restore of `archive` is refused."""
    with pytest.raises(BackupError) as refused:
        restore(site, archive, replace)
    assert len(str(refused.value).splitlines()) == 1
    return refused.value.code


def test_an_archive_is_readable_by_its_owner_alone(archive: Path) -> None:
    assert archive.stat().st_mode & 0o077 == 0


def test_the_program_restores_into_an_empty_site_what_it_saved(site: Site, database: Path, tmp_path: Path) -> None:
    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(DEPLOY / "backup.py"), *map(str, arguments)],
            env={
                "PATH": os.environ["PATH"],
                "ENV_FILE": os.devnull,
                "DJANGO_SETTINGS_MODULE": "journal.settings.development",
                "DATABASE_URL": f"sqlite:///{database}",
                "MEDIA_ROOT": str(site.media),
                "PRIVATE_ROOT": str(site.private),
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    assert run("save", tmp_path / "backups").returncode == 0
    (archive,) = (tmp_path / "backups").iterdir()
    refused = run("restore", archive)
    assert refused.returncode == 1
    (line,) = refused.stderr.splitlines()
    assert "--replace" in line
    shutil.rmtree(tmp_path / "var")
    done = run("restore", archive)
    assert done.returncode == 0, done.stderr
    assert "manage.py migrate" in done.stdout
    assert notes(database) == [SENTENCE]
    assert (site.media / "record" / "a1b2").read_bytes() == b"a picture of the record"
    assert (site.private / "withheld" / "c3d4").read_bytes() == b"a picture of a hidden article"


def test_a_concurrent_write_does_not_disturb_the_backup(site: Site, database: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(database)
    connection.execute("pragma journal_mode=wal")
    connection.execute("insert into note values ('committed, and still in the write-ahead log')")
    connection.commit()
    connection.execute("insert into note values ('not committed')")
    archive = save(site, tmp_path / "backups")
    connection.close()
    restore(site, archive, replace=True)
    assert len(notes(database)) == 2


def test_a_site_without_a_database_cannot_be_saved(site: Site, database: Path, tmp_path: Path) -> None:
    database.unlink()
    with pytest.raises(BackupError) as refused:
        save(site, tmp_path / "backups")
    assert refused.value.code == "no_database"
    assert not list((tmp_path / "backups").glob("*.tar.gz"))


def test_a_site_with_content_is_not_overwritten(site: Site, database: Path, archive: Path) -> None:
    execute(database, "insert into note values ('newer')")
    assert refusal(site, archive) == "not_empty"
    assert len(notes(database)) == 2


def test_content_that_a_restore_replaces_is_kept_in_a_folder(
    site: Site, database: Path, archive: Path, tmp_path: Path
) -> None:
    execute(database, "insert into note values ('newer')")
    (site.media / "newer").write_bytes(b"newer")
    restore(site, archive, replace=True)
    assert len(notes(database)) == 1
    assert not (site.media / "newer").exists()
    (aside,) = (tmp_path / "var").glob("before-restore-*")
    assert len(notes(aside / "journal.sqlite3")) == 2
    assert (aside / "media" / "newer").read_bytes() == b"newer"


def test_a_damaged_archive_changes_nothing(site: Site, database: Path, archive: Path, tmp_path: Path) -> None:
    unpacked = tmp_path / "unpacked"
    with tarfile.open(archive) as tar:
        for member in tar:
            tar.extract(member, unpacked)
    (unpacked / "media" / "record" / "a1b2").write_bytes(b"another picture")
    with tarfile.open(archive, "w:gz") as tar:
        for name in ("database.sqlite3", "media/record/a1b2", "manifest.json"):
            tar.add(unpacked / name, name)
    assert refusal(site, archive, replace=True) == "damaged"
    assert notes(database) == [SENTENCE]
    assert (site.media / "record" / "a1b2").read_bytes() == b"a picture of the record"


@pytest.mark.parametrize("content", [b"", b"no archive at all", b"\x1f\x8b\x08\x00\x00\x00"])
def test_a_file_that_is_no_archive_is_refused_in_one_line(site: Site, content: bytes, tmp_path: Path) -> None:
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(content)
    assert refusal(site, broken, replace=True) == "unreadable"


def test_an_archive_with_a_name_outside_its_folder_is_refused(site: Site, tmp_path: Path) -> None:
    hostile, payload = tmp_path / "hostile.tar.gz", tmp_path / "payload"
    payload.write_text("payload")
    with tarfile.open(hostile, "w:gz") as tar:
        tar.add(payload, "../../outside")
    assert refusal(site, hostile, replace=True) == "unsafe_name"
    assert not list(tmp_path.rglob("outside"))


# --- PostgreSQL


@pytest.fixture
def postgresql() -> Iterator[tuple[Database, Callable[[], psycopg.Connection[Any]]]]:
    """An empty database on the server of the settings, and a function that connects to it."""
    if not shutil.which("pg_dump"):
        pytest.skip("pg_dump is not installed; apt-get install postgresql-client")
    configured = settings.DATABASES["default"] | {"NAME": f"journal_backup_{os.getpid()}"}
    server = {
        "host": configured["HOST"],
        "port": configured["PORT"] or 5432,
        "user": configured["USER"],
        "password": configured["PASSWORD"],
    }
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as admin:
        admin.execute(f"create database {configured['NAME']}")
        try:
            yield (
                database_from_settings(configured),
                lambda: psycopg.connect(dbname=configured["NAME"], autocommit=True, **server),
            )
        finally:
            admin.execute(f"drop database {configured['NAME']}")


@pytest.mark.postgresql
def test_postgresql_is_restored_as_it_was_saved(
    postgresql: tuple[Database, Callable[[], psycopg.Connection[Any]]], tmp_path: Path
) -> None:
    database, connect = postgresql
    site = make_site(database, tmp_path / "var" / "media")
    with connect() as connection:
        connection.execute("create table note (text text)")
        connection.execute(f"insert into note values ('{SENTENCE}')")
        archive = save(site, tmp_path / "backups")
        connection.execute("update note set text = 'changed'")
        assert refusal(site, archive) == "not_empty"
        restore(site, archive, replace=True)
        assert connection.execute("select text from note").fetchall() == [(SENTENCE,)]


@pytest.mark.postgresql
def test_an_archive_of_another_kind_of_database_is_refused(
    postgresql: tuple[Database, Callable[[], psycopg.Connection[Any]]], archive: Path, tmp_path: Path
) -> None:
    site = make_site(postgresql[0], tmp_path / "other" / "media")
    assert refusal(site, archive, replace=True) == "other_engine"
