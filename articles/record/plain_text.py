"""The words of a reader's copy without structure: plain text, search words and reading time."""

import re
from collections.abc import Iterable, Mapping
from math import ceil
from typing import Any

from entities.names import name_key

from .reader_copy import CopyData, Paragraph, RichText

WORDS_PER_MINUTE = 220
WORD = re.compile(r"[^\W_]+")


def paragraph_text(paragraph: Paragraph) -> str:
    return "".join(span.get("text", "") for span in paragraph)


def rich_text(paragraphs: RichText) -> str:
    return " ".join(paragraph_text(paragraph) for paragraph in paragraphs)


def block_text(block: Mapping[str, Any]) -> str:
    """Return the text of a block; empty for sign-up forms and related articles, which are not part of the article."""
    if block["type"] in ("sign_up", "related"):
        return ""
    parts = [str(block.get(key, "")) for key in ("title", "caption", "description", "attribution")]
    text = block.get("text", "")
    parts.append(text if isinstance(text, str) else rich_text(text))
    parts += [paragraph_text(item) for item in block.get("items", [])]
    parts += [column["heading"] for column in block.get("columns", [])]
    parts += [paragraph_text(cell) for row in block.get("rows", []) for cell in row]
    if image := block.get("image"):
        parts += [image["caption"], image["alt"]]
    return " ".join(part for part in parts if part)


def plain_text(copy: CopyData) -> str:
    """Return body and footnotes of a copy as one line of text."""
    footnotes = [rich_text(footnote["text"]) for footnote in copy["footnotes"]]
    return " ".join(" ".join([*body_texts(copy), *footnotes]).split())


def body_texts(copy: CopyData) -> Iterable[str]:
    return [block_text(block) for block in copy["body"]]


def reading_minutes(copy: CopyData) -> int:
    """Return the minutes it takes to read the body, at least one."""
    words = len(" ".join(body_texts(copy)).split())
    return max(1, ceil(words / WORDS_PER_MINUTE))


def search_words(text: str) -> str:
    """Return the words by which a text is found, in order, single-spaced; for texts and queries alike.

    Case, diacritics and everything but letters and digits are removed, so that the tokenisers of SQLite and PostgreSQL
    see the same words: one of them reads “S-400” as a word and a negative number, the other as two words.

    >>> search_words("Côte d’Ivoire bought S-400s")
    'cote d ivoire bought s 400s'
    """
    return " ".join(WORD.findall(" ".join(name_key(word) for word in text.split())))
