"""The form in which the record is written, and from which its digests are taken.

Canonical JSON is RFC 8785 without floats and without NUL; Unicode stays as typed. It is stored as text
and those bytes are digested, since databases rewrite numbers and keys of their own JSON types.
"""

import hashlib
import json
import secrets
from typing import Any

import rfc8785

FORMAT = 1


class NotCanonical(ValueError):
    """A value that must not enter the record."""


def canonical(value: Any) -> str:
    """The canonical text of a value made of dicts with text keys, lists, text, integers, booleans and None.

    Raises NotCanonical for floats, NUL, lone surrogates, integers beyond 2^53 and other types.
    """
    check(value, "$")
    try:
        return rfc8785.dumps(value).decode("utf-8")
    except (rfc8785.CanonicalizationError, UnicodeError) as error:
        raise NotCanonical(str(error)) from error


def check(value: Any, where: str) -> None:
    if isinstance(value, float):
        raise NotCanonical(f"{where}: floats do not survive; write the figure as text")
    if isinstance(value, str):
        if "\x00" in value:
            raise NotCanonical(f"{where}: a NUL character")
    elif isinstance(value, dict):
        for key, inner in value.items():
            check(inner, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            check(inner, f"{where}[{number}]")


def digest(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def nonce() -> str:
    """16 random bytes in hexadecimal: they leave nothing to guess once a text has been redacted."""
    return secrets.token_hex(16)


def read(text: str) -> dict:
    """The value of a stored canonical text, of any format ever written."""
    value = json.loads(text)
    reader = READERS.get(value.get("format"))
    if reader is None:
        raise NotCanonical(f"unknown format {value.get('format')!r}")
    return reader(value)


# Every format ever written keeps its reader: a function from the stored value to today's shape.
READERS = {1: lambda value: value}
