"""The words of a copy, without structure."""

from math import ceil

WORDS_A_MINUTE = 220


def spans_text(spans: list[dict]) -> str:
    return "".join(span.get("text", "") for span in spans)


def rich_text(paragraphs: list[list[dict]]) -> str:
    return " ".join(spans_text(spans) for spans in paragraphs)


def block_text(block: dict) -> str:
    """What a block says to a reader of the article; sign-up and related articles say nothing of it."""
    if block["type"] in ("sign_up", "related"):
        return ""
    parts = [str(block.get(key, "")) for key in ("title", "caption", "description", "attribution")]
    text = block.get("text", "")
    parts.append(text if isinstance(text, str) else rich_text(text))
    parts += [spans_text(item) for item in block.get("items", [])]
    parts += [column["heading"] for column in block.get("columns", [])]
    parts += [spans_text(cell) for row in block.get("rows", []) for cell in row]
    if image := block.get("image"):
        parts += [image["caption"], image["alt"]]
    return " ".join(part for part in parts if part)


def plain_text(copy: dict) -> str:
    """Body and footnotes of a copy as one line of text."""
    body = [block_text(block) for block in copy["body"]]
    notes = [rich_text(note["text"]) for note in copy["footnotes"]]
    return " ".join(" ".join([*body, *notes]).split())


def reading_minutes(copy: dict) -> int:
    """Minutes to read the body, at least one."""
    words = len(" ".join(block_text(block) for block in copy["body"]).split())
    return max(1, ceil(words / WORDS_A_MINUTE))
