"""The rules themselves, and the repository held to them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from . import RULES, Example, Rule, repository_files
from .migrations import LandedMigrationsStay, add_new, digest


def examples(kind: str) -> Iterator[object]:
    for rule in RULES:
        for number, example in enumerate(getattr(rule, kind), start=1):
            yield pytest.param(rule, example, id=f"{rule.__name__}-{number}")


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return repository_files()


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_a_message_and_examples(rule: type[Rule]) -> None:
    assert rule.message().endswith(".")
    assert rule.good
    assert rule.bad


@pytest.mark.parametrize(("rule", "example"), list(examples("good")))
def test_a_good_example_is_accepted(rule: type[Rule], example: Example) -> None:
    assert rule.for_examples().check({example.path: example.text}) == []


@pytest.mark.parametrize(("rule", "example"), list(examples("bad")))
def test_a_bad_example_is_rejected(rule: type[Rule], example: Example) -> None:
    problems = rule.for_examples().problems(example.path, example.text)
    assert rule.for_examples().applies_to(example.path)
    assert list(problems) != []


@pytest.mark.parametrize("rule", RULES)
def test_the_repository_keeps_the_rule(rule: type[Rule], files: dict[str, str]) -> None:
    problems = "\n".join(map(str, rule().check(files)))
    assert not problems, f"{rule.message()}\n{problems}"


def test_a_landed_migration_that_is_gone_is_a_problem() -> None:
    rule = LandedMigrationsStay({"articles/migrations/0001_initial.py": digest("")})
    assert [problem.path for problem in rule.check({})] == ["articles/migrations/0001_initial.py"]


def test_adding_migrations_changes_no_line_of_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = "articles/migrations/0001_initial.py"
    listed = f"{digest('')}  {first}\n"
    (tmp_path / "landed.txt").write_text(listed)
    monkeypatch.setattr("tests.rules.migrations.LIST", tmp_path / "landed.txt")
    assert add_new({first: "edited", "articles/migrations/0002_more.py": ""}) == ["articles/migrations/0002_more.py"]
    assert (tmp_path / "landed.txt").read_text() == listed + f"{digest('')}  articles/migrations/0002_more.py\n"
