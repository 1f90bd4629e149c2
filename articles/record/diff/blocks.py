"""Compare the body block by block.

Blocks are paired by id, then by similarity of their words, so that a text that was imported or written again is still
compared with itself. A paragraph block is compared paragraph by paragraph, a list by item, a table by row.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from . import labels
from .field_comparison import FieldComparison
from .hunks import CHANGED, REMOVED, Detail, Hunk, JSONObject
from .matching import Pair, match, match_in_order
from .tables import table_hunks
from .text_comparison import FootnoteLookups, plain_text

# Fields of each type that are running text, the main one first; it needs no label. All others are values.
TEXT_FIELDS: dict[str, tuple[str, ...]] = {
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
class UnchangedBlock:
    """A block, or paragraphs of one, that is equal in both copies.

    first, last: numbers of its paragraphs in the whole text; 0 for a block that is not paragraphs.
    """

    label: str
    first: int = 0
    last: int = 0
    texts: tuple[str, ...] = ()


def paragraphs_in(block: JSONObject) -> list[Any]:
    text = block.get("text")
    return text if block.get("type") == "paragraph" and isinstance(text, list) else []


def block_words(block: JSONObject) -> str:
    """Return the words by which two blocks of one type are compared."""
    parts = [plain_text(block.get(name)) for name in TEXT_FIELDS.get(block.get("type", ""), ("text", "title"))]
    parts += [plain_text(item) for item in block.get("items", [])]
    parts += [plain_text(cell) for row in block.get("rows", []) for cell in row]
    parts += [str(article.get("title", "")) for article in block.get("articles", [])]
    if image := block.get("image"):
        parts += [str(image.get(name, "")) for name in ("digest", "alt", "caption")]
    return " ".join(part for part in parts if part)


def typed_words(block: JSONObject) -> str:
    """Return the words of a block, each with its type, so that blocks of different types share none."""
    block_type = block.get("type", "")
    return " ".join(f"{block_type}/{word}" for word in block_words(block).split())


def block_identity(block: JSONObject) -> tuple[Any, Any] | None:
    return (block.get("type"), block["id"]) if block.get("id") else None


def without_id(block: JSONObject) -> dict[str, Any]:
    return {name: value for name, value in block.items() if name != "id"}


class BlockNumbering:
    """The blocks of a body with their labels. Paragraphs are counted one by one, other blocks within their type."""

    def __init__(self, body: Sequence[JSONObject]):
        self.body = body
        self.first: list[int] = []
        counts: Counter[str] = Counter()
        for block in body:
            block_type = block.get("type", "")
            self.first.append(counts[block_type] + 1)
            counts[block_type] += max(1, len(paragraphs_in(block)))

    def label(self, index: int) -> str:
        block, first = self.body[index], self.first[index]
        if block.get("type") == "paragraph":
            return labels.paragraphs(first, first + len(paragraphs_in(block)) - 1)
        return labels.block(block, first)

    def paragraph_label(self, index: int, offset: int) -> str:
        """Return the label of one paragraph of a block. offset: of the paragraph within the block, from 0."""
        return labels.paragraphs(self.first[index] + offset, self.first[index] + offset)

    def unchanged(self, index: int) -> UnchangedBlock:
        block, first = self.body[index], self.first[index]
        if block.get("type") != "paragraph":
            words = block_words({key: value for key, value in block.items() if key != "image"})
            return UnchangedBlock(self.label(index), texts=(words,) if words else ())
        texts = tuple(plain_text([spans]) for spans in paragraphs_in(block))
        return UnchangedBlock(self.label(index), first, first + max(0, len(texts) - 1), texts)


class BodyComparison:
    """The bodies of two copies."""

    def __init__(self, old: Sequence[JSONObject], new: Sequence[JSONObject], footnote_lookups: FootnoteLookups):
        self.old = BlockNumbering(old)
        self.new = BlockNumbering(new)
        self.footnote_lookups = footnote_lookups

    def stretches(self) -> Iterator[Hunk | UnchangedBlock]:
        """Yield changes and unchanged blocks in the order of the new body."""
        new_ids: list[Detail] = []
        for pair in match(self.old.body, self.new.body, identity=block_identity, words=typed_words):
            if pair.old is None or pair.new is None:
                yield from self.whole_block_hunks(pair)
                continue
            if pair.old.get("id") != pair.new.get("id"):
                ids = str(pair.old.get("id")), str(pair.new.get("id"))
                new_ids.append(Detail(self.new.label(pair.new_index), *ids))
            if pair.moved:
                yield from self.whole_block_hunks(pair)
                continue
            stretches = list(self.changes_within(pair.old, pair.new, pair))
            if any(isinstance(stretch, Hunk) for stretch in stretches):
                yield from stretches
            else:
                yield self.new.unchanged(pair.new_index)
        if new_ids:
            label = _("Internal ids of blocks, not shown to readers")
            yield Hunk("body:ids", label, CHANGED, details=tuple(new_ids))

    def whole_block_hunks(self, pair: Pair[JSONObject]) -> list[Hunk]:
        """Return the change of a block that was added, removed or moved, with all its texts."""
        comparison = compare_block(pair.old, pair.new, self.footnote_lookups)
        add_items_and_rows(comparison)
        if pair.moved:
            places = str(pair.old_index + 1), str(pair.new_index + 1)
            comparison.details.insert(0, Detail(_("Place among the blocks of the text"), *places))
        if pair.new is None:
            key, label = f"body:{(pair.old or {}).get('id')}:-", self.old.label(pair.old_index)
        else:
            key, label = f"body:{pair.new.get('id')}", self.new.label(pair.new_index)
        return comparison.hunks(key, label, pair.change)

    def changes_within(
        self, old: JSONObject, new: JSONObject, pair: Pair[JSONObject]
    ) -> Iterator[Hunk | UnchangedBlock]:
        """Yield the changes within a block that was not moved; for paragraphs with those that are unchanged."""
        if without_id(old) == without_id(new):
            return
        key, label, block_type = f"body:{new.get('id')}", self.new.label(pair.new_index), new.get("type")
        if block_type == "table":
            yield from table_hunks(old, new, key, label, self.footnote_lookups)
        elif block_type == "list":
            yield from list_hunks(old, new, key, label, self.footnote_lookups)
        elif block_type == "paragraph" and max(len(paragraphs_in(old)), len(paragraphs_in(new))) > 1:
            yield from self.paragraph_stretches(old, new, key, pair)
        else:
            yield from compare_block(old, new, self.footnote_lookups).hunks(key, label)

    def paragraph_stretches(
        self, old: JSONObject, new: JSONObject, key: str, pair: Pair[JSONObject]
    ) -> Iterator[Hunk | UnchangedBlock]:
        """Yield the paragraphs of one block, each as a separate change."""
        for inner in match_in_order(paragraphs_in(old), paragraphs_in(new), lambda spans: plain_text([spans])):
            comparison = FieldComparison(
                {"text": [inner.old]} if inner.old_index >= 0 else None,
                {"text": [inner.new]} if inner.new_index >= 0 else None,
                self.footnote_lookups,
            ).compare_text("text")
            if inner.change == REMOVED:
                label = self.old.paragraph_label(pair.old_index, inner.old_index)
                yield from comparison.hunks(f"{key}:-{inner.number}", label, REMOVED)
                continue
            label = self.new.paragraph_label(pair.new_index, inner.new_index)
            number = self.new.first[pair.new_index] + inner.new_index
            hunk = comparison.hunk(f"{key}:{inner.number}", label, inner.change)
            yield hunk or UnchangedBlock(label, number, number, (plain_text([inner.new]),))
        others = FieldComparison(old, new, self.footnote_lookups).ignore("text", "id", "type")
        yield from others.hunks(key, self.new.label(pair.new_index))


def compare_block(old: JSONObject | None, new: JSONObject | None, footnote_lookups: FootnoteLookups) -> FieldComparison:
    """Compare all fields of a block except its type, which its label names, and the ids of two paired blocks."""
    block_type = (new or old or {}).get("type", "")
    comparison = FieldComparison(old, new, footnote_lookups).ignore("type").ignore_id_of_pair()
    for position, name in enumerate(TEXT_FIELDS.get(block_type, ("text",))):
        comparison.compare_text(name, labels.field(name) if position else "")
    if block_type in ("image", "chart"):
        comparison.compare_image("image")
    if block_type == "related":
        add_articles(comparison)
    return comparison


def add_articles(comparison: FieldComparison) -> None:
    """Compare the articles of a block of related articles by their position."""
    old, new = ([] if articles is None else articles for articles in comparison.get_values("articles"))
    for index in range(max(len(old), len(new))):
        name = _("Article %(number)s") % {"number": index + 1}
        article = FieldComparison(
            old[index] if index < len(old) else None,
            new[index] if index < len(new) else None,
        )
        comparison.add_nested(article.compare_text("title", name), name)


def add_items_and_rows(comparison: FieldComparison) -> None:
    """Compare the items and cells of a block that was added, removed or moved, each as a text of the same change."""
    old, new = comparison.old, comparison.new
    if "items" in old or "items" in new:
        comparison.ignore("items")
        items = match_in_order(old.get("items", []), new.get("items", []), plain_text)
        for number, item in enumerate(items, start=1):
            label = _("Item %(number)s") % {"number": number}
            old_item = item.old if item.old_index >= 0 else []
            new_item = item.new if item.new_index >= 0 else []
            comparison.add_text(old_item, new_item, label, _("Item"))
    if "rows" in old or "rows" in new:
        comparison.ignore("columns", "rows")
        empty: JSONObject = {"caption": "", "columns": [], "rows": []}
        for hunk in table_hunks(old or empty, new or empty, "", "", comparison.footnote_lookups):
            row = hunk.label.lstrip(", ")
            comparison.parts += [
                part._replace(label=f"{row}: {part.label}" if row else part.label)
                for part in hunk.parts
                if row or part.label != labels.field("caption")
            ]
            comparison.details += hunk.details


def list_hunks(
    old: JSONObject, new: JSONObject, key: str, label: str, footnote_lookups: FootnoteLookups
) -> Iterator[Hunk]:
    """Yield a change of the list as a whole, then one for each item."""
    yield from FieldComparison(old, new, footnote_lookups).ignore("items", "id", "type").hunks(key, label)
    for item in match_in_order(old.get("items", []), new.get("items", []), plain_text):
        comparison = FieldComparison(
            {"text": item.old} if item.old_index >= 0 else None,
            {"text": item.new} if item.new_index >= 0 else None,
            footnote_lookups,
        ).compare_text("text")
        item_key = f"{key}:item:{'-' if item.change == REMOVED else ''}{item.number}"
        item_label = _("%(list)s, item %(number)s") % {"list": label, "number": item.number}
        yield from comparison.hunks(item_key, item_label, item.change)
