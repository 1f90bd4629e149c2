"""Names, comments, messages and documentation use standard terms and plain English.

The words are in words.txt, one a line, with what to write instead.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .base import Example, Problem, Rule

WORDS = Path(__file__).with_name("words.txt")
TRANSLATED = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
# Readers' pages keep their voice: their messages are not searched, their comments and names are.
READERS = ("articles/reading/", "journal/newsletter/", "journal/search/")
CODE = ("articles/", "entities/", "journal/", "deploy/", "tests/", "templates/", "static/", "docs/", ".ci/", "Makefile")
# Demo content is written by authors, and migrations that landed stay as they are.
LEFT_OUT = re.compile(r"/migrations/|^journal/demo/articles/|^entities/data/|\.txt$")

HASH_COMMENT = re.compile(r"(?:^|\s)#(?P<text>.*)")
COMMENT_FORMS = {
    ".css": re.compile(r"/\*(?P<text>.*?)\*/", re.DOTALL),
    ".js": re.compile(r"/\*(?P<text>.*?)\*/|(?<!:)//(?P<line>[^\n]*)", re.DOTALL),
    ".html": re.compile(r"{#(?P<text>.*?)#}|{% comment %}(?P<line>.*?){% endcomment %}", re.DOTALL),
}
MARKDOWN_CODE = re.compile(r"^( {4}|```)(?s:.*?)(?(1)(?:\n|\Z)|)", re.MULTILINE)
QUOTED_CODE = re.compile(r"`[^`\n]*`")


class Word(NamedTuple):
    pattern: re.Pattern[str]
    instead: str


class WordList(NamedTuple):
    prose: list[Word]
    code: list[Word]
    names: list[Word]
    stored: list[str]
    allowed: list[re.Pattern[str]]


@cache
def word_list() -> WordList:
    """Read words.txt."""
    words = WordList([], [], [], [], [])
    section = ""
    for line in WORDS.read_text().splitlines():
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            section = heading[1]
        elif section == "stored" and line.strip():
            words.stored.append(line.strip())
        elif section == "allowed" and line.strip():
            words.allowed.append(re.compile(line.strip(), re.IGNORECASE))
        elif line.strip() and not line.startswith("#"):
            pattern, _, instead = line.rpartition(" | ")
            word = Word(re.compile(pattern.strip(), re.IGNORECASE), instead.strip())
            {"prose": words.prose, "code": words.code, "names": words.names}[section].append(word)
    return words


class PlainWords(Rule):
    """Write in the standard terms of Django, Wagtail and newsrooms, and in plain English. The problem names a word to
    replace and proposes others; docs/glossary.md has the project's own words.

    Text in backticks is not searched, so that a stored name may be quoted.
    """

    good = (
        Example("articles/record/publish.py", '"""The service that publishes."""\n'),
        Example("articles/record/publish.py", "# `record_permit` is the name of a table.\n"),
        Example("articles/models/people.py", 'text = _("A role will do: Standards desk.")\n'),
        Example("articles/corrections/forms.py", 'text = _("Say where the passage is.")\n'),
        Example("articles/reading/notes.py", 'text = _("The ministry said no.")\n'),
        Example("articles/reading/notes.py", 'road = "a value, not a name that others call"\n'),
        Example("articles/record/models/triggers.py", "class Permit: ...\n"),
        Example("docs/record.md", "Publishing ends in one function.\n\n    manage.py fence\n"),
        Example("deploy/venv.sh", "door=1\n# Install the packages.\n"),
        Example("static/css/base.css", ".door { color: red }\n/* The frame of the page. */\n"),
        Example("templates/base.html", "<p>Nobody</p>{# The frame of the page. #}\n"),
    )
    bad = (
        Example("articles/record/publish.py", '"""Every road that publishes leads here."""\n'),
        Example("articles/record/publish.py", "# The fence stands here.\n"),
        Example("articles/record/doors.py", ""),
        Example("articles/desk/__init__.py", ""),
        Example("articles/record/publish.py", '"""Tell the editor."""\n'),
        Example("articles/record/publish.py", "def open_permit(): ...\n"),
        Example("articles/record/publish.py", "class TakeBackView: ...\n"),
        Example("articles/record/publish.py", "def publish(what): ...\n"),
        Example("articles/corrections/review.py", 'text = _("Nobody has looked at it.")\n'),
        Example("docs/record.md", "The desk is where editors work.\n"),
        Example("deploy/venv.sh", "# Say what is missing.\n"),
        Example("static/css/base.css", "/* The chrome\n   of a page. */\n"),
        Example("static/js/share.js", "// Nobody asked.\n"),
        Example("templates/base.html", "{# The house. #}\n"),
    )

    def applies_to(self, path: str) -> bool:
        in_scope = path.startswith(CODE) or ("/" not in path and path.endswith((".md", ".toml", ".in")))
        return in_scope and not LEFT_OUT.search(path)

    def problems(self, path: str, text: str) -> Iterator[Problem]:
        words = word_list()
        in_code = [*words.prose, *words.code]
        for line, prose, is_code in prose_of(path, text):
            shown = QUOTED_CODE.sub("", prose)
            for allowed in words.allowed:
                shown = allowed.sub("", shown)
            for word in in_code if is_code else words.prose:
                for found in word.pattern.finditer(shown):
                    number = line + shown.count("\n", 0, found.start())
                    yield Problem(path, number, f"“{found.group()}” (instead: {word.instead})")
        for line, name in names_of(path, text):
            if name in words.stored:
                continue
            for word in in_code:
                if in_name := word.pattern.search(split_name(name)):
                    yield Problem(path, line, f"“{in_name.group()}” in the name {name} (instead: {word.instead})")
            for word in words.names:
                if word.pattern.fullmatch(split_name(name)):
                    yield Problem(path, line, f"the name {name} is too vague (instead: {word.instead})")


def split_name(name: str) -> str:
    """`TakeBackView` and `take_back_view` become `take back view`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", name).lower().strip()


def prose_of(path: str, text: str) -> Iterator[tuple[int, str, bool]]:
    """Line and text of what a file holds for people, and whether it is about code."""
    suffix = Path(path).suffix
    if suffix == ".py":
        yield from comments_of_python(text)
        yield from docstrings_of_python(text)
        if not path.startswith(READERS):
            yield from messages_of_python(text)
    elif suffix == ".md":
        yield 1, MARKDOWN_CODE.sub(lambda found: "\n" * found.group().count("\n"), text), False
    elif suffix in COMMENT_FORMS:
        for found in COMMENT_FORMS[suffix].finditer(text):
            comment = next(group for group in found.groups() if group is not None)
            yield text.count("\n", 0, found.start()) + 1, comment, True
    else:
        for number, line in enumerate(text.splitlines(), start=1):
            if comment := HASH_COMMENT.search(line):
                yield number, comment["text"], True


def comments_of_python(text: str) -> Iterator[tuple[int, str, bool]]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string.lstrip("# "), True


def docstrings_of_python(text: str) -> Iterator[tuple[int, str, bool]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = ast.get_docstring(node, clean=False)
            if docstring:
                yield node.body[0].lineno, docstring, True


def messages_of_python(text: str) -> Iterator[tuple[int, str, bool]]:
    """The texts that go through gettext."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TRANSLATED:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.lineno, argument.value, False


def names_of(path: str, text: str) -> Iterator[tuple[int, str]]:
    """Line and name of a module or package and of the classes, functions and parameters that it defines."""
    if not path.endswith(".py"):
        return
    yield 0, Path(path).parent.name if path.endswith("/__init__.py") else Path(path).stem
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
