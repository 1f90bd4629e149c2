"""Canonical JSON, the form in which texts of the record are stored and digested.

RFC 8785 without floats and NUL characters; Unicode is kept as typed. The text is stored, and its bytes are digested,
because databases rewrite numbers and keys in JSON columns.
"""

import hashlib
import json
import secrets
from typing import Any

import rfc8785


class NotCanonical(ValueError):
    """Raised for a value that cannot be stored in the record."""


def canonical_json(value: Any) -> str:
    """Return the canonical text of a value made of dicts with text keys, lists, text, integers, booleans and None.

    Raises NotCanonical for floats, NUL, lone surrogates, integers beyond 2^53 and other types.
    """
    reject_unsupported(value, "$")
    try:
        return rfc8785.dumps(value).decode("utf-8")
    except (rfc8785.CanonicalizationError, UnicodeError) as error:
        raise NotCanonical(str(error)) from error


def reject_unsupported(value: Any, path: str) -> None:
    """Raise NotCanonical for a float or a NUL character within a value; `path`: its place, as in JSONPath."""
    if isinstance(value, float):
        raise NotCanonical(f"{path}: floats are not stored exactly; write the figure as text")
    if isinstance(value, str):
        if "\x00" in value:
            raise NotCanonical(f"{path}: a NUL character")
    elif isinstance(value, dict):
        for key, inner in value.items():
            reject_unsupported(inner, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            reject_unsupported(inner, f"{path}[{number}]")


def digest(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def new_nonce() -> str:
    """Return 16 random bytes in hexadecimal, so that a redacted text cannot be guessed from its digest."""
    return secrets.token_hex(16)


def parse(text: str) -> dict[str, Any]:
    """Return the value of a stored canonical text as it is; `articles.record.formats` reads the formats.

    Raises ValueError when the text is not JSON, and NotCanonical when it is not an object.
    """
    value = json.loads(text)
    if not isinstance(value, dict):
        raise NotCanonical("not an object")
    return value
