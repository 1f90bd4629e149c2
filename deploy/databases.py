"""The two kinds of database that deploy/backup.py saves and restores."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol


class BackupError(Exception):
    """A backup or a restore is not possible. The text is for the operator, `code` for programs."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class Database(Protocol):
    """What a backup needs of a database. `engine` is written into the manifest of an archive."""

    engine: str
    file_name: str

    def save(self, target: Path) -> None: ...

    def is_empty(self) -> bool: ...

    def set_aside(self, folder: Path) -> None: ...

    def restore(self, saved: Path) -> None: ...


class SQLite:
    """A database in one file, copied with SQLite's backup API, which allows concurrent writes."""

    engine, file_name = "sqlite", "database.sqlite3"

    def __init__(self, path: Path) -> None:
        self.path = path

    def save(self, target: Path) -> None:
        """Copy the database to the file `target`."""
        if not self.path.is_file():
            raise BackupError(f"there is no database at {self.path}", code="no_database")
        source, copy = sqlite3.connect(self.path), sqlite3.connect(target)
        try:
            source.backup(copy)
        finally:
            source.close()
            copy.close()

    def is_empty(self) -> bool:
        return not self.path.exists()

    def set_aside(self, folder: Path) -> None:
        """Move the database and its write-ahead log into `folder`."""
        for name in (self.path.name, f"{self.path.name}-wal", f"{self.path.name}-shm"):
            if self.path.with_name(name).exists():
                shutil.move(self.path.with_name(name), folder / name)

    def restore(self, saved: Path) -> None:
        """Move the file `saved` to the place of the database."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(saved, self.path)


class PostgreSQL:
    """A database on a server, dumped in PostgreSQL's custom format and restored in one transaction."""

    engine, file_name = "postgresql", "database.dump"

    def __init__(self, name: str, connection: Mapping[str, str]) -> None:
        """`connection` holds environment variables of PostgreSQL's client programs, such as PGHOST."""
        self.name, self.environment = name, os.environ | connection

    def run(self, *command: str) -> str:
        """Run a client program; returns its output. Raises BackupError when it is missing or fails."""
        try:
            done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        except FileNotFoundError as error:
            advice = "install PostgreSQL's client: apt-get install postgresql-client"
            raise BackupError(f"{command[0]} is missing; {advice}", code="program_missing") from error
        if done.returncode:
            raise BackupError(f"{command[0]} failed: {done.stderr.strip()}", code="program_failed")
        return done.stdout

    def save(self, target: Path) -> None:
        """Dump the database to the file `target`."""
        self.run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}", self.name)

    def is_empty(self) -> bool:
        query = "select count(*) from information_schema.tables where table_schema = 'public'"
        return self.run("psql", "-qtA", "-c", query, self.name).strip() == "0"

    def set_aside(self, folder: Path) -> None:
        """Do nothing: `restore` drops the tables in the transaction that restores the saved ones."""

    def restore(self, saved: Path) -> None:
        """Replace the tables with those of the dump `saved`."""
        options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction")
        self.run("pg_restore", *options, f"--dbname={self.name}", str(saved))


def database_from_settings(configured: Mapping[str, Any]) -> Database:
    """The database of an entry of Django's DATABASES."""
    if configured["ENGINE"].endswith("sqlite3"):
        return SQLite(Path(configured["NAME"]))
    keys = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    connection = {variable: str(configured[key]) for variable, key in keys.items() if configured.get(key)}
    return PostgreSQL(configured["NAME"], connection)
