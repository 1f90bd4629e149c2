"""The template of the test database is made anew when a migration could have another result, and then alone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import connection
from wagtail.models import Page, Site

from tests import migration_inputs
from tests.database import KEPT, SqliteTemplateCreation, pending_migrations
from tests.migration_inputs import digest, input_files

FILES = {
    "articles/__init__.py": "",
    "articles/migrations/__init__.py": "",
    "articles/migrations/0001_initial.py": "from articles import helpers\nfield = 'entities.tagging.TagManager'\n",
    "articles/helpers.py": "def read():\n    from .rows import ROWS\n    return ROWS\n",
    "articles/rows.py": "ROWS = 'rows.csv'\n",
    "articles/data/rows.csv": "BY\n",
    "articles/views.py": "from articles.rows import ROWS\n",
    "entities/__init__.py": "",
    "entities/tagging.py": "class TagManager: ...\n",
    "entities/names.py": "",
}


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A migration of `articles` with what it imports, and modules beside it."""
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        "articles/migrations/0001_initial.py",
        "articles/helpers.py",
        "articles/rows.py",
        "articles/data/rows.csv",
        "articles/__init__.py",
        "entities/tagging.py",
    ],
)
def test_an_edit_of_what_a_migration_depends_on_changes_the_digest(packages: Path, name: str) -> None:
    before = digest(packages)
    file = packages / name
    file.write_text(f"{file.read_text()}\n# edited")
    assert digest(packages) != before


def test_a_new_migration_or_vocabulary_file_changes_the_digest(packages: Path) -> None:
    found = {digest(packages)}
    (packages / "articles/migrations/0002_more.py").write_text("")
    found.add(digest(packages))
    (packages / "articles/data/more.csv").write_text("")
    found.add(digest(packages))
    assert len(found) == 3


@pytest.mark.parametrize("name", ["articles/views.py", "entities/names.py"])
def test_an_edit_elsewhere_keeps_the_digest(packages: Path, name: str) -> None:
    before = digest(packages)
    (packages / name).write_text("# edited")
    assert digest(packages) == before


def test_another_package_version_or_setting_changes_the_digest(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest(packages)
    lines = migration_inputs.environment()
    assert any(line.startswith("wagtail==") for line in lines)
    assert any(line.startswith("AUTH_USER_MODEL=") for line in lines)
    monkeypatch.setattr(migration_inputs, "environment", lambda: [*lines[:-1], "changed"])
    assert digest(packages) != before


def test_the_real_migrations_depend_on_the_list_of_countries() -> None:
    found = {str(file.relative_to(settings.BASE_DIR)) for file in input_files(settings.BASE_DIR)}
    migrations = {str(path.relative_to(settings.BASE_DIR)) for path in migrations_of_ours()}
    assert migrations
    assert {*migrations, "entities/data/countries.csv", "entities/countries/update.py"} <= found


def migrations_of_ours() -> Iterator[Path]:
    for package in ("articles", "entities", "journal"):
        yield from (settings.BASE_DIR / package).rglob("migrations/*.py")


def test_the_copy_has_every_migration_and_what_migrate_does_after_them(db: None) -> None:
    assert pending_migrations(connection) == []
    site = Site.objects.get()
    assert f"http://{site.hostname}" == settings.SITE_URL
    assert Permission.objects.filter(content_type__app_label="articles").exists()
    assert Group.objects.filter(name="Editors").exists()


@pytest.mark.django_db(transaction=True)
def test_what_a_test_commits_is_gone_when_the_database_is_restored() -> None:
    before = rows()
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE left_behind (id integer)")
    Group.objects.all().delete()
    Page.objects.filter(depth=2).update(title="Changed")
    connection.creation.restore()
    assert rows() == before
    assert connection.introspection.table_names() == tables


def rows() -> object:
    return json.loads(connection.creation.serialize_db_to_string())


@pytest.mark.sqlite
def test_at_most_two_templates_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SqliteTemplateCreation, "migrate_as", lambda self, name, verbosity: Path(name).touch())
    for number in range(KEPT + 2):
        creation = SqliteTemplateCreation(connection, tmp_path)
        creation.template = tmp_path / f"migrated-{number}.sqlite3"
        creation.make_template(0)
    assert sorted(file.name for file in tmp_path.glob("*.sqlite3")) == ["migrated-2.sqlite3", "migrated-3.sqlite3"]


# What differs between two migrations of an empty database: times, random ids, password salts.
RANDOM = re.compile(r'"\d{4}-\d\d-\d\dT[^"]*"|"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}"')


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_the_copy_is_what_migrating_an_empty_database_gives() -> None:
    creation = connection.creation
    copied, name = creation.serialize_db_to_string(), connection.settings_dict["NAME"]
    schema = described_schema()
    other = f"{name}_fresh"
    creation.migrate_as(other, verbosity=0)
    try:
        creation.use(other)
        assert RANDOM.sub('""', creation.serialize_db_to_string()) == RANDOM.sub('""', copied)
        assert described_schema() == schema
    finally:
        creation.use(other)
        creation.destroy_test_db(name, verbosity=0)


def described_schema() -> list[tuple[object, ...]]:
    """Tables with their columns, and triggers."""
    queries = {
        "sqlite": "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2",
        "postgresql": "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns "
        "WHERE table_schema = 'public' UNION ALL SELECT event_object_table, trigger_name, action_statement, "
        "event_manipulation FROM information_schema.triggers ORDER BY 1, 2, 4",
    }
    with connection.cursor() as cursor:
        cursor.execute(queries[connection.vendor])
        return cursor.fetchall()
