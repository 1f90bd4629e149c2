"""The digest of everything that the result of migrating an empty database depends on.

These are the migrations of our apps, the modules of ours that they import, directly or not, the files in the folders
`data` of the packages concerned, the installed packages, and the database. Names in text count as imports, since
migrations name classes that way too.
"""

import ast
import hashlib
import re
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS

# Settings that migrations of Django, Wagtail or ours look at.
SETTINGS = ("AUTH_USER_MODEL", "DEFAULT_AUTO_FIELD", "INSTALLED_APPS", "LANGUAGE_CODE", "MIGRATION_MODULES", "USE_TZ")
DOTTED_NAME = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+")


def digest(root: Path) -> str:
    """Sixteen hexadecimal digits. root: the folder that holds our packages."""
    total = hashlib.sha256()
    for file in input_files(root):
        total.update(f"{file.relative_to(root)}\0".encode() + file.read_bytes() + b"\0")
    for line in environment():
        total.update(line.encode() + b"\n")
    return total.hexdigest()[:16]


def environment() -> list[str]:
    """What counts beside files: versions, the database engine, some settings."""
    return [
        sys.version,
        sqlite3.sqlite_version,
        settings.DATABASES[DEFAULT_DB_ALIAS]["ENGINE"],
        *sorted(f"{package.name}=={package.version}" for package in distributions()),
        *(f"{name}={getattr(settings, name, None)!r}" for name in SETTINGS),
        *sorted(
            f"{model._meta.label}: {model._meta.permissions!r}, {model._meta.default_permissions!r}"
            for model in apps.get_models()
        ),
    ]


def input_files(root: Path) -> list[Path]:
    """Every file of ours that counts, sorted."""
    found = {Path(__file__).resolve(), Path(__file__).resolve().with_name("database.py")}
    found = {file for file in found if file.is_relative_to(root)}
    waiting = [file for folder in migration_folders(root) for file in folder.glob("*.py")]
    while waiting:
        file = waiting.pop()
        if file in found:
            continue
        found.add(file)
        for name in imported_names(file, root):
            waiting += module_files(name, root)
    packages = {parent for file in found for parent in file.parents if (parent / "__init__.py").exists()}
    data = {file for package in packages for file in (package / "data").rglob("*") if file.is_file()}
    return sorted(found | data)


def migration_folders(root: Path) -> list[Path]:
    """The folders of migrations of the apps that root holds."""
    paths = (root.joinpath(*app.name.split("."), "migrations") for app in apps.get_app_configs())
    return [path for path in paths if path.is_dir()]


def imported_names(file: Path, root: Path) -> Iterator[str]:
    """Dotted names in a module that may be modules of ours, or attributes of them."""
    package = list(file.relative_to(root).parent.parts)
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*start, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and DOTTED_NAME.fullmatch(node.value):
            yield node.value


def module_files(name: str, root: Path) -> Iterator[Path]:
    """The files that importing a dotted name runs: each package on the way, and the module."""
    place = root
    for part in name.split("."):
        place /= part
        for file in (place / "__init__.py", place.with_suffix(".py")):
            if file.is_file():
                yield file
