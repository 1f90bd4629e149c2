"""Rewriting the texts of one chain: what is removed, and which ranges of neighbouring texts that concerns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models

from ..canonical import canonical_json, digest, new_nonce, parse
from ..formats.addenda import TouchedEntry
from ..models import Addendum, ChangeClass, Entry, EntryType, Note, Version
from ..models.chain import ADDENDUM_TYPES
from ..transactions import allow_redaction
from .json_values import JSONValue, Operation, apply_operations, child, is_within, replace_value
from .places import Found, Search

COPY = "/copy"


class Redactor(Protocol):
    """Finds what is to be removed from a text of the record: words, or a picture."""

    def copy(self, copy: JSONValue) -> Iterator[Found]:
        """Yield the fields of a reader's copy, by pointers that begin with `/copy`."""

    def remarks(self, remarks: Mapping[str, JSONValue]) -> Iterator[Found]:
        """Yield the fields of other texts for readers. remarks: values by their pointers."""


@dataclass(frozen=True)
class WordsRedactor:
    """Removes words."""

    search: Search

    def copy(self, copy: JSONValue) -> Iterator[Found]:
        return self.search.fields(copy, COPY)

    def remarks(self, remarks: Mapping[str, JSONValue]) -> Iterator[Found]:
        for pointer, value in remarks.items():
            yield from self.search.fields(value, pointer, "text")


@dataclass(frozen=True)
class Rewritten:
    """A text of the record before and after a redaction. parts: pointers to what was removed."""

    entry: Entry
    before: str
    after: str
    parts: list[str]
    operations: list[Operation]

    @property
    def touched(self) -> TouchedEntry:
        return {"now": digest(self.after), "parts": self.parts, "position": self.entry.position}


def text_row(entry: Entry) -> Version | Note | Addendum:
    if entry.type == EntryType.VERSION:
        return entry.version_row
    return entry.addendum_row if entry.type in ADDENDUM_TYPES else entry.note_row


def remarks_of(content: Mapping[str, Any], type: str) -> dict[str, JSONValue]:
    """Return the texts for readers of an entry, but for the copy, by their pointers."""
    if type in ADDENDUM_TYPES:
        return {f"/{key}": content[key] for key in ("order", "text") if key in content}
    remarks = {f"/{key}": content[key] for key in ("text", "summary", "date_text") if key in content}
    remarks |= {child("/fields", key): value for key, value in (content.get("fields") or {}).items()}
    if content.get("approval"):
        remarks["/approval/reason"] = content["approval"]["reason"]
    for number, change in enumerate(content.get("changes") or []):
        remarks[f"/changes/{number}/reason"] = change["reason"]
    return remarks


def rewrite_chain(entries: Iterable[Entry], redactor: Redactor) -> list[Rewritten]:
    """Return the texts of a chain that change, in order. entries: all of the chain, with their texts. Writes nothing.

    A text changes when something in it is removed, and when a range in it is in a part that is removed: ranges become
    the whole part, because their numbers would no longer be right and would show how long the removed words were.
    """
    rewritten = []
    before: list[str] = []
    for entry in entries:
        text = text_row(entry).text
        content = parse(text)
        own: list[str] = []
        if entry.type == EntryType.VERSION:
            found = list(redactor.copy(content["copy"]))
            own = [field.part.removeprefix(COPY) for field in found]
        else:
            found = []
        found += redactor.remarks(remarks_of(content, entry.type))
        found += widened_changes(content, before, own)
        found += widened_passages(content, before)
        if entry.type == EntryType.VERSION:
            before = own
        if found:
            rewritten.append(rewrite(entry, text, content, found))
    return rewritten


def rewrite(entry: Entry, text: str, content: JSONValue, found: Iterable[Found]) -> Rewritten:
    fields = list(found)
    operations = [operation for field in fields for operation in field.operations]
    operations.append(replace_value("/nonce", new_nonce()))
    parts = sorted({field.part for field in fields})
    return Rewritten(entry, text, canonical_json(apply_operations(content, operations)), parts, operations)


def widened_changes(content: Mapping[str, Any], before: list[str], after: list[str]) -> Iterator[Found]:
    """Yield the changes of a version with ranges in a removed part. before, after: the parts of both copies.

    A version names each place once. Where ranges of several changes become the same part, the gravest keeps it.
    """
    changes = content.get("changes") or []
    widened = [[widened_spot(spot, before, after) for spot in change["spots"]] for change in changes]
    named: list[list[Any]] = []
    for number in sorted(range(len(changes)), key=lambda number: -severity(changes[number]["class"])):
        spots = [spot for spot in without_duplicates(widened[number]) if len(spot) > 2 or spot not in named]
        named += spots
        if spots != changes[number]["spots"]:
            pointer = f"/changes/{number}"
            yield Found(pointer, [replace_value(f"{pointer}/spots", spots)])


def severity(change_class: str) -> int:
    return ChangeClass(change_class).rules.severity if change_class else -1


def widened_passages(content: Mapping[str, Any], parts: list[str]) -> Iterator[Found]:
    """Yield the passages of a note that are in a removed part. parts: of the copy that was current then."""
    for number, passage in enumerate(content.get("passages") or []):
        place, *numbers = passage
        outer = removed_part(place, parts, has_numbers=bool(numbers))
        if outer is not None and passage != [outer]:
            pointer = f"/passages/{number}"
            yield Found(pointer, [replace_value(pointer, [outer])])


def widened_spot(spot: list[Any], before: list[str], after: list[str]) -> list[Any]:
    """Return a spot without numbers when one of its halves is in a removed part; otherwise unchanged."""
    old, new = halves(spot)
    outer_old = removed_part(old, before, has_numbers=len(spot) > 2)
    outer_new = removed_part(new, after, has_numbers=len(spot) > 2)
    if outer_old is None and outer_new is None:
        return spot
    # A picture that is removed from both copies: the rest of the pointer is the same in both.
    if outer_old is not None and outer_new is None and new:
        outer_new = without_end(new, old, outer_old)
    elif outer_new is not None and outer_old is None and old:
        outer_old = without_end(old, new, outer_new)
    return [outer_old if old else None, outer_new if new else None]


def removed_part(place: str | None, parts: list[str], *, has_numbers: bool) -> str | None:
    """Return the part that was removed at a place: one around it, or the place itself when one is in its text."""
    if place is None:
        return None
    if has_numbers and any(is_within(part, place) for part in parts):
        return place
    return next((part for part in parts if is_within(place, part)), None)


def without_end(pointer: str, other: str | None, outer: str) -> str:
    """Return the pointer to the value that corresponds to `outer`, which is around `other`."""
    end = (other or "").removeprefix(outer)
    return pointer.removesuffix(end) if end else pointer


def halves(spot: list[Any]) -> tuple[str | None, str | None]:
    """Return the pointers of a spot, without the numbers after each."""
    pointers = [value for value in spot if value is None or isinstance(value, str)]
    if len(pointers) != 2:
        raise ValueError(f"a spot has two places, not {len(pointers)}")
    return pointers[0], pointers[1]


def without_duplicates(values: Iterable[list[Any]]) -> list[list[Any]]:
    unique: list[list[Any]] = []
    for value in values:
        if value not in unique:
            unique.append(value)
    return unique


def store(rewritten: Iterable[Rewritten]) -> None:
    """Replace the texts. The caller holds the lock on the article and writes the redaction in the same transaction."""
    for change in rewritten:
        model = type(text_row(change.entry))
        with allow_redaction(change.entry.pk):
            # The model's own manager refuses every update.
            models.QuerySet(model).filter(pk=change.entry.pk).update(text=change.after)
