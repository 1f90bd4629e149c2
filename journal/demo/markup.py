"""The small markup in which the demo articles are written.

A file has a head of `key: value` lines up to a line `---`, then the body, then footnotes (`[^name]: text`) and,
where the article was corrected, sections that begin with `=== kind date time` (UTC).

In the body an empty line parts paragraphs; `## ` and `### ` open headings; lines that begin with `- ` or `1. ` make
a list; every other block is written as

    ::: kind
    key: value
    :::

where a key may be repeated and a line that begins with `|` is a row of a table. Inside a text: **bold**, *italic*,
[words](address), ^superscript^, ~subscript~ and [^name] for a footnote. `article:slug` is the address of an article.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape

INLINE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*|\[\^(?P<note>[\w-]+)\]|\[(?P<words>[^\]]+)\]\((?P<address>[^)]+)\)"
    r"|\^(?P<superscript>[^^\s]+)\^|~(?P<subscript>[^~\s]+)~"
)
TAGS = {"bold": "b", "italic": "i", "superscript": "sup", "subscript": "sub"}
FOOTNOTE = re.compile(r"^\[\^([\w-]+)\]: (.+)$")
ITEM = re.compile(r"^(?:- |\d+\. )")
REVISION = re.compile(r"^=== (\w+) (\d{4}-\d\d-\d\d \d\d:\d\d)$")

Fields = dict[str, list[str]]


class MarkupError(ValueError):
    """A source file that cannot be read, with what is wrong in words."""


@dataclass(frozen=True)
class Block:
    """One block of the body: its kind, and its values by key. Paragraphs, items and rows stand under `text`."""

    kind: str
    values: Fields

    def first(self, key: str, default: str = "") -> str:
        return self.values.get(key, [default])[0]

    def all(self, key: str) -> list[str]:
        return self.values.get(key, [])


@dataclass(frozen=True)
class Revision:
    """A later version: a note of this kind, and what it replaced. No replacement means that the text stood."""

    kind: str
    at: datetime
    note: str
    replacements: list[tuple[str, str]]

    def apply(self, body: str) -> str:
        for old, new in self.replacements:
            if body.count(old) != 1:
                raise MarkupError(f"A corrected passage must stand exactly once in the text: {old!r}")
            body = body.replace(old, new)
        return body


@dataclass(frozen=True)
class Source:
    """An article as its file has it."""

    slug: str
    head: Fields
    body: str
    footnotes: dict[str, str]
    revisions: list[Revision] = field(default_factory=list)

    def first(self, key: str, default: str = "") -> str:
        return self.head.get(key, [default])[0]

    def names(self, key: str) -> list[str]:
        """The values of a list that is parted by semicolons."""
        return [name.strip() for name in self.first(key).split(";") if name.strip()]


def read(slug: str, text: str) -> Source:
    """Take a file apart. Raises MarkupError."""
    head, mark, rest = text.partition("\n---\n")
    if not mark:
        raise MarkupError(f"{slug}: no line --- after the head")
    body_lines: list[str] = []
    footnotes: dict[str, str] = {}
    lines = rest.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith("===")), len(lines))
    for line in lines[:start]:
        found = FOOTNOTE.match(line)
        if found:
            footnotes[found[1]] = found[2]
        else:
            body_lines.append(line)
    return Source(slug, fields(head.splitlines()), "\n".join(body_lines).strip(), footnotes, revisions(lines[start:]))


def fields(lines: list[str]) -> Fields:
    """`key: value` lines; rows of a table, which begin with `|`, stand under `text`."""
    values: Fields = defaultdict(list)
    for line in filter(str.strip, lines):
        if line.startswith("|"):
            values["text"].append(line)
            continue
        key, mark, value = line.partition(":")
        if not mark:
            raise MarkupError(f"A line has no key: {line!r}")
        values[key.strip()].append(value.strip())
    return dict(values)


def revisions(lines: list[str]) -> list[Revision]:
    found: list[tuple[str, datetime, list[str]]] = []
    for line in lines:
        opening = REVISION.match(line)
        if opening:
            at = datetime.strptime(opening[2], "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
            found.append((opening[1], at, []))
        else:
            found[-1][2].append(line)
    sections = [(kind, at, fields(section)) for kind, at, section in found]
    return [
        Revision(kind, at, values["note"][0], list(zip(values.get("old", []), values.get("new", []), strict=True)))
        for kind, at, values in sections
    ]


def blocks(body: str) -> list[Block]:
    """The blocks of a body, in order. Neighbouring paragraphs are one block, as when an editor pastes them."""
    result: list[Block] = []
    for chunk in chunks(body.splitlines()):
        block = block_of(chunk)
        if block.kind == "paragraph" and result and result[-1].kind == "paragraph":
            result[-1].values["text"].extend(block.values["text"])
        else:
            result.append(block)
    return result


def chunks(lines: list[str]) -> list[list[str]]:
    """Lines grouped by empty lines; what stands between ::: and ::: stays together."""
    groups: list[list[str]] = [[]]
    fenced = False
    for line in lines:
        if line.startswith(":::"):
            fenced = line != ":::"
            if fenced:
                groups.append([])
            groups[-1].append(line)
        elif line.strip() or fenced:
            groups[-1].append(line)
        else:
            groups.append([])
    return [group for group in groups if group]


def block_of(lines: list[str]) -> Block:
    opening = lines[0]
    if opening.startswith("::: "):
        return Block(opening[4:].strip(), fields([line for line in lines[1:] if line != ":::"]))
    if opening.startswith("#"):
        marks, _space, words = opening.partition(" ")
        return Block("heading", {"text": [words], "level": [str(len(marks))]})
    if ITEM.match(opening):
        ordered = "no" if opening.startswith("- ") else "yes"
        return Block("list", {"item": [ITEM.sub("", line) for line in lines], "ordered": [ordered]})
    return Block("paragraph", {"text": [" ".join(lines)]})


def inline_html(text: str, address: Callable[[str], str], footnote: Callable[[str], str] = lambda name: "") -> str:
    """A text as the editor's HTML.

    address: from an address as written to the opening tag of its link; footnote: from a name to the id of the note.
    """

    def mark(found: re.Match) -> str:
        kind = str(found.lastgroup)
        if kind == "note":
            note = footnote(found["note"])
            return f'<footnote id="{note}">[{note[:6]}]</footnote>'
        if kind == "address":
            return f"{address(found['address'])}{inline_html(found['words'], address, footnote)}</a>"
        tag = TAGS[kind]
        return f"<{tag}>{inline_html(found[kind], address, footnote)}</{tag}>"

    parts, position = [], 0
    for found in INLINE.finditer(text):
        parts += [escape(text[position : found.start()], quote=False), mark(found)]
        position = found.end()
    return "".join([*parts, escape(text[position:], quote=False)])


def table_rows(block: Block) -> tuple[list[tuple[str, str]], list[list[str]]]:
    """The columns of a table as (heading, type), and its rows. `{number}` or `{rich}` after a heading is its type."""
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in block.all("text")]
    columns = []
    for heading in cells[0]:
        found = re.fullmatch(r"(.*?)\s*\{(number|rich)\}", heading)
        columns.append((found[1], found[2]) if found else (heading, "text"))
    return columns, cells[1:]
