"""Everything of a copy except the body."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from . import labels
from .comparison import Comparison, differences, existing
from .hunks import ADDED, CHANGED, IN, MOVED, OUT, REMOVED, SAME, Detail, Hunk, Part, Piece
from .matching import Pair, match, match_in_order
from .words import FootnoteId, plain

References = tuple[FootnoteId, FootnoteId]


def text_field(old: dict, new: dict, name: str, label: str) -> list[Hunk]:
    return existing([only(old, new, name).words(name).hunk(name, label)])


def value_field(old: dict, new: dict, name: str, label: str) -> list[Hunk]:
    return existing([only(old, new, name).value(name, label).hunk(name, label)])


def only(old: dict, new: dict, name: str) -> Comparison:
    """A comparison of this field alone."""
    return Comparison({name: old[name]} if name in old else {}, {name: new[name]} if name in new else {})


def unknown_fields(old: dict, new: dict, known: set[str]) -> list[Hunk]:
    """Fields that no function here knows, so that none is left out."""
    names = [*old, *(name for name in new if name not in old)]
    return [hunk for name in names if name not in known for hunk in value_field(old, new, name, labels.field(name))]


def change_of(pair: Pair) -> str:
    return ADDED if pair.old is None else REMOVED if pair.new is None else MOVED if pair.moved else CHANGED


def sides(olds: list[dict], news: list[dict], pair: Pair) -> tuple[dict | None, dict | None]:
    return (
        None if pair.old is None else olds[pair.old],
        None if pair.new is None else news[pair.new],
    )


def place_lines(pair: Pair, label: str) -> list[Detail]:
    return [Detail(label, str(pair.was + 1), str(pair.now + 1))] if pair.moved else []


def journal(old: dict, new: dict) -> list[Hunk]:
    comparison = Comparison(old.get("journal") or {}, new.get("journal") or {}).words("name")
    return existing([comparison.hunk("journal", labels.field("journal"))])


def authors(old: dict, new: dict) -> Iterator[Hunk]:
    """Each person by name: role, order, affiliation, biography, portrait."""
    olds, news = old.get("authors", []), new.get("authors", [])
    for pair in match(olds, news, identity=lambda person: person.get("id")):
        before, after = sides(olds, news, pair)
        comparison = Comparison(before, after).words("name", labels.field("name"))
        comparison.words("affiliation", labels.field("affiliation")).words("bio", labels.field("bio"))
        comparison.picture("portrait").ignore(*one_id(before, after))
        person = after or before or {}
        comparison.detail += place_lines(pair, _("Place in the by-line"))
        label = _("Author %(name)s") % {"name": person.get("name", "")}
        # A person may stand in the by-line twice, in two roles.
        place = "" if pair.new is None else nth(news, pair.new)
        key = f"authors:{person.get('id')}{place}{'' if after else ':-'}"
        yield from existing([comparison.hunk(key, label, change_of(pair))])


def nth(items: list[dict], place: int) -> str:
    earlier = sum(1 for item in items[:place] if item.get("id") == items[place].get("id"))
    return f":{earlier + 1}" if earlier else ""


def lead(old: dict, new: dict) -> list[Hunk]:
    before, after = old.get("lead"), new.get("lead")
    comparison = only(old, new, "lead").picture("lead")
    change = CHANGED if before and after else ADDED if after else REMOVED
    return existing([comparison.hunk("lead", labels.field("lead"), change)]) if before != after else []


def footnotes(old: dict, new: dict, references: References) -> Iterator[Hunk]:
    """Each note that changed, came or went; and in one change those that only have another number now."""
    olds, news = old.get("footnotes", []), new.get("footnotes", [])
    numbers: list[Detail] = []
    for pair in match(olds, news, identity=lambda note: note.get("id")):
        before, after = sides(olds, news, pair)
        comparison = Comparison(before, after, references).words("text").ignore(*one_id(before, after))
        note, number = after or before or {}, pair.number
        if before and after and pair.old != pair.new:
            label = labels.shortened(plain(note.get("text", [])))
            numbers.append(Detail(f"“{label}”", str(pair.was + 1), str(pair.now + 1)))
        label = _("Footnote %(number)s") % {"number": number}
        key = f"footnotes:{note.get('id')}{'' if after else ':-'}"
        change = CHANGED if before and after else change_of(pair)
        yield from existing([comparison.hunk(key, label, change)])
    if numbers:
        yield Hunk("footnotes:numbers", _("Numbers of footnotes"), CHANGED, detail=tuple(numbers))


def one_id(before: dict | None, after: dict | None) -> list[str]:
    """The id is no difference where two objects were paired by it."""
    return ["id"] if before and after else []


def entities(old: dict, new: dict) -> list[Hunk]:
    """All tags in one change: per kind, which were taken out and which put in."""
    olds, news = old.get("entities", []), new.get("entities", [])
    if olds == news:
        return []
    by_kind: dict[str, list[Piece]] = {}
    detail: list[Detail] = []
    inner: list[Detail] = []
    for pair in match(olds, news, identity=lambda entity: entity.get("id")):
        before, after = sides(olds, news, pair)
        pieces = by_kind.setdefault(str((after or before or {}).get("kind", "")), [])
        pieces += comma(pieces, before, after)
        pieces += name_pieces(before, after)
        found, hidden = entity_lines(before, after, pair)
        detail += found
        inner += hidden
    parts = tuple(Part(str(labels.KINDS.get(kind, kind)), tuple(pieces)) for kind, pieces in by_kind.items())
    if not any(part.changed for part in parts) and not detail and not inner:
        detail += differences(labels.field("entities"), olds, news)
    return [Hunk("entities", labels.field("entities"), CHANGED, parts, None, tuple(detail), tuple(inner))]


def comma(pieces: list[Piece], before: dict | None, after: dict | None) -> list[Piece]:
    """What parts a name from the ones before it, on the side or sides on which there are some."""
    old = before is not None and any(piece.op in (SAME, OUT) for piece in pieces)
    new = after is not None and any(piece.op in (SAME, IN) for piece in pieces)
    if not old and not new:
        return []
    return [Piece(SAME if old and new else OUT if old else IN, ", ")]


def name_pieces(before: dict | None, after: dict | None) -> list[Piece]:
    old, new = (before or {}).get("name", ""), (after or {}).get("name", "")
    if before and after and old == new:
        return [Piece(SAME, new)]
    return ([Piece(OUT, old)] if before else []) + ([Piece(IN, new)] if after else [])


def entity_lines(before: dict | None, after: dict | None, pair: Pair) -> tuple[list[Detail], list[Detail]]:
    """What else is said about a tag, and its inner values."""
    comparison = Comparison(before, after).ignore("name")
    if not before or not after:
        comparison.ignore("kind")
    comparison.rest()
    name = (after or before or {}).get("name", "")
    places = place_lines(pair, _("Place"))
    lines = [
        [line._replace(label=f"{name}: {line.label}") for line in found]
        for found in ([*comparison.detail, *places], comparison.inner)
    ]
    return lines[0], lines[1]


def disclaimers(old: dict, new: dict) -> Iterator[Hunk]:
    olds, news = old.get("disclaimers", []), new.get("disclaimers", [])
    for pair in match(olds, news, identity=lambda disclaimer: disclaimer.get("id")):
        before, after = sides(olds, news, pair)
        comparison = Comparison(before, after).words("text").words("title", labels.field("title"))
        comparison.ignore(*one_id(before, after))
        comparison.detail += place_lines(pair, _("Place among the disclaimers"))
        disclaimer = after or before or {}
        label = _("Disclaimer %(name)s") % {"name": disclaimer.get("title", "")}
        key = f"disclaimers:{disclaimer.get('id')}{'' if after else ':-'}"
        yield from existing([comparison.hunk(key, label.strip(), change_of(pair))])


def disclosures(old: dict, new: dict) -> Iterator[Hunk]:
    """What was declared, by whom. Declarations have no ids: they are paired by person and words, in order."""
    olds, news = old.get("disclosures", []), new.get("disclosures", [])
    for number, pair in enumerate(match_in_order(olds, news, _disclosure_words), start=1):
        before, after = sides(olds, news, pair)
        comparison = Comparison(before, after).words("author", labels.field("author")).words("text")
        person = (after or before or {}).get("author", "")
        label = _("Disclosure of %(name)s") % {"name": person} if person else _("Disclosure")
        yield from existing([comparison.hunk(f"disclosures:{number}", label, change_of(pair))])


def _disclosure_words(disclosure: dict) -> str:
    return f"{disclosure.get('author', '')} {plain(disclosure.get('text', ''))}"
