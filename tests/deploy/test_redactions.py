"""A restored site does not serve before its redactions have been applied again."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from redactions import NAME, Redactions

from .conftest import DEPLOY, ROOT

LINES = [json.dumps({"format": 1, "id": str(number), "state": "done"}) for number in range(3)]


@pytest.fixture
def site(tmp_path: Path) -> Redactions:
    redactions = Redactions(tmp_path / "var" / "redactions.jsonl")
    redactions.path.parent.mkdir()
    redactions.path.write_text(f"{LINES[0]}\n{LINES[1]}\n")
    return redactions


def stored(path: Path) -> list[str]:
    return [line for line in path.read_text().splitlines() if line]


def test_each_backup_adds_new_lines_to_the_list_beside_the_archives(site: Redactions, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    site.copy_to(backups)
    with site.path.open("a") as file:
        file.write(f"{LINES[2]}\n")
    site.copy_to(backups)
    site.copy_to(backups)
    assert stored(backups / NAME) == LINES
    assert (backups / NAME).stat().st_mode & 0o077 == 0


def test_a_site_on_another_machine_gets_the_list_from_beside_the_archive(site: Redactions, tmp_path: Path) -> None:
    site.copy_to(tmp_path)
    other = Redactions(tmp_path / "other" / "redactions.jsonl")
    with other.marked_as_pending(tmp_path):
        assert other.are_pending
    assert other.are_pending
    assert stored(other.path) == LINES[:2]


def test_a_site_without_redactions_serves_at_once(tmp_path: Path) -> None:
    redactions = Redactions(tmp_path / "redactions.jsonl")
    with redactions.marked_as_pending(tmp_path):
        pass
    assert not redactions.are_pending


def test_a_restore_that_changes_nothing_leaves_the_site_serving(site: Redactions, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="refused"), site.marked_as_pending(tmp_path):
        raise ValueError("refused")
    assert not site.are_pending


def test_the_program_ends_with_a_failure_and_the_server_does_not_start(site: Redactions, tmp_path: Path) -> None:
    database = tmp_path / "var" / "journal.sqlite3"
    sqlite3.connect(database).execute("create table note (text)").connection.close()
    environment = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "DJANGO_SETTINGS_MODULE": "journal.settings.development",
        "VAR_DIR": str(tmp_path / "var"),
    }

    def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
        arguments = [sys.executable, *map(str, command)]
        return subprocess.run(
            arguments, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )

    assert run(DEPLOY / "backup.py", "save", tmp_path / "backups").returncode == 0
    assert run("-c", "import journal.wsgi").returncode == 0
    [archive] = (tmp_path / "backups").glob("*.tar.gz")
    done = run(DEPLOY / "backup.py", "restore", archive, "--replace")
    assert done.returncode == 1
    assert "redact --reapply" in done.stderr
    refused = run("-c", "import journal.wsgi")
    assert refused.returncode == 1
    assert "ImproperlyConfigured" in refused.stderr
