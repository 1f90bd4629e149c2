"""The repository as a whole: what lies in it, what its checks promise, and what `make` says where something lacks."""

import re
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.checks import run_checks
from django.db import connection
from packaging.requirements import Requirement

from tests.required import complaints

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTATION = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
TOP_LEVEL = {
    # the journal
    "manage.py", "journal", "articles", "entities", "templates", "static", "tests", "requirements.txt",
    # the usual files of a repository
    ".ci", ".env.example", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "deploy", "docs",
    "pyproject.toml", "requirements.in", "requirements-dev.in", "requirements-dev.txt",
}  # fmt: skip


def tracked_files() -> list[str]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("not a git clone")
    return [name for name in listing.stdout.split("\0") if name]


def test_the_top_level_holds_the_agreed_names_and_no_other() -> None:
    assert {name.partition("/")[0] for name in tracked_files()} <= TOP_LEVEL


def test_everything_that_runs_stands_in_the_three_packages() -> None:
    packages = {name.partition("/")[0] for name in tracked_files() if name.endswith("/__init__.py")}
    assert packages == {"articles", "entities", "journal", "tests"}


def test_no_file_in_the_repository_is_large() -> None:
    large = [name for name in tracked_files() if (ROOT / name).is_file() and (ROOT / name).stat().st_size > 1_500_000]
    assert large == []


@pytest.mark.parametrize("page", DOCUMENTATION, ids=lambda page: page.name)
def test_each_link_of_the_documentation_leads_to_a_file(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_each_wanted_package_is_pinned_to_a_version_that_fits(name: str) -> None:
    pinned = {}
    for line in (ROOT / f"{name}.txt").read_text().splitlines():
        if line and not line.lstrip().startswith(("#", "-r")):
            requirement = Requirement(line)
            (specifier,) = requirement.specifier
            assert specifier.operator == "==", line
            pinned[requirement.name] = specifier.version
    for line in (ROOT / f"{name}.in").read_text().splitlines():
        if line and not line.startswith(("#", "-r")):
            wanted = Requirement(line)
            assert wanted.specifier.contains(pinned[wanted.name]), line


def test_pinned_requirements_hold_nothing_of_one_machine() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        assert "file:/" not in text
        assert "--index-url" not in text
        assert "--find-links" not in text


def test_system_checks_find_nothing() -> None:
    assert run_checks() == []


def test_a_setting_that_asks_a_third_party_is_an_error(settings: object) -> None:
    settings.WAGTAIL_GRAVATAR_PROVIDER_URL = "//avatars.example.com"  # type: ignore[attr-defined]
    del settings.WAGTAIL_ENABLE_UPDATE_CHECK  # type: ignore[attr-defined]
    assert [message.id for message in run_checks(tags=["security"])] == ["journal.E001", "journal.E001"]


def test_a_public_site_is_warned_of_demonstration_settings(settings: object) -> None:
    found = {message.id for message in run_checks(tags=["security"], include_deployment_checks=True)}
    assert {"journal.W001", "journal.W002", "journal.W003"} <= found


@pytest.mark.postgresql
def test_the_suite_runs_on_postgresql(db: None) -> None:
    assert connection.vendor == "postgresql"


# --- what REQUIRE_… asks of a run


def report(*markers: str) -> SimpleNamespace:
    return SimpleNamespace(keywords=dict.fromkeys(markers, 1))


def test_a_run_that_must_have_a_browser_fails_when_its_tests_were_skipped() -> None:
    asked = {"REQUIRE_BROWSER": "1"}
    assert complaints({"passed": [report("browser")]}, asked) == []
    assert complaints({"passed": [report()]}, asked) == ["REQUIRE_BROWSER=1, but no browser test passed"]
    skipped = {"passed": [report("browser")], "skipped": [report("browser"), report()]}
    assert complaints(skipped, asked) == ["REQUIRE_BROWSER=1, but 1 browser tests were skipped"]
    assert complaints(skipped, {}) == []


def test_make_alone_explains_every_target() -> None:
    if not shutil.which("make"):
        pytest.skip("make is not installed")
    explained = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("run", "test", "soak", "lint", "format", "demo", "screenshots", "bench", "help"):
        assert f"\n  {target} " in explained.stdout
