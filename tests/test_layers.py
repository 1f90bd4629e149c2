"""Imports run one way: entities ← articles ← newsletter ← journal, and inside articles as docs/architecture.md says."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# From below to above. A module belongs to the longest name that it begins with; those in one row know each other.
LAYERS = [
    ["entities"],
    ["articles.models", "articles.blocks", "articles.migrations"],
    ["articles.record"],
    ["articles.corrections"],
    ["articles.reading", "articles.importing", "articles.desk", "articles"],
    ["journal.newsletter"],
    ["journal"],
]
HEIGHT = {name: height for height, names in enumerate(LAYERS) for name in names}
# A module of Wagtail's or Django's own name, which they look for in an app, stands as high as it needs to.
FOUND_BY_NAME = {"apps", "wagtail_hooks"}


def layer(module: str) -> int | None:
    """How high a module stands; None when it is not ours."""
    parts = module.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((HEIGHT[name] for name in names if name in HEIGHT), None)


def imports_of(path: Path) -> Iterator[str]:
    """The full names of the modules that a file imports, inside functions too."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def modules() -> Iterator[Path]:
    for package in ("entities", "articles", "journal"):
        yield from sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_imports_from_above(path: Path) -> None:
    own = layer(".".join(path.relative_to(ROOT).with_suffix("").parts))
    assert own is not None
    if path.stem in FOUND_BY_NAME:
        return
    above = sorted({name for name in imports_of(path) if (layer(name) or 0) > own})
    assert above == []
