"""Fields of an article's head (title, standfirst, authors, date …) and the patterns of their values.

Shared by the two forms of a head: front matter and plain first lines.
"""

import datetime
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from . import dates
from .imported import ImportedArticle, LineRole
from .problems import WarningCode

KEYS = {
    "title": LineRole.TITLE,
    "headline": LineRole.TITLE,
    "standfirst": LineRole.STANDFIRST,
    "summary": LineRole.STANDFIRST,
    "excerpt": LineRole.STANDFIRST,
    "description": LineRole.STANDFIRST,
    "deck": LineRole.STANDFIRST,
    "author": LineRole.AUTHORS,
    "authors": LineRole.AUTHORS,
    "by": LineRole.AUTHORS,
    "date": LineRole.DATE,
    "published": LineRole.DATE,
    "publication date": LineRole.DATE,
    "lang": LineRole.LANGUAGE,
    "language": LineRole.LANGUAGE,
    "canonical": LineRole.CANONICAL_URL,
    "canonical_url": LineRole.CANONICAL_URL,
}

AUTHOR_LINE = re.compile(r"(?:authors?\s*:|by\s*:?)\s+(?P<value>\S.*)$", re.IGNORECASE)
DATE_LINE = re.compile(r"(?:(?:date|published|posted)\s*:?\s*(?:on\s+)?)?(?P<value>.*)$", re.IGNORECASE)
PARTICLES = "al|bin|da|de|del|della|den|der|di|do|dos|du|el|ibn|la|le|of|ten|ter|van|von|y|zu"
NAME_WORD = rf"(?:(?:{PARTICLES})|[^\W\d_a-z][\w.'’ʼ-]*)"
NAME = re.compile(rf"{NAME_WORD}(?:\s+{NAME_WORD}){{0,6}}$")
BETWEEN_NAMES = re.compile(r"\s*(?:,?\s+(?:and|&|und|et)\s+|[,;])\s*")
LONGEST_BY_LINE = 160  # characters
LONGEST_NAME = 60  # characters


@dataclass(frozen=True)
class NestedValue:
    """A mapping, or a list inside a list, where front matter should have a plain value."""

    line_number: int
    text: str


@dataclass
class HeadField:
    """A key of front matter with its values, and the parts of its value that are not plain text."""

    line_number: int
    key: str
    values: list[str] = field(default_factory=list)
    nested: list[NestedValue] = field(default_factory=list)


def set_field(head_field: HeadField, article: ImportedArticle) -> None:
    """Set the article's attribute for a key of front matter. Unused keys and values are logged as left out."""
    role = KEYS.get(head_field.key)
    value = " ".join(part for part in head_field.values if part)
    if role is None or not value:
        log_unused(head_field, role, value, article)
    elif role == LineRole.AUTHORS:
        authors = [name for part in head_field.values for name in split_names(part)]
        set_value(article, head_field.line_number, role, ", ".join(authors), authors)
    else:
        set_value(article, head_field.line_number, role, value, value)
    if role is not None:
        for nested in head_field.nested:
            message = _("“%(key)s” contains nested keys or lists, which are not used.")
            article.warn(nested.line_number, WarningCode.HEAD_NESTED, message % {"key": head_field.key})
            if value and nested.line_number != head_field.line_number:
                article.log_line(nested.line_number, LineRole.LEFT_OUT, nested.text, _("nested, not used"))


def log_unused(head_field: HeadField, role: LineRole | None, value: str, article: ImportedArticle) -> None:
    """Log a key that is unknown, empty, or has nothing but nested values."""
    shown = " ".join([value, *(nested.text for nested in head_field.nested)]).strip()
    if role is None:
        reason = _("the key “%(key)s” is not used")
    elif head_field.nested:
        reason = _("the key “%(key)s” has no plain value")
    else:
        reason = _("the key “%(key)s” is empty")
    text = f"{head_field.key}: {shown}"
    article.log_line(head_field.line_number, LineRole.LEFT_OUT, text, reason % {"key": head_field.key})


def set_value(article: ImportedArticle, line_number: int, role: LineRole, shown: str, value: object) -> None:
    """Set an attribute of the article once. A second value for it is logged as left out."""
    if role == LineRole.DATE:
        value = parse_day(str(value))
        if value is None:
            message = _("“%(text)s” is not one exact day; the date was left empty.")
            article.warn(line_number, WarningCode.DATE_AMBIGUOUS, message % {"text": shown})
    if not value or getattr(article, role.value):
        article.log_line(line_number, LineRole.LEFT_OUT, shown, _("%(role)s, not used") % {"role": role.label})
        return
    setattr(article, role.value, value)
    article.log_line(line_number, role, shown)


def parse_day(text: str) -> datetime.date | None:
    """Return the day that a text consists of, or None."""
    written = dates.parse(text)
    return written.date if written else None


def split_names(text: str) -> list[str]:
    """Return the people of a byline.

    >>> split_names("Ann Li, Bo Ek and Cy de la Torre")
    ['Ann Li', 'Bo Ek', 'Cy de la Torre']
    """
    return [name for name in (part.strip(" .*_") for part in BETWEEN_NAMES.split(" ".join(text.split()))) if name]


def parse_byline(text: str) -> list[str]:
    """Return the people of a line that begins with “By” and contains nothing but names; otherwise an empty list."""
    found = AUTHOR_LINE.match(text.strip(" *_#"))
    if not found or len(text) > LONGEST_BY_LINE or text.rstrip(" *_").endswith((":", ";", "!", "?")):
        return []
    people = split_names(found["value"])
    return people if people and all(len(name) <= LONGEST_NAME and NAME.match(name) for name in people) else []


def parse_date_line(text: str) -> dates.WrittenDate | None:
    """Return the date that a line consists of, with or without “Published”."""
    found = DATE_LINE.match(text.strip(" *_"))
    return dates.parse(found["value"]) if found else None
