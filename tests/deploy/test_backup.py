"""What is saved comes back, and nothing is lost on the way: deploy/backup.py, run as an operator would."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


class Site:
    """A database and a folder of media of its own, and the program that saves and restores them."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder, self.database_url, self.media = folder, database_url, folder / "var" / "media"
        (self.media / "record").mkdir(parents=True)
        (self.media / "record" / "a1b2").write_bytes(b"a picture of the record")

    def backup(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "deploy/backup.py", *map(str, arguments)],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "ENV_FILE": os.devnull,
                "DJANGO_SETTINGS_MODULE": "journal.settings.development",
                "DATABASE_URL": self.database_url,
                "MEDIA_ROOT": str(self.media),
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def saved(self) -> Path:
        done = self.backup("save", self.folder / "backups")
        assert done.returncode == 0, done.stderr
        (archive,) = (self.folder / "backups").iterdir()
        return archive


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "var" / "journal.sqlite3"


@pytest.fixture
def site(tmp_path: Path, database: Path) -> Site:
    site = Site(tmp_path, f"sqlite:///{database}")
    write(database, "create table note (text)", "insert into note values ('The bridge is in Kherson.')")
    return site


def write(database: Path, *statements: str) -> None:
    connection = sqlite3.connect(database)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def notes(database: Path) -> list[str]:
    connection = sqlite3.connect(database)
    found = [text for (text,) in connection.execute("select text from note")]
    connection.close()
    return found


def test_an_archive_is_for_the_operator_alone(site: Site) -> None:
    assert site.saved().stat().st_mode & 0o077 == 0


def test_an_empty_site_gets_back_what_was_saved(site: Site, database: Path) -> None:
    archive = site.saved()
    shutil.rmtree(site.folder / "var")
    done = site.backup("restore", archive)
    assert done.returncode == 0, done.stderr
    assert "manage.py migrate" in done.stdout
    assert notes(database) == ["The bridge is in Kherson."]
    assert (site.media / "record" / "a1b2").read_bytes() == b"a picture of the record"


def test_a_write_going_on_does_not_disturb_the_backup(site: Site, database: Path) -> None:
    connection = sqlite3.connect(database)
    connection.execute("pragma journal_mode=wal")
    connection.execute("insert into note values ('committed, and still in the log beside the database')")
    connection.commit()
    connection.execute("insert into note values ('not committed')")
    archive = site.saved()
    connection.close()
    site.backup("restore", archive, "--replace")
    assert len(notes(database)) == 2


def test_a_site_with_content_is_not_overwritten(site: Site, database: Path) -> None:
    archive = site.saved()
    write(database, "insert into note values ('newer')")
    refused = site.backup("restore", archive)
    assert refused.returncode == 1
    assert refused.stderr.strip() == (
        "backup: this site is not empty; stop it and add --replace to put what is there aside"
    )
    assert len(notes(database)) == 2


def test_what_a_restore_replaces_is_put_aside(site: Site, database: Path) -> None:
    archive = site.saved()
    write(database, "insert into note values ('newer')")
    (site.media / "newer").write_bytes(b"newer")
    assert site.backup("restore", archive, "--replace").returncode == 0
    assert len(notes(database)) == 1
    assert not (site.media / "newer").exists()
    (aside,) = (site.folder / "var").glob("before-restore-*")
    assert len(notes(aside / "journal.sqlite3")) == 2
    assert (aside / "media" / "newer").read_bytes() == b"newer"


def test_a_damaged_archive_changes_nothing(site: Site, database: Path, tmp_path: Path) -> None:
    archive = site.saved()
    unpacked = tmp_path / "unpacked"
    with tarfile.open(archive) as tar:
        for member in tar:
            tar.extract(member, unpacked)
    (unpacked / "media" / "record" / "a1b2").write_bytes(b"another picture")
    with tarfile.open(archive, "w:gz") as tar:
        for name in ("database.sqlite3", "media/record/a1b2", "manifest.json"):
            tar.add(unpacked / name, name)
    refused = site.backup("restore", archive, "--replace")
    assert refused.returncode == 1
    assert "media/record/a1b2 is not what was saved; nothing was changed" in refused.stderr
    assert notes(database) == ["The bridge is in Kherson."]
    assert (site.media / "record" / "a1b2").read_bytes() == b"a picture of the record"


@pytest.mark.parametrize("content", [b"", b"no archive at all", b"\x1f\x8b\x08\x00\x00\x00"])
def test_a_file_that_is_no_archive_is_refused_in_one_line(site: Site, content: bytes) -> None:
    broken = site.folder / "broken.tar.gz"
    broken.write_bytes(content)
    refused = site.backup("restore", broken, "--replace")
    assert refused.returncode == 1
    assert refused.stderr.startswith("backup: ")
    assert len(refused.stderr.splitlines()) == 1


def test_an_archive_that_points_out_of_its_folder_is_refused(site: Site) -> None:
    hostile, payload = site.folder / "hostile.tar.gz", site.folder / "payload"
    payload.write_text("payload")
    with tarfile.open(hostile, "w:gz") as tar:
        tar.add(payload, "../../outside")
    assert "is not one of our archives" in site.backup("restore", hostile, "--replace").stderr
    assert not (site.folder / "outside").exists()


# --- PostgreSQL


@pytest.fixture
def postgresql_site(tmp_path: Path) -> Iterator[Site]:
    if not shutil.which("pg_dump"):
        pytest.skip("pg_dump is not installed; apt-get install postgresql-client")
    given = settings.DATABASES["default"]
    name = f"journal_backup_{os.getpid()}"
    server = {
        "host": given["HOST"],
        "port": given["PORT"] or 5432,
        "user": given["USER"],
        "password": given["PASSWORD"],
    }
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as admin:
        admin.execute(f"create database {name}")
        try:
            address = f"{server['user']}:{server['password']}@{server['host']}:{server['port']}"
            site = Site(tmp_path, f"postgres://{address}/{name}")
            site.connect = lambda: psycopg.connect(dbname=name, autocommit=True, **server)
            yield site
        finally:
            admin.execute(f"drop database {name}")


@pytest.mark.postgresql
def test_postgresql_comes_back_as_it_was_saved(postgresql_site: Site) -> None:
    with postgresql_site.connect() as connection:
        connection.execute("create table note (text text)")
        connection.execute("insert into note values ('The bridge is in Kherson.')")
        archive = postgresql_site.saved()
        connection.execute("update note set text = 'changed'")
        assert "not empty" in postgresql_site.backup("restore", archive).stderr
        done = postgresql_site.backup("restore", archive, "--replace")
        assert done.returncode == 0, done.stderr
        assert connection.execute("select text from note").fetchall() == [("The bridge is in Kherson.",)]
