"""The words of a reader's copy: for search, for the reading time, and which other articles it points to."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from articles.reading.spans import rich_text, spans_text

# People read about 230 words of an essay in a minute; of Chinese or Japanese about 460 characters.
WORDS_A_MINUTE = 230
CHARACTERS_A_WORD = 2
IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

Copy = dict[str, Any]


def plain_text(copy: Copy) -> str:
    """The body's words with captions, tables and footnotes, one piece a line.

    Title, standfirst, authors and entities are not in it: a search weighs those by themselves. Furniture of the page
    (sign-up, disclaimers, related articles) is not what the article says, and left out too.
    """
    pieces: list[str] = []
    for block in copy["body"]:
        says = BLOCK_TEXT.get(block["type"])
        pieces.extend(says(block) if says else [])
    pieces.extend(rich_text(footnote["text"]) for footnote in copy["footnotes"])
    return "\n".join(piece for piece in (piece.strip() for piece in pieces) if piece)


def reading_minutes(copy: Copy) -> int:
    """How long the text takes to read, in whole minutes, at least one."""
    text = "\n".join([copy["standfirst"], plain_text(copy)])
    ideographs = len(IDEOGRAPHS.findall(text))
    words = len(IDEOGRAPHS.sub(" ", text).split()) + ideographs / CHARACTERS_A_WORD
    return max(1, round(words / WORDS_A_MINUTE))


def related_ids(copy: Copy) -> list[str]:
    """Permanent ids of the articles named in its blocks of related articles, in order, each once."""
    found: dict[str, None] = {}
    for block in copy["body"]:
        if block["type"] == "related":
            found.update(dict.fromkeys(article["id"] for article in block["articles"]))
    return list(found)


def _table_text(block: dict[str, Any]) -> Iterable[str]:
    heads = " ".join(column["heading"] for column in block["columns"])
    return [block["caption"], heads, *(" ".join(spans_text(cell) for cell in row) for row in block["rows"])]


# What a block says, by type. A pull quote repeats the text; a type without a line here says nothing of the article's own.
BLOCK_TEXT: dict[str, Callable[[dict[str, Any]], Iterable[str]]] = {
    "heading": lambda block: [block["text"]],
    "paragraph": lambda block: [rich_text(block["text"])],
    "quote": lambda block: [rich_text(block["text"]), block["attribution"]],
    "callout": lambda block: [block["title"], rich_text(block["text"])],
    "list": lambda block: [spans_text(item) for item in block["items"]],
    "image": lambda block: [block["image"]["caption"]],
    "chart": lambda block: [block["title"], block["image"]["caption"]],
    "link_card": lambda block: [block["title"], block["description"]],
    "table": _table_text,
}
