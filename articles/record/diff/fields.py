"""Compare everything of a copy except the body."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from . import labels
from .field_comparison import FieldComparison, value_details, with_prefix
from .hunks import ADDED, CHANGED, IN, OUT, REMOVED, SAME, Copy, Detail, Hunk, JSONObject, Part, Piece
from .matching import Pair, match, match_in_order
from .text_comparison import FootnoteLookups, plain_text


def text_field(old: Copy, new: Copy, name: str, label: str) -> list[Hunk]:
    return single_field(old, new, name).compare_text(name).hunks(name, label)


def value_field(old: Copy, new: Copy, name: str, label: str) -> list[Hunk]:
    return single_field(old, new, name).compare_value(name, label).hunks(name, label)


def single_field(old: Copy, new: Copy, name: str) -> FieldComparison:
    """Return a comparison of this field only."""
    return FieldComparison({name: old[name]} if name in old else {}, {name: new[name]} if name in new else {})


def unknown_fields(old: Copy, new: Copy, known: set[str]) -> list[Hunk]:
    """Compare fields that no function here compares, so that none is left out."""
    names = [*old, *(name for name in new if name not in old)]
    return [hunk for name in names if name not in known for hunk in value_field(old, new, name, labels.field(name))]


def position_details(pair: Pair[JSONObject], label: str) -> list[Detail]:
    """Return the old and the new position of a moved item; empty for others."""
    return [Detail(label, str(pair.old_index + 1), str(pair.new_index + 1))] if pair.moved else []


def either(pair: Pair[JSONObject]) -> JSONObject:
    """Return the new item, or the old one when it was removed."""
    return pair.new or pair.old or {}


def item_key(field: str, pair: Pair[JSONObject], occurrence: str = "") -> str:
    return f"{field}:{either(pair).get('id')}{occurrence}{'' if pair.new else ':-'}"


def journal(old: Copy, new: Copy) -> list[Hunk]:
    comparison = FieldComparison(old.get("journal") or {}, new.get("journal") or {}).compare_text("name")
    return comparison.hunks("journal", labels.field("journal"))


def authors(old: Copy, new: Copy) -> Iterator[Hunk]:
    """Compare each person: name, role, position, affiliation, biography, portrait."""
    new_people = new.get("authors", [])
    for pair in match(old.get("authors", []), new_people, identity=lambda person: person.get("id")):
        comparison = FieldComparison(pair.old, pair.new).compare_text("name", labels.field("name"))
        comparison.compare_text("affiliation", labels.field("affiliation")).compare_text("bio", labels.field("bio"))
        comparison.compare_image("portrait").ignore_id_of_pair()
        comparison.details += position_details(pair, _("Place in the by-line"))
        label = _("Author %(name)s") % {"name": either(pair).get("name", "")}
        occurrence = "" if pair.new is None else occurrence_suffix(new_people, pair.new_index)
        yield from comparison.hunks(item_key("authors", pair, occurrence), label, pair.change)


def occurrence_suffix(items: Sequence[JSONObject], index: int) -> str:
    """Return “:2” for the second item with the same id: the byline may name a person twice, in two roles."""
    earlier = sum(1 for item in items[:index] if item.get("id") == items[index].get("id"))
    return f":{earlier + 1}" if earlier else ""


def lead(old: Copy, new: Copy) -> list[Hunk]:
    old_image, new_image = old.get("lead"), new.get("lead")
    if old_image == new_image:
        return []
    change = CHANGED if old_image and new_image else ADDED if new_image else REMOVED
    return single_field(old, new, "lead").compare_image("lead").hunks("lead", labels.field("lead"), change)


def footnotes(old: Copy, new: Copy, footnote_lookups: FootnoteLookups) -> Iterator[Hunk]:
    """Compare each footnote; those that only have another number are one change."""
    numbers: list[Detail] = []
    for pair in match(old.get("footnotes", []), new.get("footnotes", []), identity=lambda note: note.get("id")):
        comparison = FieldComparison(pair.old, pair.new, footnote_lookups).compare_text("text").ignore_id_of_pair()
        if pair.old and pair.new and pair.old_index != pair.new_index:
            label = labels.shortened(plain_text(pair.new.get("text", [])))
            numbers.append(Detail(f"“{label}”", str(pair.old_index + 1), str(pair.new_index + 1)))
        label = _("Footnote %(number)s") % {"number": pair.number}
        change = CHANGED if pair.old and pair.new else pair.change
        yield from comparison.hunks(item_key("footnotes", pair), label, change)
    if numbers:
        yield Hunk("footnotes:numbers", _("Numbers of footnotes"), CHANGED, details=tuple(numbers))


def entities(old: Copy, new: Copy) -> list[Hunk]:
    """Compare all tags in one change: those added and removed, kind by kind."""
    old_entities, new_entities = old.get("entities", []), new.get("entities", [])
    if old_entities == new_entities:
        return []
    pieces_by_kind: dict[str, list[Piece]] = {}
    details: list[Detail] = []
    internal_details: list[Detail] = []
    for pair in match(old_entities, new_entities, identity=lambda entity: entity.get("id")):
        pieces = pieces_by_kind.setdefault(str(either(pair).get("kind", "")), [])
        pieces += separator(pieces, pair)
        pieces += name_pieces(pair)
        comparison, name = compare_entity(pair), either(pair).get("name", "")
        details += with_prefix(name, comparison.details)
        internal_details += with_prefix(name, comparison.internal_details)
    parts = tuple(Part(str(labels.KINDS.get(kind, kind)), tuple(pieces)) for kind, pieces in pieces_by_kind.items())
    if not any(part.changed for part in parts) and not details and not internal_details:
        details += value_details(labels.field("entities"), old_entities, new_entities)
    return [Hunk("entities", labels.field("entities"), CHANGED, parts, None, tuple(details), tuple(internal_details))]


def separator(pieces: list[Piece], pair: Pair[JSONObject]) -> list[Piece]:
    """Return the comma between a name and the ones before it, for the copies in which both exist."""
    in_old = pair.old is not None and any(piece.op in (SAME, OUT) for piece in pieces)
    in_new = pair.new is not None and any(piece.op in (SAME, IN) for piece in pieces)
    if not in_old and not in_new:
        return []
    return [Piece(SAME if in_old and in_new else OUT if in_old else IN, ", ")]


def name_pieces(pair: Pair[JSONObject]) -> list[Piece]:
    old, new = (pair.old or {}).get("name", ""), (pair.new or {}).get("name", "")
    if pair.old and pair.new and old == new:
        return [Piece(SAME, new)]
    return ([Piece(OUT, old)] if pair.old else []) + ([Piece(IN, new)] if pair.new else [])


def compare_entity(pair: Pair[JSONObject]) -> FieldComparison:
    """Compare everything about a tag except its name."""
    comparison = FieldComparison(pair.old, pair.new).ignore("name")
    if not comparison.both_exist:
        comparison.ignore("kind")
    comparison.compare_remaining()
    comparison.details += position_details(pair, _("Place"))
    return comparison


def disclaimers(old: Copy, new: Copy) -> Iterator[Hunk]:
    old_disclaimers, new_disclaimers = old.get("disclaimers", []), new.get("disclaimers", [])
    for pair in match(old_disclaimers, new_disclaimers, identity=lambda disclaimer: disclaimer.get("id")):
        comparison = FieldComparison(pair.old, pair.new).compare_text("text")
        comparison.compare_text("title", labels.field("title")).ignore_id_of_pair()
        comparison.details += position_details(pair, _("Place among the disclaimers"))
        label = _("Disclaimer %(name)s") % {"name": either(pair).get("title", "")}
        yield from comparison.hunks(item_key("disclaimers", pair), label.strip(), pair.change)


def disclosures(old: Copy, new: Copy) -> Iterator[Hunk]:
    """Compare the disclosures. They have no ids: they are paired by author and words, in order."""
    pairs = match_in_order(old.get("disclosures", []), new.get("disclosures", []), disclosure_words)
    for number, pair in enumerate(pairs, start=1):
        comparison = FieldComparison(pair.old, pair.new).compare_text("author", labels.field("author"))
        author = either(pair).get("author", "")
        label = _("Disclosure of %(name)s") % {"name": author} if author else _("Disclosure")
        yield from comparison.compare_text("text").hunks(f"disclosures:{number}", label, pair.change)


def disclosure_words(disclosure: JSONObject) -> str:
    return f"{disclosure.get('author', '')} {plain_text(disclosure.get('text', ''))}"
