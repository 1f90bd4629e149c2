"""Blocks of an article's body in the form in which the StreamField stores them."""

import re

from django.utils.translation import gettext as _

from . import limits
from .boxes import SignUpBox
from .imported import Block
from .markdown import plain_text, rich_paragraphs
from .passages import Form, Passage

ATTRIBUTION = re.compile(r"(?:—|–|--|-)\s*(?P<name>\S.*)$")


def passage_block(passage: Passage) -> Block:
    """Return the block of one passage. A heading that is too long for a heading block becomes a paragraph."""
    if passage.form == Form.HEADING and len(passage.text) <= limits.HEADING:
        value = {"text": passage.text, "level": "3" if passage.level > 2 else "2"}
        return Block("heading", value, passage.line_number)
    if passage.form in {Form.BULLETS, Form.NUMBERS}:
        items = [rich_paragraphs(line.text) for line in passage.lines]
        return Block("list", {"ordered": passage.form == Form.NUMBERS, "items": items}, passage.line_number)
    if passage.form == Form.QUOTE:
        return Block("quote", quote_value(passage), passage.line_number)
    return Block("paragraph", rich_paragraphs(passage.text), passage.line_number)


def quote_value(passage: Passage) -> dict[str, str]:
    """Return the quoted paragraphs, and the attribution where the last line is a dash and a name."""
    lines = [line.text.strip() for line in passage.lines]
    signature = ATTRIBUTION.match(lines[-1]) if len(lines) > 1 else None
    attribution = signature["name"] if signature and len(signature["name"]) <= limits.ATTRIBUTION else ""
    quoted = lines[:-1] if attribution else lines
    texts = " ".join(line or "\n" for line in quoted).split("\n")
    return {"text": rich_paragraphs(*(text.strip() for text in texts)), "attribution": attribution, "source_url": ""}


def sign_up_block(box: SignUpBox, line_number: int) -> Block:
    """Return the block of a newsletter box. Without a heading it gets the heading of a new block."""
    return Block("sign_up", {"heading": box.heading or _("Get the latest"), "text": box.text}, line_number)


def searchable_texts(block: Block) -> list[str]:
    """Return the words of a block without markup; none for a sign-up box, which is not about the subject."""
    value = block.value
    if isinstance(value, str):
        return [plain_text(value)]
    if block.name == "sign_up" or not isinstance(value, dict):
        return []
    parts = [value.get("text", ""), *value.get("items", [])]
    return [plain_text(part) for part in parts if part]
