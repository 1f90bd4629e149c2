"""A check of an exported chain by someone who has docs/record.md and Python's standard library, and not this software.

An export is a list with a dict for each entry: `head`, its text; `text`, the text beside it, None where it is private;
`actors`, the private text of its act, None where it is not given out.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.articles.record.stranger_copies import Side, Text, Wrong, equal_without

HEAD = {
    "article",
    "at",
    "class",
    "content_digest",
    "format",
    "imported",
    "people",
    "position",
    "previous",
    "type",
    "version",
}
HEADS = {1: HEAD, 2: HEAD | {"act", "actors"}}
NOTE = {"cause", "date_text", "dated", "format", "kind", "nonce", "number", "text"}
NOTES = {
    1: NOTE,
    2: NOTE
    | {
        "access",
        "amends",
        "approval",
        "carried",
        "fields",
        "language",
        "material",
        "passages",
        "since",
        "stood",
        "wish",
    },
}
VERSION = {"copy", "format", "nonce", "summary"}
VERSIONS = {1: VERSION, 2: VERSION | {"approval", "changes", "judge"}}
ADDENDA = {
    "redaction": {"cause", "format", "kind", "nonce", "on", "order", "text", "touched"},
    "review": {"format", "kind", "nonce", "of", "outcome", "text"},
}
CHANGE = {"class", "lowered", "note", "reason", "rule", "spots", "verdict"}
ACTORS = {"accounts", "act", "article", "format", "salt"}
NOTE_TYPES = {"note", "withdrawal", "return", "restriction", "opening"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
HOW = {"not_asked", "approved", "alone", "break_glass", "elsewhere"}


class Problem(NamedTuple):
    position: int
    code: str
    words: str = ""


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read(text: str) -> dict[str, Any] | None:
    """Return the object in a canonical text, or None when it is not one."""
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, dict) and canonical(value) == text else None


def day_line(day: str, previous: str, newest: dict[str, str]) -> str:
    """Return the digest of a day's line. newest: the newest digest of each chain by permanent id."""
    return digest("\n".join([f"1 {day}", previous, *(newest[uid] for uid in sorted(newest)), ""]))


def check(export: list[dict[str, Any]], newest: str = "") -> list[Problem]:
    """Return the problems of a chain. newest: the digest that its last entry must have, where one is known."""
    heads = [read(entry["head"]) for entry in export]
    unreadable = [Problem(number, "canonical", "head") for number, head in enumerate(heads, 1) if head is None]
    if unreadable or not heads:
        return unreadable or [Problem(0, "empty")]
    chain = Chain([head for head in heads if head], export)
    problems = [*chain.links(), *chain.acts(), *chain.texts(), *chain.numbers(), *chain.changes(), *chain.addenda()]
    if newest and digest(export[-1]["head"]) != newest:
        problems.append(Problem(len(export), "newest", "the last entry is another one"))
    return sorted(set(problems))


class Chain:
    def __init__(self, heads: list[dict[str, Any]], export: list[dict[str, Any]]):
        self.heads = heads
        self.export = export
        self.values = [read(entry["text"]) if entry["text"] is not None else None for entry in export]
        self.now = {
            touched["position"]: touched["now"]
            for head, value in zip(heads, self.values, strict=True)
            if head.get("type") == "redaction" and value
            for touched in value.get("touched", [])
        }

    def each(self) -> Iterator[tuple[int, dict[str, Any], dict[str, Any] | None]]:
        """Yield place, counted from 1, head and text of each entry."""
        yield from zip(range(1, len(self.heads) + 1), self.heads, self.values, strict=True)

    def links(self) -> Iterator[Problem]:
        """Check the heads by themselves: positions, the digest of the head before, article, format."""
        previous, last = "", 1
        for place, head, _value in self.each():
            if head.get("format") not in HEADS or head.keys() != HEADS[head["format"]]:
                yield Problem(place, "keys", "head")
            if head.get("position") != place:
                yield Problem(place, "position")
            if head.get("previous") != previous:
                yield Problem(place, "link")
            if head.get("article") != self.heads[0].get("article"):
                yield Problem(place, "article")
            if not TIME.fullmatch(str(head.get("at"))):
                yield Problem(place, "time")
            if head.get("format", 0) < last:
                yield Problem(place, "format", "head")
            last = max(last, head.get("format", 0))
            previous = digest(self.export[place - 1]["head"])

    def acts(self) -> Iterator[Problem]:
        """Check that entries of an act are side by side, and the private text of each act where it is given."""
        seen: list[str] = []
        salts: dict[str, str] = {}
        for place, head, _value in self.each():
            act, actors = head.get("act"), self.export[place - 1].get("actors")
            if head.get("format") == 1:
                continue
            if act in seen[:-1] or not act:
                yield Problem(place, "act")
            if not seen or seen[-1] != act:
                seen.append(str(act))
            elif (head["actors"], head["people"]) != (self.heads[place - 2]["actors"], self.heads[place - 2]["people"]):
                yield Problem(place, "act", "one act by different people")
            if actors is None:
                continue
            value = read(actors)
            if digest(actors) != head["actors"]:
                yield Problem(place, "actors")
            elif not value or value.keys() != ACTORS or (value["act"], value["article"]) != (act, head["article"]):
                yield Problem(place, "actors", "form")
            elif salts.setdefault(value["salt"], value["act"]) != act:
                yield Problem(place, "actors", "one salt for two acts")

    def texts(self) -> Iterator[Problem]:
        """Check digest, form, format and nonce of each text, and the approval in it."""
        last = {"version": 1, "note": 1}
        nonces: set[str] = set()
        for place, head, value in self.each():
            text = self.export[place - 1]["text"]
            if text is None:
                continue
            if digest(text) != self.now.get(place, head["content_digest"]):
                yield Problem(place, "text")
            if value is None:
                yield Problem(place, "canonical", "text")
                continue
            form, shapes = self.form_of(head)
            if value.keys() != shapes.get(value.get("format")) or (
                form == "addendum" and value["kind"] != head["type"]
            ):
                yield Problem(place, "keys", "text")
                continue
            if not re.fullmatch("[0-9a-f]{32}", str(value["nonce"])) or value["nonce"] in nonces:
                yield Problem(place, "nonce")
            nonces.add(value["nonce"])
            if form in last:
                if value["format"] < last[form] or (value["format"] == 1) != (head["format"] == 1):
                    yield Problem(place, "format", "text")
                last[form] = max(last[form], value["format"])
            if "approval" in value and not good_approval(value["approval"], head):
                yield Problem(place, "approval")

    def form_of(self, head: dict[str, Any]) -> tuple[str, dict[int, set[str]]]:
        if head["type"] == "version":
            return "version", VERSIONS
        return ("note", NOTES) if head["type"] in NOTE_TYPES else ("addendum", {1: ADDENDA.get(head["type"], set())})

    def numbers(self) -> Iterator[Problem]:
        """Check the numbers of versions and notes, and that an article is withdrawn, made private and so on in turn."""
        versions = notes = 0
        public, private = False, False
        for place, head, value in self.each():
            kind = head["type"]
            if kind == "version":
                versions += 1
                public = public or versions == 1
                if not public:
                    yield Problem(place, "standing", "a version of a withdrawn article")
                if (head["class"] == "first") != (versions == 1):
                    yield Problem(place, "class")
            elif kind in NOTE_TYPES:
                notes += 1
                if value and value.get("number") != notes:
                    yield Problem(place, "number", "note")
                if value and value.get("kind") != head["class"]:
                    yield Problem(place, "class")
                if value and any(not 0 < amended["note"] < notes for amended in value.get("amends", [])):
                    yield Problem(place, "amends")
            if head["version"] != versions:
                yield Problem(place, "number", "version")
            if (kind == "withdrawal" and not public) or (kind == "return" and public):
                yield Problem(place, "standing")
            if kind == "opening" and not private:
                yield Problem(place, "standing")
            public = kind == "return" or (public and kind != "withdrawal")
            private = kind == "restriction" or (private and kind != "opening")

    def changes(self) -> Iterator[Problem]:
        """Check that the changes of each version account for every difference from the one before."""
        before: Any = None
        for place, head, value in self.each():
            if (
                head["type"] == "note"
                and value
                and before
                and not all(good_passage(before, item) for item in value.get("passages", []))
            ):
                yield Problem(place, "passages")
            if head["type"] != "version":
                continue
            copy, previous = value.get("copy") if value else None, before
            before = copy
            if value is None or value.get("format") == 1:
                continue
            changes = value.get("changes")
            if changes is None:
                if not head["imported"]:
                    yield Problem(place, "changes", "not classed")
                continue
            if not isinstance(changes, list) or any(
                not isinstance(item, dict) or item.keys() != CHANGE for item in changes
            ):
                yield Problem(place, "changes", "form")
                continue
            if any(not 0 <= item["note"] <= self.notes_of_act(place) for item in changes):
                yield Problem(place, "changes", "a note that does not exist")
            spots = [spot for item in changes for spot in item["spots"]]
            if place == 1 or previous is not None:
                accounted = equal_without(previous, copy, spots) if previous is not None else not spots
                if not accounted:
                    yield Problem(place, "changes", "they do not account for every difference")

    def notes_of_act(self, place: int) -> int:
        act = self.heads[place - 1]["act"]
        return sum(head["type"] == "note" and head.get("act") == act for head in self.heads)

    def addenda(self) -> Iterator[Problem]:
        """Check that redactions touch earlier texts and existing parts, and reviews an earlier act."""
        for place, head, value in self.each():
            if not value or head["type"] not in ADDENDA:
                continue
            earlier = self.heads[: place - 1]
            if head["type"] == "review" and value["of"] not in [other.get("act") for other in earlier]:
                yield Problem(place, "review")
            for touched in value.get("touched", []):
                if not 0 < touched["position"] < place:
                    yield Problem(place, "redaction", "of a later text")
                elif not all(exists(self.values[touched["position"] - 1], part) for part in touched["parts"]):
                    yield Problem(place, "redaction", "of a part that does not exist")


def good_approval(approval: Any, head: dict[str, Any]) -> bool:
    """Whether an approval has its form and names those whom the head names."""
    if not isinstance(approval, dict) or approval.keys() != {"by", "ground", "how", "reason"}:
        return False
    return approval["how"] in HOW and approval["by"] == head["people"]["approved"]


def good_passage(copy: Any, passage: Any) -> bool:
    """Whether a passage is a range in a text of the copy, or a text as a whole."""
    try:
        pointer, *numbers = passage
        side = Side(copy, 0)
        text = side.kind(side.find(pointer))
        start, end = numbers or (0, 1)
        return isinstance(text, Text) and (not numbers or 0 <= start < end <= len(text))
    except (Wrong, TypeError, ValueError):
        return False


def exists(value: Any, pointer: str) -> bool:
    for escaped in pointer.split("/")[1:]:
        step = escaped.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list) and step in map(str, range(len(value))):
            value = value[int(step)]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            return False
    return pointer.startswith("/")
