"""Verification of one text of the record by itself: its canonical form, its keys, and its values about access."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db import DataError
from wagtail.models import PageViewRestriction

from ..canonical import canonical_json
from ..formats.addenda import RedactionContent, ReviewContent, read_addendum
from ..formats.notes import NoteContent, read_note
from ..formats.versions import VersionContent, read_version
from .findings import shortened
from .shapes import wrong_parts

# What a forged value can raise: where it is parsed (NotCanonical is a ValueError), where it is used as if it had its
# type, where it is nested too deeply, and where it names a row or a file that no database or storage can have.
UNREADABLE = (
    ArithmeticError,
    AttributeError,
    DataError,
    LookupError,
    RecursionError,
    SuspiciousOperation,
    TypeError,
    ValidationError,
    ValueError,
)
# The value of a text, or None when its keys or types are wrong, and the mismatches of its form.
Parsed = tuple[Mapping[str, Any] | None, list[str]]
# The TypedDict of a text in the newest format, and the keys that are stored in the text's own format.
Form = tuple[type, frozenset[str]]

VERSION_KEYS = {1: frozenset({"copy", "format", "nonce", "summary"}), 2: frozenset(VersionContent.__annotations__)}
NOTE_KEYS = {
    1: frozenset({"cause", "date_text", "dated", "format", "kind", "nonce", "number", "text"}),
    2: frozenset(NoteContent.__annotations__),
}
ADDENDUM_FORMS = {"redaction": RedactionContent, "review": ReviewContent}
ACCESS = {PageViewRestriction.LOGIN, PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD}
# As in heads: UTC, with microseconds.
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"


def unreadable(subject: str, error: Exception) -> str:
    """Return that something cannot be read, as a message."""
    return f"{subject} cannot be read ({type(error).__name__}: {shortened(error)})"


def parse_version(text: str) -> Parsed:
    return parse_text(text, read_version, lambda value: (VersionContent, VERSION_KEYS[value["format"]]))


def parse_note(text: str) -> Parsed:
    return parse_text(text, read_note, lambda value: (NoteContent, NOTE_KEYS[value["format"]]))


def parse_addendum(text: str) -> Parsed:
    return parse_text(text, read_addendum, addendum_form)


def addendum_form(value: Mapping[str, Any]) -> Form:
    form = ADDENDUM_FORMS[value["kind"]]
    return form, frozenset(form.__annotations__)


def parse_text(
    text: str, read: Callable[[str], Mapping[str, Any]], form_of: Callable[[Mapping[str, Any]], Form]
) -> Parsed:
    """Return the value of a text of the record and the mismatches of its form.

    There is no value (None) when the text cannot be read, or keys or types of values are not those of its form.
    read: the reader of its formats. form_of: returns the form of a value.
    """
    try:
        value = read(text)
        stored = json.loads(text)
        found = [] if canonical_json(stored) == text else ["its text is not in canonical form"]
        form, keys = form_of(stored)
        other_keys = sorted(stored.keys() ^ keys)
        wrong = [] if other_keys else wrong_parts(value, form)
    except UNREADABLE as error:
        return None, [unreadable("its text", error)]
    if other_keys:
        return None, [*found, f"its text lacks or adds keys: {', '.join(other_keys)}"]
    if wrong:
        return None, [*found, f"its text cannot be read (values of another type: {shortened(', '.join(wrong))})"]
    if not re.fullmatch(r"[0-9a-f]{32}", value["nonce"]):
        found.append("its text has no nonce")
    return value, found


def check_access(note: Mapping[str, Any], *, is_restriction: bool) -> list[str]:
    """Check that a restriction contains who can read the article and since when, and that other notes do not."""
    if not is_restriction:
        return ["it says who can read the article, and is no restriction"] if note["access"] or note["since"] else []
    found = []
    if note["access"] not in ACCESS:
        found.append(f"it restricts the article to unknown readers, “{note['access']}”")
    if not re.fullmatch(MOMENT, note["since"]):
        found.append(f"the moment since when it restricts the article is unreadable, “{note['since']}”")
    return found
