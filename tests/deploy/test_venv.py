"""deploy/venv.sh creates the environment, installs packages when needed, and names what a machine lacks."""

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import DEPLOY

PIP_LINES = [
    "Looking in indexes: https://example.org/simple",
    "Collecting asgiref==3.9.1 (from -r requirements.txt (line 1))",
    "  Downloading asgiref-3.9.1-py3-none-any.whl (23 kB)",
    "Requirement already satisfied: django==5.2.1 in .venv (from -r requirements.txt (line 2)) (5.2.1)",
    "Installing collected packages: asgiref",
]


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The script, a requirements file, and `bin`, the whole PATH: the tools of the shell and no Python."""
    (tmp_path / "bin").mkdir()
    for tool in ("sh", "cmp", "cp", "rm", "grep", "basename", "tail"):
        found = shutil.which(tool)
        assert found
        (tmp_path / "bin" / tool).symlink_to(found)
    shutil.copy(DEPLOY / "venv.sh", tmp_path / "venv.sh")
    (tmp_path / "requirements.txt").write_text("# nothing to install\n")
    return tmp_path


@pytest.fixture
def environment(machine: Path) -> Path:
    """A .venv whose Python prints PIP_LINES when pip is called, and exits with the status in the file `status`."""
    (machine / "requirements.txt").write_text("asgiref==3.9.1\ndjango==5.2.1\n")
    lines = "\n".join(f"echo '{line}'" for line in PIP_LINES)
    script = f'[ "$1" = -m ] || exit 0\n{lines}\nread -r status <status\nexit "$status"'
    (machine / "status").write_text("0\n")
    add_program(machine / ".venv" / "bin" / "python", script)
    return machine


def add_program(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def run_script(machine: Path, stdout: int = subprocess.PIPE, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "venv.sh", "requirements.txt"],
        cwd=machine,
        env={"PATH": str(machine / "bin")} | variables,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
    )


def test_without_python_one_line_names_what_to_install(machine: Path) -> None:
    done = run_script(machine)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "found none" in line
    assert line.endswith("apt-get install python3 python3-venv")


def test_an_older_python_is_refused_in_one_line(machine: Path) -> None:
    add_program(machine / "bin" / "python3", '[ "$1" = --version ] && echo Python 3.9.2 && exit 0; exit 1')
    done = run_script(machine)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "found Python 3.9.2" in line
    assert not (machine / ".venv").exists()


def test_for_a_python_without_the_venv_module_one_line_names_the_package(machine: Path) -> None:
    without = machine / "without"
    without.mkdir()
    (without / "ensurepip.py").write_text("raise ModuleNotFoundError('No module named ensurepip')\n")
    add_program(machine / "bin" / "python3", f'PYTHONPATH="{without}" exec "{sys.executable}" "$@"')
    done = run_script(machine)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.endswith(f"apt-get install python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    assert not (machine / ".venv").exists()


def test_an_environment_whose_python_is_gone_is_created_again_with_the_first_suitable_python(machine: Path) -> None:
    add_program(machine / "bin" / "python3.12", "exit 1")
    add_program(machine / "bin" / "python3", f'exec "{sys.executable}" "$@"')
    (machine / ".venv" / "bin").mkdir(parents=True)
    (machine / ".venv" / "bin" / "python").symlink_to(machine / "gone")
    done = run_script(machine)
    assert done.returncode == 0, done.stderr
    assert os.access(machine / ".venv" / "bin" / "python", os.X_OK)
    assert len(done.stdout.splitlines()) == 4  # the start and the end of two steps


def test_packages_are_installed_once_and_again_when_the_requirements_change(environment: Path) -> None:
    first = run_script(environment)
    assert first.returncode == 0, first.stderr
    assert first.stdout
    again = run_script(environment)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    (environment / "requirements.txt").write_text("asgiref==3.9.2\n")
    assert run_script(environment).stdout == first.stdout.replace("2", "1")


def test_the_output_of_pip_is_in_the_log_and_printed_when_asked_for(environment: Path) -> None:
    quiet = run_script(environment)
    assert quiet.stdout.splitlines() == ["Installing packages …", "Installing packages … done (2)"]
    assert (environment / ".venv" / "install.log").read_text().splitlines() == PIP_LINES
    (environment / ".venv" / "installed-requirements.txt").unlink()
    assert run_script(environment, VERBOSE="1").stdout.splitlines()[1:-1] == PIP_LINES


def test_a_failure_of_pip_prints_the_end_of_its_output_and_installs_again_next_time(environment: Path) -> None:
    (environment / "status").write_text("2\n")
    for _ in range(2):
        done = run_script(environment)
        assert done.returncode == 1
        *lines, exit_status, message = done.stderr.splitlines()
        assert lines == PIP_LINES
        assert exit_status.endswith(" 2")
        assert message.endswith(".venv/install.log")


def test_on_a_terminal_one_line_is_rewritten_with_the_number_of_packages(environment: Path) -> None:
    terminal, program_side = pty.openpty()
    done = run_script(environment, stdout=program_side, TERM="xterm")
    os.close(program_side)
    printed = os.read(terminal, 10_000).decode()
    os.close(terminal)
    assert done.returncode == 0, done.stderr
    assert printed.replace("\x1b[K", "").split("\r")[:-1] == [
        "Installing packages …",
        "Installing packages … (1 of 2)",
        "Installing packages … (2 of 2)",
        "Installing packages … (2 of 2, unpacking)",
        "Installing packages … done (2)",
    ]
