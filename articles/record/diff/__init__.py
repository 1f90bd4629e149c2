"""Compare two reader's copies. Pure functions without a database.

`compare` returns every difference, in the order in which readers meet it; `stretches` returns the same with the
unchanged stretches between them. The review in the admin and the public page of changes use the same function, so
that readers are shown every change that is published.
"""

from collections.abc import Iterable
from itertools import pairwise

from django.utils.translation import gettext as _

from . import fields, labels
from .blocks import BodyComparison, UnchangedBlock
from .field_comparison import value_details
from .hunks import (
    CHANGED,
    Copy,
    Detail,
    Hunk,
    ImagePair,
    JSONObject,
    Mark,
    NumberedStretch,
    Part,
    Piece,
    Unchanged,
    number_hunks,
)
from .text_comparison import FootnoteLookup, FootnoteLookups

__all__ = [
    "Copy",
    "Detail",
    "Hunk",
    "ImagePair",
    "JSONObject",
    "Mark",
    "NumberedStretch",
    "Part",
    "Piece",
    "Unchanged",
    "compare",
    "number_hunks",
    "stretches",
]

# Fields of a copy in the order in which readers meet them.
BEFORE_BODY = ("journal", "title", "standfirst", "authors", "first_published", "language", "lead")
AFTER_BODY = (
    "footnotes",
    "entities",
    "disclaimers",
    "standing_replaced",
    "disclosures",
    "path",
    "canonical",
    "search",
)
KNOWN = {*BEFORE_BODY, "body", *AFTER_BODY}
TEXT_FIELDS = ("title", "standfirst", "standing_replaced")
# Fields with a separate function; those in neither are compared as values.
FIELD_FUNCTIONS = {
    "journal": fields.journal,
    "authors": fields.authors,
    "lead": fields.lead,
    "entities": fields.entities,
    "disclaimers": fields.disclaimers,
    "disclosures": fields.disclosures,
}


def compare(old: Copy, new: Copy) -> list[Hunk]:
    """Return all differences, in reading order; none only when the copies are equal."""
    return [item for item in compare_all(old, new) if isinstance(item, Hunk)]


def stretches(old: Copy, new: Copy) -> list[Hunk | Unchanged]:
    """Return the differences with the unchanged stretches of the text between them, and the unchanged fields last."""
    result: list[Hunk | Unchanged] = []
    unchanged_blocks: list[UnchangedBlock] = []
    for item in compare_all(old, new):
        if isinstance(item, UnchangedBlock):
            unchanged_blocks.append(item)
            continue
        result += summarize(unchanged_blocks)
        unchanged_blocks = []
        result.append(item)
    result += summarize(unchanged_blocks)
    return result + unchanged_fields(old, new, {hunk.key.split(":")[0] for hunk in result if isinstance(hunk, Hunk)})


def compare_all(old: Copy, new: Copy) -> list[Hunk | UnchangedBlock]:
    """Return the differences and the unchanged blocks of the body, in reading order."""
    lookups = footnote_lookup(old), footnote_lookup(new)
    body = list(BodyComparison(old.get("body", []), new.get("body", []), lookups).stretches())
    if old == new:
        return body
    before = [hunk for name in BEFORE_BODY for hunk in field_hunks(name, old, new, lookups)]
    after = [hunk for name in AFTER_BODY for hunk in field_hunks(name, old, new, lookups)]
    result = [*before, *body, *after, *fields.unknown_fields(old, new, KNOWN)]
    if not any(isinstance(item, Hunk) for item in result):
        label = _("Something that readers do not see")
        result.append(Hunk("other", label, CHANGED, details=tuple(value_details(label, old, new))))
    return result


def footnote_lookup(copy: Copy) -> FootnoteLookup:
    """Return a function that finds the id of a footnote by its number; None for ids that occur twice."""
    ids = [note.get("id") for note in copy.get("footnotes", [])]

    def find(number: int) -> str | None:
        if not 1 <= number <= len(ids) or ids.count(ids[number - 1]) > 1:
            return None
        return ids[number - 1]

    return find


def field_hunks(name: str, old: Copy, new: Copy, footnote_lookups: FootnoteLookups) -> Iterable[Hunk]:
    """Return the differences of one field other than the body."""
    if name in TEXT_FIELDS:
        return fields.text_field(old, new, name, field_label(name))
    if name == "footnotes":
        return fields.footnotes(old, new, footnote_lookups)
    if name in FIELD_FUNCTIONS and (hunks := list(FIELD_FUNCTIONS[name](old, new))):
        return hunks
    # The functions may find nothing where values differ in form only, such as null and a missing key.
    return fields.value_field(old, new, name, field_label(name))


def field_label(name: str) -> str:
    return _("Headline") if name == "title" else labels.field(name)


def summarize(blocks: list[UnchangedBlock]) -> list[Unchanged]:
    """Return one line for a stretch of the text: its paragraphs by number, other blocks by name."""
    if not blocks:
        return []
    texts = tuple(text for block in blocks for text in block.texts)
    consecutive = all(after.first == before.last + 1 for before, after in pairwise(blocks))
    if consecutive and all(block.first for block in blocks):
        return [Unchanged(labels.unchanged_paragraphs(blocks[0].first, blocks[-1].last), texts)]
    return [Unchanged(labels.unchanged(block_names(blocks)), texts)]


def block_names(blocks: list[UnchangedBlock]) -> list[str]:
    """Return the names of blocks, neighbouring paragraphs joined."""
    names: list[str] = []
    paragraphs: list[UnchangedBlock] = []
    for block in blocks:
        if paragraphs and not (block.first and block.first == paragraphs[-1].last + 1):
            names.append(labels.paragraphs(paragraphs[0].first, paragraphs[-1].last))
            paragraphs = []
        if block.first:
            paragraphs.append(block)
        else:
            names.append(block.label)
    if paragraphs:
        names.append(labels.paragraphs(paragraphs[0].first, paragraphs[-1].last))
    return names


def unchanged_fields(old: Copy, new: Copy, changed: set[str]) -> list[Unchanged]:
    """Return one line with the names of the fields that both copies have and that are equal."""
    visible = [name for name in (*BEFORE_BODY, *AFTER_BODY) if name != "search"]
    names = [field_label(name) for name in visible if name not in changed and old.get(name) and new.get(name)]
    return [Unchanged(labels.unchanged(names))] if names else []
