"""Verification of one text of the record by itself: its canonical form, its keys, and its values about access."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from wagtail.models import PageViewRestriction

from ..canonical import NotCanonical, canonical_json
from ..formats.addenda import RedactionContent, ReviewContent, read_addendum
from ..formats.notes import NoteContent, read_note
from ..formats.versions import VersionContent, read_version

UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)
# The value of a text, or None when it cannot be read, and the mismatches of its form.
Parsed = tuple[Mapping[str, Any] | None, list[str]]

VERSION_KEYS = {1: frozenset({"copy", "format", "nonce", "summary"}), 2: frozenset(VersionContent.__annotations__)}
NOTE_KEYS = {
    1: frozenset({"cause", "date_text", "dated", "format", "kind", "nonce", "number", "text"}),
    2: frozenset(NoteContent.__annotations__),
}
ADDENDUM_KEYS = {
    "redaction": frozenset(RedactionContent.__annotations__),
    "review": frozenset(ReviewContent.__annotations__),
}
ACCESS = {PageViewRestriction.LOGIN, PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD}
# As in heads: UTC, with microseconds.
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"


def parse_version(text: str) -> Parsed:
    return parse_text(text, "copy", dict, read_version, lambda value: VERSION_KEYS[value["format"]])


def parse_note(text: str) -> Parsed:
    return parse_text(text, "text", str, read_note, lambda value: NOTE_KEYS[value["format"]])


def parse_addendum(text: str) -> Parsed:
    return parse_text(text, "text", str, read_addendum, lambda value: ADDENDUM_KEYS[value["kind"]])


def parse_text(
    text: str,
    main_key: str,
    main_type: type,
    read: Callable[[str], Mapping[str, Any]],
    keys: Callable[[Mapping[str, Any]], frozenset[str]],
) -> Parsed:
    """Return the value of a text of the record, or None, and the mismatches of its form.

    main_key, main_type: a key and the type of its value. read: the reader of its formats. keys: those that a text of
    this form has.
    """
    try:
        value = read(text)
        if not isinstance(value[main_key], main_type):
            raise TypeError(main_key)
        stored = json.loads(text)
        written = canonical_json(stored)
        other_keys = sorted(stored.keys() ^ keys(stored))
    except (NotCanonical, *UNREADABLE) as error:
        return None, [f"its text cannot be read ({type(error).__name__}: {error})"]
    found = [] if written == text else ["its text is not in canonical form"]
    if other_keys:
        found.append(f"its text lacks or adds keys: {', '.join(other_keys)}")
    if not re.fullmatch(r"[0-9a-f]{32}", str(value.get("nonce", ""))):
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
