"""Parses the Markdown of the demo's articles with markdown-it-py.

An article file has front matter and a body. In the body, consecutive paragraphs are one block, and `## ` and `### `
open headings. Lists, tables and footnotes are written as usual; a column of figures is aligned right (`---:`). Every
other block is a container, whose content is a small document again: front matter for its options, if it has any,
and Markdown for its text.

    ::: callout
    ---
    title: The ridge
    ---
    A full train needs **two** engines.
    :::

Inline: `**strong**`, `*emphasis*`, `[link](https://…)`, `m^2^`, `O~2~` and `[^name]` for a footnote.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

Options = dict[str, Any]
TAGS = {"strong": "b", "em": "i", "sup": "sup", "sub": "sub"}


class MarkupError(ValueError):
    """An article file that cannot be parsed."""

    def __init__(self, message: str, code: str):
        super().__init__(message)
        self.code = code


class TextLoader(yaml.BaseLoader):
    """Loads every scalar as text, so that `NO` and `2024-01-16` stay as written. Refuses aliases and repeated keys."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise MarkupError("YAML aliases are not allowed", code="alias")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _value in node.value]
        if len(set(keys)) < len(keys):
            raise MarkupError(f"A key is repeated: {', '.join(map(str, keys))}", code="repeated_key")
        return super().construct_mapping(node, deep)


@dataclass(frozen=True)
class Table:
    """Headings with the type of their column (`text` or `number`), and the rows of cells."""

    columns: list[tuple[str, str]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Block:
    """One block of a body. `texts` are inline tokens: its paragraphs, the items of a list or the text of a heading."""

    kind: str
    options: Options = field(default_factory=dict)
    texts: list[Token] = field(default_factory=list)
    table: Table | None = None

    @property
    def plain_text(self) -> str:
        """The text as written, one line a paragraph."""
        return "\n".join(token.content for token in self.texts)


@dataclass(frozen=True)
class Document:
    """The front matter of a text, the text after it, its blocks, and its footnotes as inline tokens by name."""

    options: Options
    body: str
    blocks: list[Block]
    footnotes: dict[str, list[Token]]


def make_parser() -> MarkdownIt:
    """CommonMark without HTML and images, with the syntax named at the top of this module."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "autolink"])
    for plugin in (front_matter_plugin, colon_fence_plugin, footnote_plugin, sub_plugin, superscript_plugin):
        parser.use(plugin)
    # A footnote is written by name only, not in place.
    return parser.disable("footnote_inline")


PARSER = make_parser()


def parse(text: str) -> Document:
    """Parse an article, or the content of a container. Raises MarkupError."""
    environment: dict[str, Any] = {}
    tokens = PARSER.parse(text, environment)
    options: Options = {}
    body = text
    if tokens and tokens[0].type == "front_matter":
        front_matter = tokens.pop(0)
        options = read_options(front_matter.content)
        body = "\n".join(text.splitlines()[front_matter.map[1] :]) if front_matter.map else text
    blocks: list[Block] = []
    footnotes: dict[str, list[Token]] = {}
    for group in grouped(tokens):
        if group[0].type == "footnote_block_open":
            footnotes = read_footnotes(group)
            continue
        block = read_block(group)
        if block.kind == "paragraph" and blocks and blocks[-1].kind == "paragraph":
            blocks[-1].texts.extend(block.texts)
        else:
            blocks.append(block)
    return Document(options, body.strip(), blocks, footnotes)


def read_options(text: str) -> Options:
    """The mapping that front matter holds. Raises MarkupError."""
    try:
        options = yaml.load(text, TextLoader)  # noqa: S506  # a BaseLoader, which makes only text, lists and mappings
    except yaml.YAMLError as error:
        raise MarkupError(f"Front matter is not YAML: {error}", code="yaml") from error
    if not isinstance(options, dict):
        raise MarkupError("Front matter is not a mapping", code="yaml")
    return options


def grouped(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of one top-level element after another."""
    group: list[Token] = []
    depth = 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []


def read_block(tokens: list[Token]) -> Block:
    """The block that one top-level element makes. Raises MarkupError for an element that articles do not use."""
    opening = tokens[0]
    texts = [token for token in tokens if token.type == "inline"]
    match opening.type:
        case "paragraph_open":
            return Block("paragraph", texts=texts)
        case "heading_open":
            return Block("heading", {"level": opening.tag.removeprefix("h")}, texts)
        case "bullet_list_open" | "ordered_list_open":
            return Block("list", {"ordered": opening.type == "ordered_list_open"}, texts)
        case "table_open":
            return Block("table", table=read_table(tokens))
        case "colon_fence":
            return read_container(opening)
    raise MarkupError(f"Articles of the demo have no {opening.type} (line {line_number(opening)})", code="element")


def read_container(container: Token) -> Block:
    """The block that a container makes: its options, and the paragraphs or the table inside."""
    content = parse(container.content)
    if len(content.blocks) > 1 or any(block.kind not in ("paragraph", "table") for block in content.blocks):
        message = f"A container holds paragraphs or one table (line {line_number(container)})"
        raise MarkupError(message, code="container")
    texts = [token for block in content.blocks for token in block.texts]
    table = content.blocks[0].table if content.blocks else None
    return Block(container.info.strip(), content.options, texts, table)


def read_table(tokens: list[Token]) -> Table:
    table = Table()
    for opening, cell in pairwise(tokens):
        if opening.type == "tr_open" and cell.type == "td_open":
            table.rows.append([])
        elif opening.type == "th_open":
            is_number = opening.attrGet("style") == "text-align:right"
            table.columns.append((cell.content, "number" if is_number else "text"))
        elif opening.type == "td_open":
            table.rows[-1].append(cell.content)
    return table


def read_footnotes(tokens: list[Token]) -> dict[str, list[Token]]:
    """The paragraphs of each footnote, in the order in which the text refers to them."""
    footnotes: dict[str, list[Token]] = {}
    for token in tokens:
        if token.type == "footnote_open":
            texts = footnotes[token.meta["label"]] = []
        elif token.type == "inline":
            texts.append(token)
    return footnotes


def line_number(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def rich_text(
    inline: Token,
    opening_tag: Callable[[str], str],
    footnote_id: Callable[[str], str] = str,
) -> str:
    """An inline token as HTML that Wagtail's rich text editor would have stored. Raises MarkupError.

    opening_tag: makes the opening `<a>` tag from the address of a link as written.
    footnote_id: makes the id of a footnote from its name.
    """
    parts = []
    for token in inline.children or []:
        mark, _separator, end = token.type.rpartition("_")
        if token.type == "text":
            if "[^" in token.content:
                raise MarkupError(f"A footnote is missing, or not allowed here: {token.content!r}", code="footnote")
            parts.append(escape(token.content, quote=False))
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "link_open":
            parts.append(opening_tag(str(token.attrGet("href"))))
        elif token.type == "link_close":
            parts.append("</a>")
        elif token.type == "footnote_ref":
            note = footnote_id(token.meta["label"])
            parts.append(f'<footnote id="{note}">[{note[:6]}]</footnote>')
        elif mark in TAGS:
            parts.append(f"<{'/' if end == 'close' else ''}{TAGS[mark]}>")
        else:
            raise MarkupError(f"Articles of the demo have no {token.type}: {inline.content!r}", code="element")
    return "".join(parts)
