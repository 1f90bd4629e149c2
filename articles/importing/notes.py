"""Corrections and other notes in old texts: what opens one, what its date is, and what only looks like one."""

import datetime
import re
from dataclasses import dataclass

from . import dates
from .imported import NoteKind

LONGEST_NOTE = 4000  # characters that the record takes
LABELS = {
    NoteKind.CORRECTION: r"corrections?|corrected|erratum|errata",
    NoteKind.CLARIFICATION: r"clarifications?|clarified",
    NoteKind.UPDATE: r"updates?|updated",
    NoteKind.EDITORS_NOTE: r"editor['’ʼ`]?s?['’ʼ`]?\s+notes?|notes?\s+from\s+the\s+editors?",
}
OPENING_MARKS = re.compile(r"[\s*_\[(]+")
MARKS = re.compile(r"[\s*_]*")
LABEL = re.compile(
    "(?:" + "|".join(rf"(?P<{kind.value}>{label})" for kind, label in LABELS.items()) + r")(?!\w)", re.IGNORECASE
)
OF_THE_TEXT = re.compile(
    r"\s+(?:appended|added|to\s+(?:this|the)\s+(?:article|blog|essay|piece|post|report|story|text))(?!\w)",
    re.IGNORECASE,
)
BEFORE_DATE = re.compile(r"[\s*_]*[,(\[–—-]?\s*(?:(?:added|appended|of|on)\s+)?", re.IGNORECASE)
SEPARATOR = re.compile(r"[\s*_)\]]*(?::|\s[–—-](?=\s))[\s*_]*")
NOTHING_MORE = re.compile(r"[\s*_)\].]*$")

# What a note has to speak of where its label alone does not say that a text was changed.
CHANGE = re.compile(
    r"\b(?:(?:an|the)\s+(?:earlier|previous|original)\s+version|amend(?:ed|s)?|clarif(?:y|ied|ies)"
    r"|corrected|corrections?\s+(?:has|have|was|were)|editing\s+error|erroneous(?:ly)?|inaccurate(?:ly)?|incorrect(?:ly)?|misattributed"
    r"|misidentified|misspelled|misspelt|misstated|mistakenly|removed|revised|updated)\b",
    re.IGNORECASE,
)
TELLS_OF_A_CHANGE = re.compile(
    r"\b(?:this|the)\s+(?:article|blog|essay|page|piece|post|report|story|text|version)\s+(?:has\s+been|was|is)\s+"
    r"(?:since\s+)?(?:amended|changed|clarified|corrected|revised|updated)(?:,?\s+on)?\s+",
    re.IGNORECASE,
)
THANKS_FOR_ADVICE = re.compile(
    r"\b(?:comments?|feedback|advice)\s+on\s+(?:an|the)\s+(?:earlier|previous)\s+\w+", re.IGNORECASE
)
FIRST_PUBLISHED = re.compile(r"\b(?:originally|first)\s+(?:appeared|published|ran)\b", re.IGNORECASE)
EARLIER_VERSION = re.compile(
    r"\b(?:an|the)\s+(?:earlier|previous|original)\s+version\s+of\s+(?:this|the)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Opening:
    """A paragraph that begins like a note: its label, its date, and what follows (empty for a label alone)."""

    kind: NoteKind
    label: str
    text: str
    date: datetime.date | None
    date_as_written: str


def opening(paragraph: str) -> Opening | None:
    """The note with which a paragraph opens, or nothing.

    A label counts when a colon or a dash closes it, when a date follows, or when it stands alone:
    “Correction (12 May 2023): …”, “Update, 3 June 2024: …”, “Corrections”. “Corrections take time.” is a sentence.
    """
    bare = unwrapped(paragraph)
    label = LABEL.match(bare)
    if not label or not label.lastgroup:
        return None
    rest = bare[label.end() :]
    about_text = OF_THE_TEXT.match(rest)
    rest = rest[about_text.end() :] if about_text else rest
    written, rest = date_after_label(rest)
    text = after_separator(rest)
    if text is None:
        return None
    dated = written or date_in(text)
    kind = NoteKind(label.lastgroup)
    return Opening(kind, label.group(), text, dated.date if dated else None, dated.text if dated else "")


def unwrapped(paragraph: str) -> str:
    """Without the brackets or marks of emphasis around the whole and before the label."""
    text = paragraph.strip()
    for left, right in (("**", "**"), ("*", "*"), ("_", "_"), ("[", "]"), ("(", ")")):
        inner = text[len(left) : -len(right)]
        if text.startswith(left) and text.endswith(right) and left not in inner and right not in inner:
            text = inner.strip()
    marks = OPENING_MARKS.match(text)
    return text[marks.end() :] if marks else text


def date_after_label(rest: str) -> tuple[dates.WrittenDate | None, str]:
    lead = BEFORE_DATE.match(rest)
    found = dates.read_at_start(rest[lead.end() :]) if lead else None
    return found if found else (None, rest)


def after_separator(rest: str) -> str | None:
    """What the label introduces; empty for a label alone, None where the label is only the start of a sentence."""
    if NOTHING_MORE.match(rest):
        return ""
    separator = SEPARATOR.match(rest)
    return rest[separator.end() :].strip() if separator else None


def date_in(text: str) -> dates.WrittenDate | None:
    """The day on which the text says that it was changed; other days in it are the article's matter."""
    for told in TELLS_OF_A_CHANGE.finditer(text):
        found = dates.read_at_start(text[told.end() :])
        if found:
            return found[0]
    return None


def is_note(found: Opening) -> bool:
    """Whether the opening introduces a note on a change, and not a word of welcome or of origin."""
    if len(found.text) > LONGEST_NOTE:
        return False
    if found.kind in {NoteKind.CORRECTION, NoteKind.CLARIFICATION}:
        return bool(found.text)
    if found.kind == NoteKind.UPDATE:
        return bool(found.text) and (not FIRST_PUBLISHED.search(found.text) or speaks_of_change(found.text))
    return speaks_of_change(found.text)


def speaks_of_change(text: str) -> bool:
    return bool(CHANGE.search(THANKS_FOR_ADVICE.sub("", text)) or TELLS_OF_A_CHANGE.search(text))


def tells_of_this_text(text: str) -> bool:
    """Whether a paragraph without a label speaks of an earlier state of the article itself."""
    return bool(EARLIER_VERSION.search(text) or TELLS_OF_A_CHANGE.search(text))


def point(text: str, under: Opening) -> Opening:
    """One of the notes that stand under a label; it may have a label or a date of its own."""
    own = opening(text)
    if own and own.text:
        return own
    written = dates.read_at_start(text)
    rest = after_separator(written[1]) if written else None
    if written and rest:
        return Opening(under.kind, under.label, rest, written[0].date, written[0].text)
    told = date_in(text)
    if told:
        return Opening(under.kind, under.label, text, told.date, told.text)
    return Opening(under.kind, under.label, text, under.date, under.date_as_written)


def is_plural(label: str) -> bool:
    """Whether a label announces several notes.

    >>> is_plural("Corrections"), is_plural("Correction")
    (True, False)
    """
    return label.lower().rstrip(":").endswith(("ions", "errata", "updates", "notes"))
