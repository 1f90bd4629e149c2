"""The body, block by block.

Blocks are paired by id, then by likeness of their words, so that a text that was imported or written anew is still
compared with itself. A paragraph block is compared paragraph by paragraph, a list by item, a table by row.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from . import labels
from .comparison import Comparison, existing
from .hunks import ADDED, CHANGED, MOVED, REMOVED, Detail, Hunk
from .matching import Pair, match, match_in_order
from .tables import table_hunks
from .words import FootnoteId, plain

References = tuple[FootnoteId, FootnoteId]

# Fields of each type that are running text, the main one first; it needs no name. All others are values.
TEXTS: dict[str, tuple[str, ...]] = {
    "heading": ("text",),
    "paragraph": ("text",),
    "image": (),
    "pull_quote": ("text", "attribution"),
    "quote": ("text", "attribution"),
    "list": (),
    "table": ("caption",),
    "link_card": ("title", "description", "caption"),
    "callout": ("text", "title"),
    "chart": ("title", "source"),
    "disclaimer": ("text", "title"),
    "sign_up": ("heading", "text"),
    "related": ("heading",),
}


@dataclass(frozen=True)
class Same:
    """A block, or paragraphs of one, that both copies have alike. first and last are numbers of paragraphs, or 0."""

    label: str
    first: int = 0
    last: int = 0
    texts: tuple[str, ...] = ()


def paragraphs_in(block: dict) -> list:
    text = block.get("text")
    return text if block.get("type") == "paragraph" and isinstance(text, list) else []


def block_words(block: dict) -> str:
    """The words by which blocks of one type are alike."""
    parts = [plain(block.get(name)) for name in TEXTS.get(block.get("type", ""), ("text", "title"))]
    parts += [plain(item) for item in block.get("items", [])]
    parts += [plain(cell) for row in block.get("rows", []) for cell in row]
    parts += [str(article.get("title", "")) for article in block.get("articles", [])]
    if image := block.get("image"):
        parts += [str(image.get(name, "")) for name in ("digest", "alt", "caption")]
    return " ".join(part for part in parts if part)


def typed_words(block: dict) -> str:
    """Words of a block, in which blocks of different types share nothing."""
    kind = block.get("type", "")
    return " ".join(f"{kind}/{word}" for word in block_words(block).split())


class Numbering:
    """The name of each block of a body: paragraphs counted one by one, the others within their type."""

    def __init__(self, body: list[dict]):
        self.first: list[int] = []
        counts: Counter[str] = Counter()
        for block in body:
            kind = block.get("type", "")
            self.first.append(counts[kind] + 1)
            counts[kind] += max(1, len(paragraphs_in(block)))
        self.body = body

    def label(self, place: int) -> str:
        block, first = self.body[place], self.first[place]
        if block.get("type") == "paragraph":
            return labels.paragraphs(first, first + len(paragraphs_in(block)) - 1)
        return labels.block(block, first)

    def paragraph(self, place: int, step: int) -> str:
        return labels.paragraphs(self.first[place] + step, self.first[place] + step)

    def same(self, place: int) -> Same:
        block = self.body[place]
        if block.get("type") != "paragraph":
            words = block_words({key: value for key, value in block.items() if key != "image"})
            return Same(self.label(place), texts=(words,) if words else ())
        texts = tuple(plain([spans]) for spans in paragraphs_in(block))
        return Same(self.label(place), self.first[place], self.first[place] + max(0, len(texts) - 1), texts)


def body_stretches(old: list[dict], new: list[dict], references: References) -> Iterator[Hunk | Same]:
    """Changes of the body, and what stayed, in the order of the new one."""
    olds, news = Numbering(old), Numbering(new)
    renamed: list[Detail] = []
    for pair in match(old, new, identity=identity, likeness=typed_words):
        if pair.old is None:
            yield from existing([one_sided(None, new[pair.now], news.label(pair.now), ADDED, references)])
        elif pair.new is None:
            yield from existing([one_sided(old[pair.was], None, olds.label(pair.was), REMOVED, references)])
        else:
            before, after = old[pair.old], new[pair.new]
            if before.get("id") != after.get("id"):
                renamed.append(Detail(news.label(pair.now), str(before.get("id")), str(after.get("id"))))
            yield from pair_stretches(before, after, pair, olds, news, references)
    if renamed:
        label = _("Inner ids of blocks, which readers do not see")
        yield Hunk("body:ids", label, CHANGED, detail=tuple(renamed))


def identity(block: dict) -> tuple | None:
    return (block.get("type"), block["id"]) if block.get("id") else None


def pair_stretches(before, after, pair: Pair, olds: Numbering, news: Numbering, references) -> Iterator[Hunk | Same]:
    if pair.moved:
        yield from existing([moved(before, after, pair, news, references)])
        return
    hunks = list(changes(before, after, pair, olds, news, references))
    if not any(isinstance(found, Hunk) for found in hunks):
        yield news.same(pair.now)
    else:
        yield from hunks


def changes(
    before: dict, after: dict, pair: Pair, olds: Numbering, news: Numbering, references: References
) -> Iterator[Hunk | Same]:
    """Changes within a block that kept its place."""
    if without_id(before) == without_id(after):
        return
    key, label, kind = f"body:{after.get('id')}", news.label(pair.now), after.get("type")
    if kind == "table":
        yield from table_hunks(before, after, key, label, references)
    elif kind == "list":
        yield from list_hunks(before, after, key, label, references)
    elif kind == "paragraph" and max(len(paragraphs_in(before)), len(paragraphs_in(after))) > 1:
        yield from paragraph_stretches(before, after, key, pair, olds, news, references)
    else:
        yield from existing([compared(before, after, references).hunk(key, label)])


def without_id(block: dict) -> dict:
    return {name: value for name, value in block.items() if name != "id"}


def compared(before: dict | None, after: dict | None, references: References) -> Comparison:
    """All fields of a block. Its type is told by its name; two blocks with other ids are told of elsewhere."""
    kind = (after or before or {}).get("type", "")
    comparison = Comparison(before, after, references).ignore("type", *(["id"] if before and after else []))
    for position, name in enumerate(TEXTS.get(kind, ("text",))):
        comparison.words(name, "" if not position else labels.field(name))
    if kind in ("image", "chart"):
        comparison.picture("image")
    for number, (left, right) in enumerate(related_pairs(comparison, kind), start=1):
        name = _("Article %(number)s") % {"number": number}
        inner = Comparison(left, right).words("title", name)
        inner.rest()
        comparison.parts += inner.parts
        comparison.detail += [line._replace(label=f"{name}: {line.label}") for line in inner.detail]
        comparison.inner += [line._replace(label=f"{name}: {line.label}") for line in inner.inner]
    return comparison


def related_pairs(comparison: Comparison, kind: str) -> Iterator[tuple[dict | None, dict | None]]:
    if kind == "related":
        old, new = ([] if value is None else value for value in comparison.both("articles"))
        for place in range(max(len(old), len(new))):
            yield (old[place] if place < len(old) else None, new[place] if place < len(new) else None)


def one_sided(before: dict | None, after: dict | None, label: str, change: str, references) -> Hunk | None:
    """A block that came or went, with all that it says."""
    comparison = compared(before, after, references)
    whole_lines(comparison, before, after, references)
    key = f"body:{(after or before or {}).get('id')}"
    return comparison.hunk(key if after else f"{key}:-", label, change)


def whole_lines(comparison: Comparison, before: dict | None, after: dict | None, references) -> None:
    """Items and cells of a block that came, went or moved, each a line of its own."""
    old, new = before or {}, after or {}
    if "items" in old or "items" in new:
        comparison.ignore("items")
        for number, pair in enumerate(match_in_order(old.get("items", []), new.get("items", []), plain), start=1):
            left = [] if pair.old is None else old["items"][pair.old]
            right = [] if pair.new is None else new["items"][pair.new]
            comparison.text(left, right, _("Item %(number)s") % {"number": number}, _("Item"))
    if "rows" in old or "rows" in new:
        comparison.ignore("columns", "rows")
        blank: dict[str, Any] = {"caption": "", "columns": [], "rows": []}
        for hunk in table_hunks(old or blank, new or blank, "", "", references):
            row = hunk.label.lstrip(", ")
            comparison.parts += [
                part._replace(label=f"{row}: {part.label}" if row else part.label)
                for part in hunk.parts
                if row or part.label != labels.field("caption")
            ]
            comparison.detail += hunk.detail


def moved(before: dict, after: dict, pair: Pair, news: Numbering, references) -> Hunk | None:
    """A block at another place, whole, with whatever changed in it."""
    comparison = compared(before, after, references)
    whole_lines(comparison, before, after, references)
    place = _("Place among the blocks of the text")
    comparison.detail.insert(0, Detail(place, str(pair.was + 1), str(pair.now + 1)))
    return comparison.hunk(f"body:{after.get('id')}", news.label(pair.now), MOVED)


def list_hunks(before: dict, after: dict, key: str, label: str, references) -> Iterator[Hunk]:
    yield from existing([Comparison(before, after, references).ignore("items", "id", "type").hunk(key, label)])
    old, new = before.get("items", []), after.get("items", [])
    for pair in match_in_order(old, new, plain):
        left = None if pair.old is None else {"text": old[pair.old]}
        right = None if pair.new is None else {"text": new[pair.new]}
        change = ADDED if left is None else REMOVED if right is None else CHANGED
        number = pair.number
        name = _("%(list)s, item %(number)s") % {"list": label, "number": number}
        sign = "-" if right is None else ""
        comparison = Comparison(left, right, references).words("text")
        yield from existing([comparison.hunk(f"{key}:item:{sign}{number}", name, change)])


def paragraph_stretches(
    before: dict, after: dict, key: str, pair: Pair, olds: Numbering, news: Numbering, references: References
) -> Iterator[Hunk | Same]:
    """The paragraphs of one block, each a change of its own."""
    old, new = paragraphs_in(before), paragraphs_in(after)
    for inner in match_in_order(old, new, lambda spans: plain([spans])):
        left = None if inner.old is None else {"text": [old[inner.old]]}
        right = None if inner.new is None else {"text": [new[inner.new]]}
        comparison = Comparison(left, right, references).words("text")
        if right is None:
            label, name = olds.paragraph(pair.was, inner.was), f"{key}:-{inner.number}"
            yield from existing([comparison.hunk(name, label, REMOVED)])
            continue
        label, number = news.paragraph(pair.now, inner.now), news.first[pair.now] + inner.now
        hunk = comparison.hunk(f"{key}:{inner.number}", label, CHANGED if left else ADDED)
        yield hunk or Same(label, number, number, (plain([new[inner.now]]),))
    others = Comparison(before, after, references).ignore("text", "id", "type")
    yield from existing([others.hunk(key, news.label(pair.now))])
