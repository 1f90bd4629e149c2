"""What differs between two reader's copies. Pure: two copies in, changes out; no database.

`compare` gives every difference, in the order in which readers meet it; `stretches` gives the same with the unchanged
stretches between them named. The review at the desk and the public page of changes stand on the same function, so
that nobody can publish a change which readers are not shown.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from . import fields, labels
from .blocks import Same, body_stretches
from .comparison import differences
from .hunks import CHANGED, Detail, Hunk, Images, Mark, Part, Piece, Unchanged
from .words import FootnoteId

__all__ = ["Detail", "Hunk", "Images", "Mark", "Part", "Piece", "Unchanged", "compare", "stretches"]

Copy = dict[str, Any]

# Fields of a copy that are compared by a function of their own, in the order in which readers meet them.
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


def compare(old: Copy, new: Copy) -> list[Hunk]:
    """All differences, in reading order; none only when the copies are equal."""
    return [found for found in everything(old, new) if isinstance(found, Hunk)]


def stretches(old: Copy, new: Copy) -> list[Hunk | Unchanged]:
    """The differences with the unchanged stretches of the text between them, and the unchanged fields last."""
    result: list[Hunk | Unchanged] = []
    waiting: list[Same] = []
    for found in everything(old, new):
        if isinstance(found, Same):
            waiting.append(found)
            continue
        result += summarised(waiting)
        waiting = []
        result.append(found)
    result += summarised(waiting)
    return result + unchanged_fields(old, new, {hunk.key.split(":")[0] for hunk in result if isinstance(hunk, Hunk)})


def everything(old: Copy, new: Copy) -> list[Hunk | Same]:
    references = footnote_ids(old), footnote_ids(new)
    if old == new:
        return list(body_stretches(old.get("body", []), new.get("body", []), references))
    found: list[Hunk | Same] = []
    for name in BEFORE_BODY:
        found += field_hunks(name, old, new, references)
    found += body_stretches(old.get("body", []), new.get("body", []), references)
    for name in AFTER_BODY:
        found += field_hunks(name, old, new, references)
    found += fields.unknown_fields(old, new, KNOWN)
    if not any(isinstance(item, Hunk) for item in found):
        label = _("Something that readers do not see")
        found.append(Hunk("other", label, CHANGED, detail=tuple(differences(label, old, new))))
    return found


def footnote_ids(copy: Copy) -> FootnoteId:
    """From a footnote's number to its id, where the id is its own."""
    ids = [note.get("id") for note in copy.get("footnotes", [])]

    def find(number: int) -> str | None:
        if not 1 <= number <= len(ids) or ids.count(ids[number - 1]) > 1:
            return None
        return ids[number - 1]

    return find


def field_hunks(name: str, old: Copy, new: Copy, references) -> Iterable[Hunk]:
    """The differences of one field, except the body."""
    if name in ("title", "standfirst", "standing_replaced"):
        return fields.text_field(old, new, name, field_label(name))
    if name == "footnotes":
        return fields.footnotes(old, new, references)
    known = {
        "journal": fields.journal,
        "authors": fields.authors,
        "lead": fields.lead,
        "entities": fields.entities,
        "disclaimers": fields.disclaimers,
        "disclosures": fields.disclosures,
    }
    if name in known:
        return whole(name, old, new, known[name](old, new))
    return fields.value_field(old, new, name, field_label(name))


def whole(name: str, old: Copy, new: Copy, hunks: Iterable[Hunk]) -> Iterator[Hunk]:
    """These hunks, or the field as a plain value when it differs in a way that they do not see."""
    found = list(hunks)
    yield from found or fields.value_field(old, new, name, field_label(name))


def field_label(name: str) -> str:
    return _("Headline") if name == "title" else labels.field(name)


def summarised(same: list[Same]) -> list[Unchanged]:
    """One line for a stretch of the text: its paragraphs by number, other blocks by name."""
    if not same:
        return []
    texts = tuple(text for item in same for text in item.texts)
    if all(item.first for item in same) and consecutive(same):
        return [Unchanged(labels.unchanged_paragraphs(same[0].first, same[-1].last), texts)]
    return [Unchanged(labels.unchanged(stretch_names(same)), texts)]


def consecutive(same: list[Same]) -> bool:
    return all(after.first == before.last + 1 for before, after in pairwise(same))


def stretch_names(same: list[Same]) -> list[str]:
    """Names of the stretch, neighbouring paragraphs joined."""
    names: list[str] = []
    run: list[Same] = []
    for item in same:
        if run and not (item.first and item.first == run[-1].last + 1):
            names.append(labels.paragraphs(run[0].first, run[-1].last))
            run = []
        if item.first:
            run.append(item)
        else:
            names.append(item.label)
    if run:
        names.append(labels.paragraphs(run[0].first, run[-1].last))
    return names


def unchanged_fields(old: Copy, new: Copy, changed: set[str]) -> list[Unchanged]:
    shown = [name for name in (*BEFORE_BODY, *AFTER_BODY) if name != "search"]
    names = [field_label(name) for name in shown if name not in changed and old.get(name) and new.get(name)]
    return [Unchanged(labels.unchanged(names))] if names else []
