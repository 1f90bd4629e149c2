"""Passages of a text as blocks of an article's body, in the form in which the StreamField stores them."""

import re

from django.utils.translation import gettext as _

from . import rich
from .boxes import SignUpBox
from .imported import Block
from .passages import Form, Passage

LONGEST_HEADING = 200
LONGEST_ATTRIBUTION = 255
ATTRIBUTION = re.compile(r"(?:—|–|--|-)\s*(?P<name>\S.*)$")


def block_of(passage: Passage) -> Block:
    """The block of one passage; a heading that is too long for one stays a paragraph."""
    if passage.form == Form.HEADING and len(passage.text) <= LONGEST_HEADING:
        value = {"text": passage.text, "level": "3" if passage.level > 2 else "2"}
        return Block("heading", value, passage.number)
    if passage.form in {Form.BULLETS, Form.NUMBERS}:
        items = [rich.paragraphs(item) for item in passage.items]
        return Block("list", {"ordered": passage.form == Form.NUMBERS, "items": items}, passage.number)
    if passage.form == Form.QUOTE:
        return Block("quote", quotation(passage), passage.number)
    return Block("paragraph", rich.paragraphs(passage.text), passage.number)


def quotation(passage: Passage) -> dict[str, str]:
    """The quoted paragraphs, and who said them where the last line is a dash and a name."""
    lines = [line.text.strip() for line in passage.lines]
    signed = ATTRIBUTION.match(lines[-1]) if len(lines) > 1 else None
    signed = signed if signed and len(signed["name"]) <= LONGEST_ATTRIBUTION else None
    said = lines[:-1] if signed else lines
    texts = " ".join(line or "\n" for line in said).split("\n")
    attribution = signed["name"] if signed else ""
    return {"text": rich.paragraphs(*(text.strip() for text in texts)), "attribution": attribution, "source_url": ""}


def sign_up_block(box: SignUpBox, line_number: int) -> Block:
    """The box with its own words; without a heading it gets the one that a new block has."""
    return Block("sign_up", {"heading": box.heading or _("Get the latest"), "text": box.text}, line_number)
