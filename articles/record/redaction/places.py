"""Finding words in JSON values: copies, notes, and the contents of Wagtail's revisions.

Structure stays as it is: a text is replaced within its own spans, an address by an empty or a neutral one.
"""

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..canonical import digest
from .addresses import NeutralAddresses
from .json_values import JSONValue, Operation, apply_operations, child, edit_text, replace_value
from .words import BREAK, REPLACEMENT, Edit, Words

# Keys whose values the software has made; words in them mean something else.
STRUCTURE = frozenset(
    {
        "access",
        "as",
        "cause",
        "change_class",
        "class",
        "digest",
        "disclaimer_id",
        "expiry_cause",
        "first_published",
        "format",
        "id",
        "kind",
        "language",
        "level",
        "link_id",
        "lowered",
        "nonce",
        "note",
        "origin",
        "role",
        "rule",
        "since",
        "spots",
        "translation_key",
        "type",
        "uid",
        "uuid",
        "verdict",
        "width",
        "wish",
    }
)
# Keys of addresses of this site, in which a part of the path is replaced.
PATHS = frozenset({"old_path", "path", "slug", "url_path"})
# Keys of other addresses, which are emptied.
LINKS = frozenset({"canonical", "canonical_url", "href", "redirect_link", "source", "source_url", "url"})
# Lists of paragraphs that are separate texts: the items of a list, and the cells in the rows of a table. What is in
# them is treated as if it had the second key.
LISTS = {"items": "", "rows": "items"}
SPAN = frozenset({"text", "bold", "italic", "superscript", "subscript", "href", "link_id", "footnote"})

TOKEN = re.compile(r"<[/!]?[a-zA-Z][^>]*>|&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
BLOCK_TAG = re.compile(r"</?(?:p|li|ul|ol|h\d|div|blockquote|br|hr|td|th|tr)\b", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)')""")


class Found(NamedTuple):
    """A field that contains the words, and the operations that remove them. part: pointer to the field."""

    part: str
    operations: list[Operation]


class MarkupPiece(NamedTuple):
    """A piece of the text in an HTML string. start, end: of its source; entity: whether that is one entity."""

    text: str | None
    start: int
    end: int
    entity: bool = False


@dataclass(frozen=True)
class Search:
    """Looks for words in JSON values. markup: whether texts are HTML, as in drafts; the record has none.

    anchors: the neutral anchor for each anchor that was replaced so far.
    """

    words: Words
    addresses: NeutralAddresses
    markup: bool = False
    anchors: dict[str, str] = field(default_factory=dict)

    def fields(self, value: JSONValue, pointer: str = "", key: str = "") -> Iterator[Found]:
        """Yield each field that contains the words. key: of the value in the object around it."""
        if key in STRUCTURE and not isinstance(value, dict | list):
            return
        if key in LISTS and isinstance(value, list):
            for number, inner in enumerate(value):
                yield from self.fields(inner, child(pointer, number), LISTS[key])
        elif is_rich_text(value):
            yield from self.rich_text(value, pointer)
        elif is_paragraph(value):
            yield from self.rich_text([value], pointer, single=True)
        elif isinstance(value, dict):
            for name, inner in value.items():
                if name == "anchor" and isinstance(inner, str):
                    yield from self.anchor(value, child(pointer, name))
                else:
                    yield from self.fields(inner, child(pointer, name), name)
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                yield from self.fields(inner, child(pointer, number), key)
        elif isinstance(value, str) and value:
            yield from self.text(value, pointer, key)

    def rich_text(self, paragraphs: Sequence[Any], pointer: str, *, single: bool = False) -> Iterator[Found]:
        """Yield a text with formatting that contains the words, also where they run over several spans."""
        pieces: list[str | None] = []
        places: list[str] = []
        operations: list[Operation] = []
        for number, paragraph in enumerate(paragraphs):
            outer = pointer if single else child(pointer, number)
            for position, span in enumerate(paragraph):
                place = child(outer, position)
                pieces.append(span.get("text", ""))
                places.append(child(place, "text"))
                if self.words.is_in_address(span.get("href") or ""):
                    operations.append(replace_value(child(place, "href"), ""))
            pieces.append(BREAK)
            places.append("")
        edits = self.words.find(pieces)
        operations += [edit_text(places[piece], found) for piece, found in sorted(edits.items())]
        if operations:
            yield Found(pointer, operations)

    def text(self, value: str, pointer: str, key: str) -> Iterator[Found]:
        if key in PATHS and (self.markup or key != "slug"):
            if (new := self.addresses.path(value)) != value:
                yield Found(pointer, [replace_value(pointer, new)])
        elif key == "slug" or (key in LINKS and is_address(value)):
            if self.words.is_in_address(value):
                yield Found(pointer, [replace_value(pointer, "")])
        elif key == "host":
            if self.words.is_in_address(value):
                yield Found(pointer, [replace_value(pointer, REPLACEMENT)])
        elif self.markup and (inner := embedded_json(value)) is not None:
            yield from self.embedded(inner, pointer, key)
        elif edits := self.markup_edits(value) if self.markup else self.words.find([value]).get(0, []):
            yield Found(pointer, [edit_text(pointer, edits)])

    def anchor(self, block: dict[str, Any], pointer: str) -> Iterator[Found]:
        """Yield the anchor of a heading, with a neutral one that is the same in every version.

        It is made of the first block's id, and kept when a later version has another block with this anchor.
        """
        if self.words.is_in_address(block["anchor"]):
            neutral = f"redacted-{digest(str(block.get('id')))[:6]}"
            yield Found(pointer, [replace_value(pointer, self.anchors.setdefault(block["anchor"], neutral))])

    def embedded(self, inner: JSONValue, pointer: str, key: str) -> Iterator[Found]:
        """Yield a text that is JSON itself, such as a body in a revision."""
        operations = [operation for found in self.fields(inner, "", key) for operation in found.operations]
        if operations:
            new = json.dumps(apply_operations(inner, operations), ensure_ascii=False)
            yield Found(pointer, [replace_value(pointer, new)])

    def markup_edits(self, source: str) -> list[Edit]:
        """Return the edits that remove the words from an HTML string, also from attributes."""
        pieces = markup_pieces(source)
        edits = []
        for number, found in self.words.find([piece.text for piece in pieces]).items():
            piece = pieces[number]
            for edit in found:
                start, end = (0, piece.end - piece.start) if piece.entity else (edit.start, edit.end)
                edits.append(Edit(piece.start + start, piece.start + end, edit.replacement))
        for tag in TOKEN.finditer(source):
            if tag[0].startswith("<"):
                edits += self.attribute_edits(tag)
        return sorted(set(edits))

    def attribute_edits(self, tag: re.Match[str]) -> Iterator[Edit]:
        for attribute in ATTRIBUTE.finditer(tag[0]):
            value = attribute[1] if attribute[1] is not None else attribute[2]
            if value and self.words.is_in_address(html.unescape(value)):
                start = tag.start() + attribute.start() + attribute[0].index(value, 1)
                yield Edit(start, start + len(value), "")


def is_paragraph(value: JSONValue) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(span, dict) and {"text", "footnote"} & span.keys() and span.keys() <= SPAN for span in value)
    )


def is_rich_text(value: JSONValue) -> bool:
    """Whether a value is a list of paragraphs; some of them may be empty."""
    if not isinstance(value, list) or not any(is_paragraph(paragraph) for paragraph in value):
        return False
    return all(paragraph == [] or is_paragraph(paragraph) for paragraph in value)


def is_address(value: str) -> bool:
    return not any(character.isspace() for character in value)


def embedded_json(value: str) -> JSONValue | None:
    """Return the object or list in a text that is JSON, or None."""
    if value[0] not in "[{":
        return None
    try:
        return json.loads(value)
    except ValueError:
        return None


def markup_pieces(source: str) -> list[MarkupPiece]:
    """Return the pieces of text in an HTML string, with BREAK at the tags of blocks."""
    pieces = []
    position = 0
    for token in TOKEN.finditer(source):
        if token.start() > position:
            pieces.append(MarkupPiece(source[position : token.start()], position, token.start()))
        if token[0].startswith("&"):
            pieces.append(MarkupPiece(html.unescape(token[0]), token.start(), token.end(), entity=True))
        elif BLOCK_TAG.match(token[0]):
            pieces.append(MarkupPiece(BREAK, token.start(), token.end()))
        position = token.end()
    if position < len(source):
        pieces.append(MarkupPiece(source[position:], position, len(source)))
    return pieces
