"""Comparing two copies without the places of their changes, as docs/record.md describes it.

Written from that page alone, with Python's standard library only. It works in another way than the software does:
each place that a spot names is replaced by a mark in both copies, and what remains is compared.
"""

import json
from collections import Counter
from typing import Any

# The tables of docs/record.md: a star is the index of an item.
TABLE_OF_TEXTS = """
    title standfirst standing_replaced journal/name search/title search/description
    authors/*/name authors/*/affiliation authors/*/bio footnotes/*/text entities/*/name
    disclaimers/*/title disclaimers/*/text disclosures/*/author disclosures/*/text
    body/*/text body/*/attribution body/*/caption body/*/title body/*/heading body/*/description body/*/source
    body/*/items/* body/*/columns/*/heading body/*/rows/*/* body/*/articles/*/title
"""
TABLE_OF_OBJECTS = """
    journal search authors/* body/* body/*/columns/* body/*/articles/* footnotes/* entities/* disclaimers/*
    disclosures/*
"""
TEXTS = {*TABLE_OF_TEXTS.split()}
OBJECTS = {"", *TABLE_OF_OBJECTS.split()}
IDENTIFIED = {"authors", "body", "body/*/articles", "footnotes", "entities", "disclaimers"}
LISTS = IDENTIFIED | {"body/*/items", "body/*/columns", "body/*/rows", "body/*/rows/*", "disclosures"}

Path = tuple[str, ...]


class Wrong(Exception):
    """A spot that is not allowed."""


def equal_without(before: Any, after: Any, spots: Any) -> bool:
    try:
        if not isinstance(spots, list):
            raise Wrong("not a list")
        sides = Side(before, 0), Side(after, 1)
        for number, spot in enumerate(spots):
            add_spot(sides, number, spot)
        left, right = (side.without() for side in sides)
        pairs = [(left.items[number], right.items[number]) for number in sides[0].elsewhere.values()]
        return all(equal(one, other) for one, other in [(left.tree, right.tree), *pairs])
    except Wrong:
        return False


def add_spot(sides: tuple["Side", "Side"], number: int, spot: Any) -> None:
    """Check the form of a spot and enter it on the sides that it names."""
    if not isinstance(spot, list) or len(spot) not in (2, 6):
        raise Wrong("not a spot")
    if len(spot) == 6:
        numbers = [spot[1], spot[2], spot[4], spot[5]]
        if any(type(value) is not int for value in numbers):
            raise Wrong("not numbers")
        if not 0 <= numbers[0] <= numbers[1] or not 0 <= numbers[2] <= numbers[3]:
            raise Wrong("not a range")
        if numbers[0] == numbers[1] and numbers[2] == numbers[3]:
            raise Wrong("an empty range")
        for side, pointer in zip(sides, (spot[0], spot[3]), strict=True):
            path = side.find(pointer)
            if not isinstance(side.kind(path), Text):
                raise Wrong("a range in something else than a text")
            side.ranges.setdefault(path, []).append((*numbers, number))
        return
    paths = [None if pointer is None else side.find(pointer) for side, pointer in zip(sides, spot, strict=True)]
    if paths == [None, None]:
        raise Wrong("names nothing")
    for side, path in zip(sides, paths, strict=True):
        if path is not None:
            side.enter_whole(path, number, alone=None in paths)
    if None not in paths:
        kinds = [side.kind(path) for side, path in zip(sides, paths, strict=True)]
        objects = [
            kind == "object" and side.is_item(path) for side, kind, path in zip(sides, kinds, paths, strict=True)
        ]
        if all(objects):
            for side, path in zip(sides, paths, strict=True):
                side.elsewhere[path] = side.whole.pop(path)
        elif kinds[0] == kinds[1] and kinds[0] in ("object", "list"):
            raise Wrong("swallows a list or an object")


class Text(list[Any]):
    """Code points with their styles. form: "string", "paragraph", "paragraphs" or, for an empty list, empty."""

    form = ""


class List:
    """A list without the items that were named. keys: types and ids of all its items and of those that remain.

    removed: keys of the items in this copy only. moved: numbers of the spots of the items at another place.
    """

    def __init__(self) -> None:
        self.items: list[Any] = []
        self.keys: list[Any] = []
        self.kept: list[Any] = []
        self.removed: list[Any] = []
        self.numbers: dict[int, Any] = {}


class Mark(int):
    """What remains of a value or a range that was named: the number of its spot."""


# What remains of a field that the other copy has not.
ONLY_HERE = object()


class Without:
    """A copy without its named places, and by the number of their spots the items that are at another place."""

    def __init__(self, tree: Any, items: dict[int, Any]):
        self.tree = tree
        self.items = items


class Side:
    """One of the two copies, with the places that spots name in it."""

    def __init__(self, copy: Any, index: int):
        self.copy = copy
        self.index = index
        self.ranges: dict[Path, list[tuple[int, int, int, int, int]]] = {}
        self.whole: dict[Path, int] = {}
        self.alone: dict[Path, int] = {}
        self.elsewhere: dict[Path, int] = {}
        self.used: set[Path] = set()
        notes = copy.get("footnotes") if isinstance(copy, dict) else None
        notes = notes if isinstance(notes, list) else []
        self.footnotes = [note.get("id") if isinstance(note, dict) else None for note in notes]

    def find(self, pointer: Any) -> Path:
        """Return the steps of a pointer to something that exists, written in the only way that is allowed."""
        if not isinstance(pointer, str) or not pointer.startswith("/"):
            raise Wrong("not a pointer")
        path = tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer[1:].split("/"))
        if "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in path) != pointer:
            raise Wrong("not escaped as it should be")
        value = self.copy
        for step in path:
            if isinstance(value, list) and step in map(str, range(len(value))):
                value = value[int(step)]
            elif isinstance(value, dict) and step in value:
                value = value[step]
            else:
                raise Wrong("a pointer to nothing")
        for end in range(len(path)):
            if self.kind(path[:end]) not in ("object", "list"):
                raise Wrong("within a value")
        return path

    def value(self, path: Path) -> Any:
        value = self.copy
        for step in path:
            value = value[int(step)] if isinstance(value, list) else value[step]
        return value

    def kind(self, path: Path) -> Any:
        """Return "object", "list", a Text, or "value"."""
        value, pattern = self.value(path), pattern_of(self.copy, path)
        if pattern in OBJECTS and isinstance(value, dict):
            return "object"
        if pattern in LISTS and isinstance(value, list) and all(fits(f"{pattern}/*", item) for item in value):
            return "list"
        if pattern in TEXTS and (text := self.text(value)) is not None:
            return text
        return "value"

    def is_item(self, path: Path) -> bool:
        return pattern_of(self.copy, path).endswith("*")

    def enter_whole(self, path: Path, number: int, *, alone: bool) -> None:
        if path in self.used:
            raise Wrong("named twice")
        self.used.add(path)
        (self.alone if alone else self.whole)[path] = number

    def text(self, value: Any) -> Text | None:
        """Return a text as code points; None for a text that is not written as the record writes texts."""
        result = Text()
        if isinstance(value, str):
            result.form = "string"
            result += [(character, "") for character in value]
            return result
        if not isinstance(value, list):
            return None
        if value:
            result.form = "paragraph" if isinstance(value[0], dict) else "paragraphs"
        for position, spans in enumerate([value] if result.form == "paragraph" else value):
            if position:
                result.append(("\u2029", "paragraph"))
            if not isinstance(spans, list) or not spans:
                return None
            last = None
            for span in spans:
                points = self.span(span)
                if not points or ("footnote" not in span and points[0][1] == last):
                    return None
                last = None if "footnote" in span else points[0][1]
                result += points
        return result

    def span(self, span: Any) -> list[tuple[str, str]]:
        if not isinstance(span, dict):
            return []
        if "footnote" in span:
            number = span["footnote"]
            if len(span) > 1 or type(number) is not int:
                return []
            uid = self.footnotes[number - 1] if 1 <= number <= len(self.footnotes) else None
            known = isinstance(uid, str) and self.footnotes.count(uid) == 1
            return [("\ufffc", f"footnote {json.dumps(uid if known else number)}")]
        style = json.dumps([span[key] if key != "text" else 0 for key in sorted(span)]) + ",".join(sorted(span))
        if sorted(span) == ["text"]:
            style = ""
        return [(character, style) for character in span["text"]] if isinstance(span.get("text"), str) else []

    def without(self) -> Without:
        named = [*self.whole, *self.alone]
        every = [*named, *self.ranges, *self.elsewhere]
        for path in named:
            if any(other != path and other[: len(path)] == path for other in every) or path in self.ranges:
                raise Wrong("within a place that is named already")
        items: dict[int, Any] = {}
        return Without(self.rest((), items), items)

    def rest(self, path: Path, items: dict[int, Any]) -> Any:
        """Return what remains of the value at a path."""
        if path in self.whole:
            return Mark(self.whole[path])
        value, kind = self.value(path), self.kind(path)
        if kind == "object":
            return {key: ONLY_HERE if (*path, key) in self.alone else self.rest((*path, key), items) for key in value}
        if kind == "list":
            return self.rest_of_list(path, value, items)
        if isinstance(kind, Text):
            return self.rest_of_text(kind, sorted(self.ranges.get(path, [])))
        return value

    def rest_of_list(self, path: Path, value: list[Any], items: dict[int, Any]) -> List:
        result = List()
        identified = pattern_of(self.copy, path) in IDENTIFIED
        for index, item in enumerate(value):
            key, item_path = key_of(item) if identified else None, (*path, str(index))
            result.keys.append(key)
            if item_path in self.alone:
                result.removed.append(key)
            elif item_path in self.elsewhere:
                number = self.elsewhere[item_path]
                result.numbers[number] = key
                items[number] = self.rest(item_path, items)
            else:
                result.items.append(self.rest(item_path, items))
                result.kept.append(key)
        return result

    def rest_of_text(self, text: Text, ranges: list[tuple[int, int, int, int, int]]) -> Text:
        result, end = Text(), 0
        result.form = text.form
        for part in ranges:
            start, stop = (part[0], part[1]) if self.index == 0 else (part[2], part[3])
            if start < end or stop > len(text):
                raise Wrong("ranges overlap or leave the text")
            result += [*text[end:start], Mark(part[4])]
            end = stop
        result += text[end:]
        return result


def pattern_of(copy: Any, path: Path) -> str:
    """Return a path with a star for each index: body/*/text."""
    steps, value = [], copy
    for step in path:
        steps.append("*" if isinstance(value, list) else step.replace("*", "~").replace("/", "~"))
        value = value[int(step)] if isinstance(value, list) else value[step]
    return "/".join(steps)


def fits(pattern: str, item: Any) -> bool:
    if pattern in OBJECTS:
        return isinstance(item, dict)
    return not (pattern in LISTS and pattern not in TEXTS) or isinstance(item, list)


def key_of(item: dict[str, Any]) -> Any:
    uid, item_type = item.get("id"), item.get("type")
    known = isinstance(uid, str) and uid and (item_type is None or isinstance(item_type, str))
    return (item_type, uid) if known else None


def equal(left: Any, right: Any) -> bool:
    """Whether what remains of two places is equal, with the types of all values."""
    if type(left) is not type(right):
        return False
    if isinstance(left, List):
        return equal_lists(left, right)
    if isinstance(left, Text):
        forms = {left.form, right.form}
        fit = len(forms) == 1 or ("" in forms and "string" not in forms)
        return fit and list(left) == list(right) and list(map(type, left)) == list(map(type, right))
    if isinstance(left, dict):
        one, other = ({key for key in fields if fields[key] is not ONLY_HERE} for fields in (left, right))
        alone = (left.keys() - one) & right.keys() or (right.keys() - other) & left.keys()
        return not alone and one == other and all(equal(left[key], right[key]) for key in one)
    if isinstance(left, list):
        return len(left) == len(right) and all(map(equal, left, right))
    return bool(left == right)


def equal_lists(left: List, right: List) -> bool:
    """Compare the items that remain in their order; an item that is once in both is compared with itself."""
    if left.numbers.keys() != right.numbers.keys() or len(left.items) != len(right.items):
        return False
    counts = Counter(left.keys), Counter(right.keys)
    pairs = [*zip(left.kept, right.kept, strict=True), *((left.numbers[n], right.numbers[n]) for n in left.numbers)]
    pairs += [(key, None) for key in left.removed] + [(None, key) for key in right.removed]
    for one, other in pairs:
        for key in {one, other} - {None}:
            if one != other and counts[0][key] == counts[1][key] == 1:
                return False
    return all(map(equal, left.items, right.items))
