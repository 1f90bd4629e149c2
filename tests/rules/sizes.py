"""Modules and functions stay short enough to read at once."""

import ast
from collections.abc import Iterator

from .base import Example, Problem, Rule

LONGEST_MODULE = 350
LONGEST_FUNCTION = 45


def is_own_code(path: str) -> bool:
    return path.endswith(".py") and "/migrations/" not in path


class SmallModules(Rule):
    """Split a module of more than 350 lines by noun: one file for each thing that it holds."""

    good = (
        Example("articles/models/article.py", "x = 1\n" * LONGEST_MODULE),
        Example("articles/migrations/0001_initial.py", "x = 1\n" * (LONGEST_MODULE + 1)),
    )
    bad = (Example("articles/models/article.py", "x = 1\n" * (LONGEST_MODULE + 1)),)

    def applies_to(self, path: str) -> bool:
        return is_own_code(path)

    def problems(self, path: str, text: str) -> Iterator[Problem]:
        length = len(text.splitlines())
        if length > LONGEST_MODULE:
            yield Problem(path, 0, f"{length} lines")


class SmallFunctions(Rule):
    """Split a function of more than 45 lines, docstring included, into steps that have names."""

    good = (Example("articles/record/publish.py", "def publish():\n" + "    x = 1\n" * (LONGEST_FUNCTION - 1)),)
    bad = (Example("articles/record/publish.py", "def publish():\n" + "    x = 1\n" * LONGEST_FUNCTION),)

    def applies_to(self, path: str) -> bool:
        return is_own_code(path)

    def problems(self, path: str, text: str) -> Iterator[Problem]:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    yield Problem(path, node.lineno, f"{node.name}() has {length} lines")
