"""A migration that rebuilds the tables of the record leaves its triggers in place."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

import articles.record.migrations
from articles.record import triggers
from tests import factories as make

REBUILDING = """
from django.db import migrations, models


def rebuild_pages(apps, schema_editor):
    schema_editor._remake_table(apps.get_model("wagtailcore", "Page"))


class Migration(migrations.Migration):
    dependencies = [("record", "{last}")]
    operations = [
        *(
            migrations.AddField(name, "added", models.IntegerField(default=1))
            for name in (
                "entry", "version", "note", "recordimage", "publication", "address", "mention", "byline", "permit",
                "act", "addendum", "dayline", "imageuse",
            )
        ),
        migrations.RunPython(rebuild_pages),
    ]
"""

SETTINGS = """
from journal.settings.test import *

MIGRATION_MODULES = {"record": "scratch_record"}
"""


@pytest.mark.sqlite
def test_the_triggers_are_installed_again_after_a_migration_that_rebuilds_every_table(transactional_db, tmp_path):
    """SQLite drops the triggers of a table that it rebuilds, and rebuilds a table for most changes of it."""
    make.make_article(make.make_journal(), "A bridge")
    copy = tmp_path / "journal.sqlite3"
    copy_database(copy)
    write_migration(tmp_path)
    environment = {
        **os.environ,
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{settings.BASE_DIR}",
        "DJANGO_SETTINGS_MODULE": "scratch_settings",
        "DATABASE_URL": f"sqlite:///{copy}",
    }
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    done = subprocess.run(migrate, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    client = sqlite3.connect(copy)
    assert client.execute("SELECT added FROM record_version").fetchone() == (1,)
    there = {name for (name,) in client.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert {trigger.name for trigger in triggers.all_triggers()} <= there
    with pytest.raises(sqlite3.IntegrityError, match=triggers.KEPT):
        client.execute("UPDATE record_version SET text = ''")
    with pytest.raises(sqlite3.IntegrityError, match=triggers.SERVICE):
        client.execute("DELETE FROM record_address")
    with pytest.raises(sqlite3.IntegrityError, match=triggers.LIVE):
        client.execute("UPDATE wagtailcore_page SET live_revision_id = 99999 WHERE slug = 'a-bridge'")
    client.close()


def copy_database(target: Path) -> None:
    source, copy = sqlite3.connect(connection.settings_dict["NAME"]), sqlite3.connect(target)
    source.backup(copy)
    source.close()
    copy.close()


def write_migration(folder: Path) -> None:
    """The record's migrations with one more behind them, and settings that use them."""
    migrations = Path(articles.record.migrations.__path__[0])
    shutil.copytree(migrations, folder / "scratch_record", ignore=shutil.ignore_patterns("__pycache__"))
    last = max(path.stem for path in migrations.glob("0*.py"))
    (folder / "scratch_record" / "9999_rebuild.py").write_text(REBUILDING.replace("{last}", last))
    (folder / "scratch_settings.py").write_text(SETTINGS)
