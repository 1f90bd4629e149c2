"""The test database: a copy of a template that was migrated once, restored after each test that commits.

Migrating an empty database takes some twenty seconds, and every process of a run needs a database. The first process
that needs one migrates a template and keeps it; all later ones copy it, in later runs too. On SQLite the template is a
file in pytest's cache folder (`pytest --cache-clear` deletes it), on PostgreSQL a database beside the test databases.

A template is known by the digest of everything that a fresh migration depends on (tests/migration_inputs.py), so an
edited migration, vocabulary or package version leads to a new one. What `migrate` does after the migrations (content
types, permissions, triggers, the address of the site) is done again on every copy.
"""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.sql import emit_post_migrate_signal
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.creation import TEST_DATABASE_PREFIX, BaseDatabaseCreation
from django.db.backends.postgresql.creation import DatabaseCreation as PostgresqlCreation
from django.db.backends.sqlite3.creation import DatabaseCreation as SqliteCreation
from django.db.migrations.executor import MigrationExecutor
from django.test import TransactionTestCase

from tests.migration_inputs import digest

# Templates of SQLite that are kept: the current one and that of another branch.
KEPT = 2
# The key of PostgreSQL's advisory lock around templates: any number that nothing else uses.
LOCK_KEY = 20_140_714


class TemplateCreation(BaseDatabaseCreation):
    """Creates the test database from the template; subclasses know how a database is copied."""

    def create_test_db(
        self, verbosity: int = 1, autoclobber: bool = False, serialize: bool = True, keepdb: bool = False
    ) -> str:
        name = self._get_test_db_name()
        original = self.connection.settings_dict["NAME"]
        with self.locked():
            if not self.has_template():
                self.make_template(verbosity)
            self.connection.close()
            self.copy_template(name)
        self.use(name)
        pending = pending_migrations(self.connection)
        if pending:
            self.use(original)
            raise RuntimeError(f"The template lacks {pending}; delete it with `pytest --cache-clear`")
        emit_post_migrate_signal(verbosity=0, interactive=False, db=self.connection.alias)
        self.connection.close()
        self.keep_pristine(name)
        self.connection.ensure_connection()
        return name

    def use(self, name: str) -> None:
        """Connect to another database from now on."""
        self.connection.close()
        settings.DATABASES[self.connection.alias]["NAME"] = name
        self.connection.settings_dict["NAME"] = name

    def migrate_as(self, name: str, verbosity: int) -> None:
        """Migrate an empty database of this name, as Django's own test runner does."""
        original, test = self.connection.settings_dict["NAME"], self.connection.settings_dict["TEST"]
        test_name = test["NAME"]
        test["NAME"] = name
        try:
            super().create_test_db(verbosity=max(verbosity, 0), autoclobber=True, serialize=False)
        finally:
            test["NAME"] = test_name
            self.use(original)

    def deserialize_db_from_string(self, data: str) -> None:
        """Do nothing: Django would load the rows of migrations here, which `restore` has brought back already."""

    def locked(self) -> Any:
        """A context in which no other process makes, copies or deletes a template."""
        raise NotImplementedError

    def has_template(self) -> bool:
        raise NotImplementedError

    def make_template(self, verbosity: int) -> None:
        raise NotImplementedError

    def copy_template(self, name: str) -> None:
        raise NotImplementedError

    def keep_pristine(self, name: str) -> None:
        """Remember the test database as it is now; `restore` brings this state back."""
        raise NotImplementedError

    def restore(self) -> None:
        """Bring the test database back to the state in which the first test found it."""
        raise NotImplementedError


class SqliteTemplateCreation(TemplateCreation, SqliteCreation):
    def __init__(self, connection: BaseDatabaseWrapper, folder: Path):
        super().__init__(connection)
        self.folder = folder
        self.template = folder / f"migrated-{digest(settings.BASE_DIR)}.sqlite3"

    @contextmanager
    def locked(self) -> Iterator[None]:
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def has_template(self) -> bool:
        return self.template.exists()

    def make_template(self, verbosity: int) -> None:
        unfinished = self.folder / "unfinished.sqlite3"
        self.migrate_as(str(unfinished), verbosity)
        unfinished.rename(self.template)
        templates = sorted(self.folder.glob("migrated-*.sqlite3"), key=lambda file: file.stat().st_mtime)
        for superseded in templates[:-KEPT]:
            superseded.unlink()

    def copy_template(self, name: str) -> None:
        Path(name).unlink(missing_ok=True)
        copy_sqlite(self.template, Path(name))

    def keep_pristine(self, name: str) -> None:
        self.pristine = Path(name).with_suffix(".pristine")
        copy_sqlite(Path(name), self.pristine)

    def restore(self) -> None:
        self.connection.close()
        copy_sqlite(self.pristine, Path(self.connection.settings_dict["NAME"]))


class PostgresqlTemplateCreation(TemplateCreation, PostgresqlCreation):
    def __init__(self, connection: BaseDatabaseWrapper):
        super().__init__(connection)
        # At most 63 characters; the prefix of the name is that of all test databases of this connection.
        self.family = f"{TEST_DATABASE_PREFIX}{connection.settings_dict['NAME']}"[:40] + "_migrated_"
        self.template = self.family + digest(settings.BASE_DIR)

    @contextmanager
    def locked(self) -> Iterator[None]:
        with self._nodb_cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK_KEY])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_KEY])

    def has_template(self) -> bool:
        return self.template in self.names_like(self.family)

    def make_template(self, verbosity: int) -> None:
        for superseded in self.names_like(self.family):
            self.drop(superseded)
        unfinished = f"{self.family}unfinished"
        self.migrate_as(unfinished, verbosity)
        self.execute(f"ALTER DATABASE {self._quote_name(unfinished)} RENAME TO {self._quote_name(self.template)}")

    def copy_template(self, name: str) -> None:
        self.copy(self.template, name)

    def keep_pristine(self, name: str) -> None:
        self.copy(name, f"{name}_pristine")

    def restore(self) -> None:
        name = self.connection.settings_dict["NAME"]
        self.copy(f"{name}_pristine", name)

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        for name in (test_database_name, f"{test_database_name}_pristine"):
            self.drop(name)

    def copy(self, source: str, target: str) -> None:
        self.connection.close()
        self.drop(target)
        self.execute(f"CREATE DATABASE {self._quote_name(target)} TEMPLATE {self._quote_name(source)}")

    def drop(self, name: str) -> None:
        """Delete a database if there is one, with the connections that threads of the test may have left."""
        self.execute(f"DROP DATABASE IF EXISTS {self._quote_name(name)} WITH (FORCE)")

    def names_like(self, prefix: str) -> list[str]:
        with self._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
            return [name for (name,) in cursor.fetchall()]

    def execute(self, statement: str) -> None:
        with self._nodb_cursor() as cursor:
            cursor.execute(statement)


def copy_sqlite(source: Path, target: Path) -> None:
    """Write one database over another, which other connections may have open."""
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target, timeout=20)) as copy:
        copy.execute("PRAGMA synchronous=OFF")
        original.backup(copy)


def pending_migrations(connection: BaseDatabaseWrapper) -> list[str]:
    """The migrations that a database still lacks."""
    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def use_templates(cache_folder: Path) -> None:
    """Let Django create test databases from a template, and restore them after each test that commits.

    cache_folder: where templates of SQLite are kept.
    """
    for connection in connections.all(initialized_only=False):
        if connection.vendor == "postgresql":
            connection.creation = PostgresqlTemplateCreation(connection)
        else:
            connection.creation = SqliteTemplateCreation(connection, cache_folder)
    # In place of Django's flush, which empties all tables and takes a second on PostgreSQL.
    TransactionTestCase._fixture_teardown = restore_databases


def restore_databases(test_case: TransactionTestCase) -> None:
    for name in test_case._databases_names(include_mirrors=False):
        connections[name].creation.restore()
