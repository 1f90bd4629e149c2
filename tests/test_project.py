"""The repository as a whole: its files, links, pinned requirements, system checks and make targets."""

import re
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.checks import run_checks
from django.db import connection
from packaging.requirements import Requirement
from pytest_django import Settings

from tests.required import complaints

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTATION = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
CODE = ["articles", "deploy", "entities", "journal", "manage.py", "static", "templates", "tests"]
REPOSITORY_FILES = [
    *[".ci", ".editorconfig", ".env.example", ".gitignore", ".pre-commit-config.yaml", "Makefile", "pyproject.toml"],
    *["CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "SECURITY.md", "docs"],
    *["requirements.in", "requirements.txt", "requirements-dev.in", "requirements-dev.txt"],
]


def tracked_files() -> list[str]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("not a git clone")
    return [name for name in listing.stdout.split("\0") if name]


def test_the_top_level_holds_only_the_listed_names() -> None:
    assert {name.partition("/")[0] for name in tracked_files()} <= {*CODE, *REPOSITORY_FILES}


def test_all_code_is_in_the_three_packages_and_the_tests() -> None:
    packages = {name.partition("/")[0] for name in tracked_files() if name.endswith("/__init__.py")}
    assert packages == {"articles", "entities", "journal", "tests"}


def test_no_file_in_the_repository_is_large() -> None:
    large = [name for name in tracked_files() if (ROOT / name).is_file() and (ROOT / name).stat().st_size > 1_500_000]
    assert large == []


@pytest.mark.parametrize("page", DOCUMENTATION, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_link_of_the_documentation_leads_to_a_file(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_list_of_decisions_has_a_row_for_each_page_with_its_title_date_and_status() -> None:
    folder = ROOT / "docs" / "decisions"
    expected = []
    for page in sorted(folder.glob("0*.md")):
        found = re.match(r"# (\d{4})\. (.+)\n\n- Status: (.+)\n- Date: ([\d-]+)\n", page.read_text())
        assert found, f"{page.name} does not begin with number, title, status and date"
        number, title, status, date = found.groups()
        expected.append(f"| [{number}]({page.name}) | {title} | {date} | {status} |")
    rows = [line for line in (folder / "README.md").read_text().splitlines() if line.startswith("| [")]
    assert rows == expected
    assert [page.name[:4] for page in sorted(folder.glob("0*.md"))] == [f"{n + 1:04}" for n in range(len(rows))]


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_each_required_package_is_pinned_to_a_version_that_fits(name: str) -> None:
    pinned = {}
    for line in (ROOT / f"{name}.txt").read_text().splitlines():
        if line and not line.lstrip().startswith(("#", "-r")):
            requirement = Requirement(line)
            (specifier,) = requirement.specifier
            assert specifier.operator == "==", line
            pinned[requirement.name] = specifier.version
    for line in (ROOT / f"{name}.in").read_text().splitlines():
        if line and not line.startswith(("#", "-r")):
            required = Requirement(line)
            assert required.specifier.contains(pinned[required.name]), line


def test_pinned_requirements_name_no_file_or_index_of_one_machine() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        assert "file:/" not in text
        assert "--index-url" not in text
        assert "--find-links" not in text


def test_system_checks_find_nothing() -> None:
    assert run_checks() == []


def test_a_setting_that_contacts_a_third_party_is_an_error(settings: Settings) -> None:
    settings.WAGTAIL_GRAVATAR_PROVIDER_URL = "//avatars.example.com"
    del settings.WAGTAIL_ENABLE_UPDATE_CHECK
    assert [message.id for message in run_checks(tags=["security"])] == ["journal.E001", "journal.E001"]


def test_a_public_site_with_demonstration_settings_gets_warnings() -> None:
    found = {message.id for message in run_checks(tags=["security"], include_deployment_checks=True)}
    assert {"journal.W001", "journal.W002", "journal.W003"} <= found


@pytest.mark.postgresql
def test_the_suite_runs_on_postgresql(db: None) -> None:
    assert connection.vendor == "postgresql"


# --- runs with REQUIRE_BROWSER or REQUIRE_POSTGRESQL


def report(*markers: str) -> SimpleNamespace:
    return SimpleNamespace(keywords=dict.fromkeys(markers, 1))


def test_a_run_that_requires_a_browser_fails_when_browser_tests_were_skipped() -> None:
    required = {"REQUIRE_BROWSER": "1"}
    assert complaints({"passed": [report("browser")]}, required) == []
    assert complaints({"passed": [report()]}, required) == ["REQUIRE_BROWSER=1, but no browser test passed"]
    skipped = {"passed": [report("browser")], "skipped": [report("browser"), report()]}
    assert complaints(skipped, required) == ["REQUIRE_BROWSER=1, but 1 browser tests were skipped"]
    assert complaints(skipped, {}) == []


def test_make_alone_explains_every_target() -> None:
    if not shutil.which("make"):
        pytest.skip("make is not installed")
    explained = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("run", "test", "soak", "lint", "format", "demo", "screenshots", "bench", "help"):
        assert f"\n  {target} " in explained.stdout
