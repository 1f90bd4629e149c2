"""Migrations that landed are history: databases have run them."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from .base import Example, Problem, Rule

LIST = Path(__file__).with_name("landed_migrations.txt")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def is_migration(path: str) -> bool:
    return "/migrations/" in path and path.endswith(".py") and not path.endswith("/__init__.py")


def landed() -> dict[str, str]:
    """The SHA-256 of each listed migration by path."""
    lines = (line.split() for line in LIST.read_text().splitlines() if line and not line.startswith("#"))
    return {path: checksum for checksum, path in lines}


def add_new(files: Mapping[str, str]) -> list[str]:
    """Append the migrations that the list does not have yet, and return their paths. No line is ever changed."""
    new = sorted(path for path in files if is_migration(path) and path not in landed())
    with LIST.open("a") as file:
        file.writelines(f"{digest(files[path])}  {path}\n" for path in new)
    return new


class LandedMigrationsStay(Rule):
    """Do not edit, rename or delete a migration that landed; write another one. A new migration is listed with
    `python -m tests.rules --add-migrations`.

    tests/rules/landed_migrations.txt has the SHA-256 of each. Lines of that list are only ever added.
    """

    good = (Example("articles/migrations/0001_initial.py", "operations = []\n"),)
    bad = (
        Example("articles/migrations/0001_initial.py", "operations = [RunPython(other)]\n"),
        Example("articles/migrations/0002_unlisted.py", "operations = []\n"),
    )

    def __init__(self, listed: Mapping[str, str] | None = None) -> None:
        self.listed = landed() if listed is None else listed

    @classmethod
    def for_examples(cls) -> Rule:
        return cls({"articles/migrations/0001_initial.py": digest("operations = []\n")})

    def applies_to(self, path: str) -> bool:
        return is_migration(path)

    def problems(self, path: str, text: str) -> Iterator[Problem]:
        if path not in self.listed:
            yield Problem(path, 0, "not in tests/rules/landed_migrations.txt")
        elif self.listed[path] != digest(text):
            yield Problem(path, 0, "differs from what landed")

    def check(self, files: Mapping[str, str]) -> list[Problem]:
        deleted = [Problem(path, 0, "landed, but is gone") for path in self.listed if path not in files]
        return [*super().check(files), *deleted]
