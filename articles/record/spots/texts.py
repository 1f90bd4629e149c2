"""Texts of a copy as code points, in which ranges are counted.

A string is its own code points. The paragraphs of a rich text are joined by U+2029, and a footnote reference is U+FFFC.
Each code point has a style: its marks and link, that it ends a paragraph, or which footnote it refers to.
"""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

PARAGRAPH_END = "\u2029"
FOOTNOTE = "\ufffc"

# Returns the id of a footnote for its number in one copy, or the number where there is no such id.
FootnoteIds = Callable[[int], str | int]


class CodePoints(NamedTuple):
    """A text. kind: "string", "paragraph" or "paragraphs"; empty for an empty list, which can be both of the latter.

    styles: one for each character.
    """

    kind: str
    characters: str
    styles: list[str]

    def part(self, start: int, end: int) -> tuple[str, list[str]]:
        return self.characters[start:end], self.styles[start:end]

    def comparable(self, other: "CodePoints") -> bool:
        """Whether ranges can express every difference between the two."""
        kinds = {self.kind, other.kind}
        return len(kinds) == 1 or ("" in kinds and "string" not in kinds)


def footnote_ids(copy: Any) -> FootnoteIds:
    """Return a function that finds the permanent id of a footnote of this copy.

    References to the same footnote are equal even where its number differs: the number follows from the order of the
    footnotes, which is compared as such.
    """
    footnotes = copy.get("footnotes") if isinstance(copy, dict) else None
    items = footnotes if isinstance(footnotes, list) else []
    ids = [item.get("id") if isinstance(item, dict) else None for item in items]

    def find(number: int) -> str | int:
        found = ids[number - 1] if 1 <= number <= len(ids) else None
        return found if isinstance(found, str) and ids.count(found) == 1 else number

    return find


def code_points(value: Any, footnote_id: FootnoteIds) -> CodePoints | None:
    """Return a text as code points.

    None for what is not a text in the form in which copies are written: no empty span, no empty paragraph, no
    neighbouring spans of one style. So two texts with the same code points and styles are the same JSON.
    """
    if isinstance(value, str):
        return CodePoints("string", value, [""] * len(value))
    if not isinstance(value, list):
        return None
    if not value:
        return CodePoints("", "", [])
    kind = "paragraph" if isinstance(value[0], dict) else "paragraphs"
    characters: list[str] = []
    styles: list[str] = []
    for position, spans in enumerate([value] if kind == "paragraph" else value):
        if position:
            characters.append(PARAGRAPH_END)
            styles.append("end of a paragraph")
        if not isinstance(spans, list) or not spans or not add_spans(spans, characters, styles, footnote_id):
            return None
    return CodePoints(kind, "".join(characters), styles)


def add_spans(spans: list[Any], characters: list[str], styles: list[str], footnote_id: FootnoteIds) -> bool:
    """Add the spans of a paragraph; return False when they are not in the form in which copies are written."""
    before = None
    for span in spans:
        if not isinstance(span, dict):
            return False
        if "footnote" in span:
            if len(span) > 1 or type(span["footnote"]) is not int:
                return False
            characters.append(FOOTNOTE)
            styles.append(f"footnote {json.dumps(footnote_id(span['footnote']))}")
            before = None
            continue
        text, style = span.get("text"), style_of(span)
        if not isinstance(text, str) or not text or style == before:
            return False
        characters.append(text)
        styles += [style] * len(text)
        before = style
    return True


def style_of(span: dict[str, Any]) -> str:
    """Return marks and link of a span as canonical text; empty for plain text."""
    marks = {name: value for name, value in span.items() if name != "text"}
    return json.dumps(marks, sort_keys=True) if marks else ""
