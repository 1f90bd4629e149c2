"""Comparison of a stored value with the types of its form, so that no check meets a value of another type."""

from functools import cache
from types import UnionType
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints, is_typeddict


def wrong_parts(value: object, form: Any, pointer: str = "") -> list[str]:
    """Return pointers (RFC 6901) to the parts of a JSON value that are not as a form has them.

    These are values of another type, and keys that one of the two lacks. form: a TypedDict, or what its keys may have:
    `str`, `int`, `bool`, `NoneType`, `dict`, `list[…]`, `dict[str, …]`, `Literal[…]`, and unions of these.
    """
    if is_typeddict(form):
        return wrong_keys(value, types_of(form), pointer)
    origin, arguments = get_origin(form), get_args(form)
    if origin in (list, dict):
        return wrong_items(value, origin, arguments[-1], pointer)
    if origin is UnionType:
        fits = any(not wrong_parts(value, each) for each in arguments)
    elif origin is Literal:
        fits = any(type(value) is type(each) and value == each for each in arguments)
    else:
        fits = type(value) is form
    return [] if fits else [pointer]


def wrong_items(value: object, container: type, form: Any, pointer: str) -> list[str]:
    if not isinstance(value, container):
        return [pointer]
    items = value.items() if isinstance(value, dict) else enumerate(cast(list[object], value))
    return [wrong for key, item in items for wrong in wrong_parts(item, form, f"{pointer}/{key}")]


def wrong_keys(value: object, types: dict[str, Any], pointer: str) -> list[str]:
    if not isinstance(value, dict):
        return [pointer]
    found = [f"{pointer}/{key}" for key in sorted(value.keys() ^ types.keys())]
    for key in sorted(value.keys() & types.keys()):
        found += wrong_parts(value[key], types[key], f"{pointer}/{key}")
    return found


@cache
def types_of(form: type) -> dict[str, Any]:
    """Return the types of a TypedDict's keys. A reader's copy is a `dict`: its shape has its own readers."""
    return get_type_hints(form, localns={"CopyData": dict})
