"""Pointers into JSON values (RFC 6901), and the operations with which a redaction changes them."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any, TypedDict

from .words import Edit, apply_edits

JSONValue = Any


class Operation(TypedDict, total=False):
    """at: pointer to a value. Either `ranges`, [start, end, replacement] in a text, or `value`, which replaces it."""

    at: str
    ranges: list[tuple[int, int, str]]
    value: JSONValue


def child(pointer: str, key: str | int) -> str:
    """Return the pointer to a member of the value at a pointer."""
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


def keys_of(pointer: str) -> list[str]:
    return [key.replace("~1", "/").replace("~0", "~") for key in pointer.split("/")[1:]]


def is_within(pointer: str, outer: str) -> bool:
    """Whether a pointer points to a value or into it."""
    return pointer == outer or pointer.startswith(f"{outer}/")


def value_at(value: JSONValue, pointer: str) -> JSONValue:
    """Return the value at a pointer. Raises LookupError, TypeError or ValueError when nothing is there."""
    for key in keys_of(pointer):
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def set_value(value: JSONValue, pointer: str, new: JSONValue) -> None:
    """Replace the value at a pointer, in place."""
    *outer, last = keys_of(pointer)
    for key in outer:
        value = value[int(key)] if isinstance(value, list) else value[key]
    if isinstance(value, list):
        value[int(last)] = new
    else:
        value[last] = new


def edit_text(pointer: str, edits: Sequence[Edit]) -> Operation:
    return {"at": pointer, "ranges": [(edit.start, edit.end, edit.replacement) for edit in edits]}


def replace_value(pointer: str, value: JSONValue) -> Operation:
    return {"at": pointer, "value": value}


def apply_operations(value: JSONValue, operations: Iterable[Operation]) -> JSONValue:
    """Return a changed copy of a value. Raises LookupError, TypeError or ValueError when an operation does not fit."""
    value = deepcopy(value)
    for operation in operations:
        if "ranges" in operation:
            text = value_at(value, operation["at"])
            if not isinstance(text, str):
                raise TypeError(f"{operation['at']} is not a text")
            new = apply_edits(text, [Edit(*values) for values in operation["ranges"]])
        else:
            new = operation["value"]
        set_value(value, operation["at"], new)
    return value
