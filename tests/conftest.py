"""Configuration of the test suite: databases, files, caches, the browser, and which tests a run selects.

The suite runs on SQLite, or on the PostgreSQL that DATABASE_URL names. Tests that cannot run here are skipped with a
reason. REQUIRE_BROWSER=1 and REQUIRE_POSTGRESQL=1 turn such a skip into a failure of the whole run: continuous
integration sets them, so that neither kind is left out unnoticed. Long tests run by `make soak` (tests/soak.py).
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import pytest_django
from django.conf import settings
from django.core.cache import caches
from django.db import transaction

from articles.record.withheld import move_file, withheld_names
from tests import soak
from tests.database import use_templates
from tests.required import complaints

pytest_plugins = ["tests.browser_fixtures"]

# As many files as run in one process.
FEW_FILES = 3
LONGEST = Path(__file__).parent / "deploy"
BROWSER_FIXTURES = {"browser", "open_page", "page"}


def engine() -> str:
    """`sqlite` or `postgresql`."""
    return "postgresql" if settings.DATABASES["default"]["ENGINE"].endswith("postgresql") else "sqlite"


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("REQUIRE_POSTGRESQL") == "1" and engine() != "postgresql":
        raise pytest.UsageError("REQUIRE_POSTGRESQL=1, but DATABASE_URL names no PostgreSQL")
    if soak.SOAK:
        hypothesis.settings.register_profile("soak", max_examples=soak.examples(100), deadline=None)
        hypothesis.settings.load_profile("soak")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Run a few named files in this process: starting others would take longer than the tests."""
    files = [argument for argument in config.args if Path(argument.partition("::")[0]).suffix == ".py"]
    if len(files) == len(config.args) <= FEW_FILES:
        return 0
    return None


def pytest_report_header(config: pytest.Config) -> str:
    left_out = "only long tests (SOAK=1)" if soak.SOAK else "without long tests (`make soak` runs them)"
    return f"database: {engine()} (DATABASE_URL=postgres://… runs the suite on PostgreSQL), {left_out}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    select(config, items)
    # What waits longest for other processes comes first, so that no process of the run ends long after the others.
    items.sort(key=lambda item: LONGEST not in item.path.parents)
    here = engine()
    for item in items:
        names: list[str] = getattr(item, "fixturenames", [])
        if BROWSER_FIXTURES.intersection(names):
            item.add_marker("browser")
        for other, reason in (
            ("postgresql", "runs on PostgreSQL only; set DATABASE_URL=postgres://… to run it"),
            ("sqlite", "runs on SQLite only"),
        ):
            if item.get_closest_marker(other) and here != other:
                item.add_marker(pytest.mark.skip(reason=reason))


def select(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what the other one of `make test` and `make soak` runs; `-m soak` decides for itself."""
    if "soak" in config.option.markexpr:
        return
    selected, deselected = [], []
    for item in items:
        is_long = bool(item.get_closest_marker("soak"))
        has_examples = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        chosen = is_long or has_examples if soak.SOAK else not is_long
        (selected if chosen else deselected).append(item)
    if deselected:
        config.hook.pytest_deselected(items=deselected)
        items[:] = selected


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for complaint in complaints(terminalreporter.stats):
        terminalreporter.write_line(f"FAILED {complaint}", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    is_worker = hasattr(session.config, "workerinput")
    if reporter and not is_worker and not session.config.option.collectonly and complaints(reporter.stats):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure(config: pytest.Config) -> None:
    """Delete the files of this process (journal/settings/test.py)."""
    shutil.rmtree(settings.TEST_FILES, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory, request: Any
) -> None:
    """Prepare the connections before pytest-django creates the test databases."""
    cache = getattr(request.config, "cache", None)
    use_templates(cache.mkdir("test-database") if cache else tmp_path_factory.mktemp("test-database"))


@pytest.fixture(autouse=True)
def empty_caches() -> Iterator[None]:
    """Clear all caches after each test: they may hold what was rolled back, such as the root paths of a site."""
    yield
    for cache in caches.all():
        cache.clear()


@pytest.fixture(autouse=True)
def withheld_files_are_public_again() -> Iterator[None]:
    """Move the picture files that a test withheld back: the rows that hid them are rolled back, their files are not."""
    yield
    for name in withheld_names():
        move_file(name, public=True)


@pytest.fixture(scope="module")
def module_rows(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """A function that opens the database for fixtures of scope `module`; their rows stay until the module's last test.

    For rows that are slow to make. Each test still undoes its own changes, and gets its instances with a new query.
    Not for modules with tests that commit (`transaction=True`).
    """
    with django_db_blocker.unblock():
        outermost = transaction.atomic()
        # As in Django's TestCase, so that a durable block inside is accepted.
        outermost._from_testcase = True
        outermost.__enter__()
    yield django_db_blocker.unblock
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        outermost.__exit__(None, None, None)


@pytest.fixture
def media_root() -> Path:
    """The folder of this process's uploaded files."""
    return Path(settings.MEDIA_ROOT)
