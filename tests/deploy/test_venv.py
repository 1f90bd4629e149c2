"""What `make` says on machines that lack something, and when it installs packages."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The script, a requirements file, and a `bin` that alone is the PATH: the tools of the shell, no Python."""
    (tmp_path / "bin").mkdir()
    for tool in ("sh", "cmp", "cp", "rm", "grep", "basename"):
        found = shutil.which(tool)
        assert found
        (tmp_path / "bin" / tool).symlink_to(found)
    shutil.copy(ROOT / "deploy" / "venv.sh", tmp_path / "venv.sh")
    (tmp_path / "requirements.txt").write_text("# nothing to install\n")
    return tmp_path


def add_program(machine: Path, name: str, script: str) -> None:
    program = machine / "bin" / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def make_environment(machine: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "venv.sh", "requirements.txt"],
        cwd=machine,
        env={"PATH": str(machine / "bin")} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_without_python_one_line_says_what_to_install(machine: Path) -> None:
    made = make_environment(machine)
    assert made.returncode == 1
    assert made.stderr.splitlines() == [
        "journal: Python 3.11 or newer is needed, found none. For example: apt-get install python3 python3-venv"
    ]


def test_an_older_python_is_refused_in_one_line(machine: Path) -> None:
    add_program(machine, "python3", '[ "$1" = --version ] && echo Python 3.9.2 && exit 0; exit 1')
    made = make_environment(machine)
    assert made.returncode == 1
    (line,) = made.stderr.splitlines()
    assert "Python 3.11 or newer is needed, found Python 3.9.2" in line
    assert not (machine / ".venv").exists()


def test_a_python_without_the_venv_module_is_told_in_one_line_what_to_install(machine: Path) -> None:
    without = machine / "without"
    without.mkdir()
    (without / "ensurepip.py").write_text("raise ModuleNotFoundError('No module named ensurepip')\n")
    add_program(machine, "python3", f'PYTHONPATH="{without}" exec "{sys.executable}" "$@"')
    made = make_environment(machine)
    assert made.returncode == 1
    (line,) = made.stderr.splitlines()
    assert line.endswith(f"apt-get install python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    assert not (machine / ".venv").exists()


def test_packages_are_installed_once_and_again_when_the_requirements_change(machine: Path) -> None:
    add_program(machine, "python3.12", "exit 1")
    add_program(machine, "python3", f'exec "{sys.executable}" "$@"')
    first = make_environment(machine)
    assert first.returncode == 0, first.stderr
    assert "making .venv" in first.stderr
    assert "installing" in first.stderr
    again = make_environment(machine)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    (machine / "requirements.txt").write_text("# nothing at all to install\n")
    changed = make_environment(machine)
    assert changed.returncode == 0
    assert "making .venv" not in changed.stderr
    assert "installing" in changed.stderr


def test_an_environment_whose_python_is_gone_is_made_anew(machine: Path) -> None:
    add_program(machine, "python3", f'exec "{sys.executable}" "$@"')
    (machine / ".venv" / "bin").mkdir(parents=True)
    (machine / ".venv" / "bin" / "python").symlink_to(machine / "gone")
    made = make_environment(machine)
    assert made.returncode == 0, made.stderr
    assert os.access(machine / ".venv" / "bin" / "python", os.X_OK)
