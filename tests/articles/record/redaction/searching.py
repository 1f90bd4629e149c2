"""Searching every table and every file for words, whatever the column."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote_plus

from django.conf import settings
from django.db import connection

TAG = re.compile(r"<[^>]*>")
# Tables of Django and of tests that contain no copy.
IGNORED = {"django_migrations"}


def stored_values() -> Iterator[tuple[str, str]]:
    """Yield (table, value as text) of every value of the database."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in IGNORED:
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    if isinstance(value, bytes | memoryview):
                        yield table, bytes(value).decode("utf-8", "replace")
                    elif value is not None:
                        yield table, value if isinstance(value, str) else str(value)


def forms(value: str) -> Iterator[str]:
    """Yield a value as it is, and as text: without markup, escapes, and formatting of the record."""
    yield value
    yield unquote_plus(value)
    yield html.unescape(TAG.sub("", value))
    if value[:1] in "[{":
        try:
            content = json.loads(value)
        except ValueError:
            return
        texts = list(texts_of(content))
        for text in texts:
            yield from forms(text)
        yield "".join(texts)


def texts_of(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for inner in content.values():
            yield from texts_of(inner)
    elif isinstance(content, list):
        for inner in content:
            yield from texts_of(inner)


def tables_with(*needles: str) -> set[str]:
    """Return the tables that contain one of these words, in any case."""
    wanted = [needle.casefold() for needle in needles]
    return {
        table
        for table, value in stored_values()
        if any(needle in " ".join(form.casefold().split()) for form in forms(value) for needle in wanted)
    }


def files_with(*needles: str) -> set[str]:
    """Return the files of the site, but for the database, whose name or content has one of these words."""
    found = set()
    for path in Path(settings.TEST_FILES).rglob("*"):
        if not path.is_file() or ".sqlite3" in path.name:
            continue
        content = path.read_bytes()
        if any(needle.encode() in content or needle in path.name for needle in needles):
            found.add(str(path.relative_to(settings.TEST_FILES)))
    return found
