"""A suppressed check has its reason beside it."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from .base import Example, Problem, Rule

REASON = r"  # \S.{7,}"
MARKERS = {
    "noqa": re.compile(r"# noqa: [A-Z]+\d+(?:, [A-Z]+\d+)*" + REASON),
    "type: ignore": re.compile(r"# type: ignore\[[a-z-]+(?:, ?[a-z-]+)*\]" + REASON),
    "fmt: skip": re.compile(r"# fmt: skip" + REASON),
    "pragma: no cover": re.compile(r"# pragma: no cover" + REASON),
}
WHOLE_FILE = ("ruff: noqa", "flake8: noqa", "mypy: ignore-errors", "fmt: off")
SKIPPING = re.compile(r"(?:pytest\.)?(?:mark\.)?(skip|skipif|xfail|importorskip)")


class ReasonedSuppressions(Rule):
    """Write the reason behind a suppression: `# noqa: S608  # a table name`, `# type: ignore[arg-type]  # why`,
    `# fmt: skip  # why`, `# pragma: no cover  # why`, `pytest.skip("why")`, `pytest.mark.xfail(reason="why")`.

    A rule or error code is required where the tool has one. Whole files are never exempt.
    """

    good = (
        Example("journal/a.py", 'sql = f"INSERT INTO {table}"  # noqa: S608  # the name of a table\n'),
        Example("journal/a.py", "x = f(y)  # type: ignore[arg-type]  # Wagtail has no types\n"),
        Example("journal/a.py", "ROWS = [1,\n        2]  # fmt: skip  # one row of the table a line\n"),
        Example("journal/a.py", "x = 1  # pragma: no cover  # runs in another process\n"),
        Example("tests/test_a.py", 'pytest.skip("make is not installed")\n'),
        Example("tests/test_a.py", '@pytest.mark.skip(reason="holds on SQLite only")\ndef test_a(): ...\n'),
        Example("tests/test_a.py", 'example = "x = 1  # noqa"\n'),
    )
    bad = (
        Example("journal/a.py", 'sql = f"INSERT INTO {table}"  # noqa: S608\n'),
        Example("journal/a.py", "import os  # noqa  # used by name\n"),
        Example("journal/a.py", "x = f(y)  # type: ignore  # Wagtail has no types\n"),
        Example("journal/a.py", "ROWS = [1,\n        2]  # fmt: skip\n"),
        Example("journal/a.py", "x = 1  # pragma: no cover\n"),
        Example("journal/a.py", "# ruff: noqa: E501  # long lines\n"),
        Example("tests/test_a.py", "pytest.skip()\n"),
        Example("tests/test_a.py", "@pytest.mark.xfail\ndef test_a(): ...\n"),
        Example("tests/test_a.py", "@pytest.mark.xfail(strict=True)\ndef test_a(): ...\n"),
    )

    def applies_to(self, path: str) -> bool:
        return path.endswith(".py") and "/migrations/" not in path  # migrations that landed stay as they are

    def problems(self, path: str, text: str) -> Iterator[Problem]:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                yield from self.problems_of_comment(path, token.start[0], token.string)
        yield from self.problems_of_pytest(path, ast.parse(text))

    def problems_of_comment(self, path: str, line: int, comment: str) -> Iterator[Problem]:
        for marker in WHOLE_FILE:
            if re.match(rf"#\s*{marker}", comment):
                yield Problem(path, line, f"{marker} exempts a whole file")
        for marker, form in MARKERS.items():
            if re.search(rf"#\s*{marker}\b", comment) and not form.search(comment):
                yield Problem(path, line, f"{comment.strip()}: no reason, or no code")

    def problems_of_pytest(self, path: str, tree: ast.Module) -> Iterator[Problem]:
        """Calls of pytest.skip and its like need a text; the marks need one too, so a bare mark has none."""
        called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and self.skips(node.func):
                positional = node.args and not self.is_mark(node.func)
                if not positional and not any(keyword.arg == "reason" for keyword in node.keywords):
                    yield Problem(path, node.lineno, f"{ast.unparse(node.func)} without a reason")
            elif isinstance(node, ast.Attribute) and self.is_mark(node) and id(node) not in called:
                yield Problem(path, node.lineno, f"{ast.unparse(node)} without a reason")

    def skips(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Attribute) and SKIPPING.fullmatch(ast.unparse(node)) is not None

    def is_mark(self, node: ast.expr) -> bool:
        return self.skips(node) and ".mark." in f".{ast.unparse(node)}"
