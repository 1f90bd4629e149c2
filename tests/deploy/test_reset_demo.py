"""`make demo` asks before it puts anything aside, and throws nothing away."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def reset(var: Path, code: str = "import reset_demo; reset_demo.main()", **environment: str) -> list[str]:
    """Run a line of Python beside deploy/reset_demo.py, nobody at the keyboard; the lines it wrote."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "deploy",
        env={"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "VAR_DIR": str(var)} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return (done.stdout + done.stderr).splitlines()


def test_without_anybody_to_ask_nothing_is_touched(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite3").write_text("the work of a year")
    assert reset(tmp_path) == [
        "journal: nobody is there to ask; set YES=1 to reset to demo content all the same",
    ]
    assert (tmp_path / "journal.sqlite3").read_text() == "the work of a year"


def test_a_database_elsewhere_is_left_to_its_owner(tmp_path: Path) -> None:
    (line,) = reset(tmp_path, YES="1", DATABASE_URL="postgres://journal:password@127.0.0.1/journal")
    assert line.startswith("journal: DATABASE_URL or MEDIA_ROOT leads elsewhere")


def test_the_settings_of_a_public_site_have_no_demo(tmp_path: Path) -> None:
    (line,) = reset(tmp_path, YES="1", DJANGO_SETTINGS_MODULE="journal.settings.base")
    assert line == "journal: demo content is for development settings only"


def test_what_was_there_is_put_aside_and_kept(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "picture.png").write_text("a picture")
    (tmp_path / "journal.sqlite3").write_text("the work of a year")
    reset(tmp_path, "import reset_demo; reset_demo.put_aside(reset_demo.VAR)")
    (aside,) = tmp_path.glob("before-demo-*")
    assert (aside / "journal.sqlite3").read_text() == "the work of a year"
    assert (aside / "media" / "picture.png").read_text() == "a picture"
    assert not (tmp_path / "media").exists()
