"""The wording of corrections and other notes: their labels and dates, and sentences about a change of the text."""

import datetime
import re
from dataclasses import dataclass

from articles.record.models import ChangeClass

from . import dates, limits

LABELS = {
    ChangeClass.CORRECTION: r"corrections?|corrected|erratum|errata",
    ChangeClass.CLARIFICATION: r"clarifications?|clarified",
    ChangeClass.UPDATE: r"updates?|updated",
    ChangeClass.EDITORS_NOTE: r"editor['’ʼ`]?s?['’ʼ`]?\s+notes?|notes?\s+from\s+the\s+editors?",
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

# An editor's note counts as a note on a change only with one of these words: it may be about anything.
CHANGE = re.compile(
    r"\b(?:(?:an|the)\s+(?:earlier|previous|original)\s+version|amend(?:ed|s)?|clarif(?:y|ied|ies)"
    r"|corrected|corrections?\s+(?:has|have|was|were)|editing\s+error|erroneous(?:ly)?|inaccurate(?:ly)?|incorrect(?:ly)?|misattributed"
    r"|misidentified|misspelled|misspelt|misstated|mistakenly|removed|revised|updated)\b",
    re.IGNORECASE,
)
THIS_TEXT_WAS_CHANGED = re.compile(
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
class LabelledText:
    """A paragraph that begins with the label of a note: label, date, and the text after them.

    The text is empty for a label alone. The date is that of the label, or that of the change in the text.
    """

    kind: ChangeClass
    label: str
    text: str
    date: datetime.date | None
    date_as_written: str


def parse_label(paragraph: str) -> LabelledText | None:
    """Return the label with which a paragraph begins and what follows it, or None.

    A colon, a dash or a date has to follow the label, or nothing at all: “Correction (12 May 2023): …”,
    “Update, 3 June 2024: …”, “Corrections”. “Corrections take time.” is a sentence.
    """
    bare = without_marks(paragraph)
    label = LABEL.match(bare)
    if not label or not label.lastgroup:
        return None
    rest = bare[label.end() :]
    about_text = OF_THE_TEXT.match(rest)
    rest = rest[about_text.end() :] if about_text else rest
    written, rest = parse_date_after_label(rest)
    text = text_after_separator(rest)
    if text is None:
        return None
    dated = written or date_of_change(text)
    kind = ChangeClass(label.lastgroup)
    return LabelledText(kind, label.group(), text, dated.date if dated else None, dated.text if dated else "")


def without_marks(paragraph: str) -> str:
    """Return a paragraph without brackets or emphasis around it, and without marks before its first word."""
    text = paragraph.strip()
    for left, right in (("**", "**"), ("*", "*"), ("_", "_"), ("[", "]"), ("(", ")")):
        inner = text[len(left) : -len(right)]
        if text.startswith(left) and text.endswith(right) and left not in inner and right not in inner:
            text = inner.strip()
    marks = OPENING_MARKS.match(text)
    return text[marks.end() :] if marks else text


def parse_date_after_label(rest: str) -> tuple[dates.WrittenDate | None, str]:
    """Return the date that follows a label, or None, and what follows the date."""
    before = BEFORE_DATE.match(rest)
    found = dates.parse_at_start(rest[before.end() :]) if before else None
    return found if found else (None, rest)


def text_after_separator(rest: str) -> str | None:
    """Return the text that a label introduces: empty for a label alone, None where the label begins a sentence."""
    if NOTHING_MORE.match(rest):
        return ""
    separator = SEPARATOR.match(rest)
    return rest[separator.end() :].strip() if separator else None


def date_of_change(text: str) -> dates.WrittenDate | None:
    """Return the date in “this article was corrected on …”. Other dates belong to the article's subject."""
    for phrase in THIS_TEXT_WAS_CHANGED.finditer(text):
        found = dates.parse_at_start(text[phrase.end() :])
        if found:
            return found[0]
    return None


def is_note(labelled: LabelledText) -> bool:
    """Whether a labelled text is a note on a change, and not a greeting or a note on where the text first appeared."""
    text = labelled.text
    if not text or len(text) > limits.NOTE:
        return False
    if labelled.kind in {ChangeClass.CORRECTION, ChangeClass.CLARIFICATION}:
        return True
    if labelled.kind == ChangeClass.UPDATE and not FIRST_PUBLISHED.search(text):
        return True
    return mentions_change(text)


def mentions_change(text: str) -> bool:
    """Whether a text mentions a change. Thanks for comments on an earlier version do not count."""
    return bool(CHANGE.search(THANKS_FOR_ADVICE.sub("", text)) or THIS_TEXT_WAS_CHANGED.search(text))


def mentions_change_of_this_text(text: str) -> bool:
    """Whether a paragraph mentions an earlier version of the article, or a change of the article itself."""
    return bool(EARLIER_VERSION.search(text) or THIS_TEXT_WAS_CHANGED.search(text))


def note_under_label(text: str, label: LabelledText) -> LabelledText:
    """Return a note that follows a label on a line by itself. The note may have a label or a date too."""
    labelled = parse_label(text)
    if labelled and labelled.text:
        return labelled
    written = dates.parse_at_start(text)
    rest = text_after_separator(written[1]) if written else None
    if written and rest:
        return LabelledText(label.kind, label.label, rest, written[0].date, written[0].text)
    changed = date_of_change(text)
    if changed:
        return LabelledText(label.kind, label.label, text, changed.date, changed.text)
    return LabelledText(label.kind, label.label, text, label.date, label.date_as_written)


def is_plural(label: str) -> bool:
    """Whether a label announces several notes.

    >>> is_plural("Corrections"), is_plural("Correction")
    (True, False)
    """
    return label.lower().rstrip(":").endswith(("ions", "errata", "updates", "notes"))
