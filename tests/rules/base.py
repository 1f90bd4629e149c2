"""What every rule has: a message, example files, and a check of one file or of all."""

import inspect
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

ROOT = Path(__file__).resolve().parents[2]
# The examples of the rules break the rules.
OWN_FILES = "tests/rules/"


@dataclass(frozen=True)
class Problem:
    """One place that breaks a rule. `line` counts from 1; 0 means the file as a whole."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


@dataclass(frozen=True)
class Example:
    """A file that a rule accepts (good) or rejects (bad)."""

    path: str
    text: str


class Rule:
    """Base class of the rules."""

    good: ClassVar[tuple[Example, ...]]
    bad: ClassVar[tuple[Example, ...]]

    @classmethod
    def message(cls) -> str:
        """The first paragraph of the docstring, in one line."""
        paragraph = (inspect.getdoc(cls) or "").partition("\n\n")[0]
        return " ".join(paragraph.split())

    @classmethod
    def for_examples(cls) -> "Rule":
        """An instance that `good` and `bad` are written for."""
        return cls()

    def applies_to(self, path: str) -> bool:
        return path.endswith(".py")

    def problems(self, path: str, text: str) -> Iterator[Problem]:
        """Yield what breaks the rule in one file."""
        raise NotImplementedError

    def check(self, files: Mapping[str, str]) -> list[Problem]:
        """Return every problem in the files, which are texts by path from the root of the repository."""
        return [
            problem
            for path, text in sorted(files.items())
            if self.applies_to(path)
            for problem in self.problems(path, text)
        ]


def repository_files() -> dict[str, str]:
    """The text files of the repository by path, new ones included and ignored ones left out."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = {}
    for path in listing.stdout.split("\0"):
        file = ROOT / path
        if not path or path.startswith(OWN_FILES) or not file.is_file():
            continue
        try:
            files[path] = file.read_bytes().decode()
        except UnicodeDecodeError:
            continue  # a picture or a font
    return files
