"""`make demo` asks before it moves content, and deletes none."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
import reset_demo
from pytest_django import Settings

from .conftest import DEPLOY


def write_content(var: Path) -> None:
    (var / "media").mkdir()
    (var / "media" / "picture.png").write_text("a picture")
    (var / "journal.sqlite3").write_text("the work of a year")


def test_without_a_terminal_to_ask_on_nothing_is_touched(tmp_path: Path) -> None:
    write_content(tmp_path)
    done = subprocess.run(
        [sys.executable, str(DEPLOY / "reset_demo.py")],
        env={"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "VAR_DIR": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "YES=1" in line
    assert (tmp_path / "journal.sqlite3").read_text() == "the work of a year"


@pytest.mark.parametrize(("answer", "confirmed"), [("y\n", True), ("YES\n", True), ("n\n", False), ("", False)])
def test_only_a_yes_confirms(answer: str, confirmed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    keyboard = io.StringIO(answer)
    monkeypatch.setattr(keyboard, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", keyboard)
    assert reset_demo.is_confirmed() is confirmed


def test_a_database_outside_the_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reset_demo, "VAR", tmp_path)
    with pytest.raises(SystemExit, match="DATABASE_URL or MEDIA_ROOT"):
        reset_demo.check_settings()


def test_settings_of_a_public_site_are_refused(settings: Settings) -> None:
    settings.DEMO_ALLOWED = False
    with pytest.raises(SystemExit, match="development settings"):
        reset_demo.check_settings()


def test_the_previous_content_is_kept_in_a_folder(tmp_path: Path) -> None:
    write_content(tmp_path)
    reset_demo.set_aside(tmp_path)
    (aside,) = tmp_path.glob("before-demo-*")
    assert (aside / "journal.sqlite3").read_text() == "the work of a year"
    assert (aside / "media" / "picture.png").read_text() == "a picture"
    assert list(tmp_path.iterdir()) == [aside]
