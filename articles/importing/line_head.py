"""A tolerant reader for front matter that is not valid YAML, such as `title: What Moscow wants: a plan`."""

import re

from django.utils.translation import gettext as _

from .head_fields import HeadField
from .imported import ImportedArticle, LineRole
from .source import Line

PAIR = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}?)\s*:(?:\s+(?P<value>.*))?$")
ITEM = re.compile(r"\s*-\s+(?P<value>.*)$")
COMMENT = re.compile(r"\s*(?:#.*)?$")
BLOCK_SCALAR_MARKS = {"|", ">", "|-", ">-"}


def read_fields(lines: list[Line], article: ImportedArticle) -> list[HeadField]:
    """Return the keys in order with their values. Lines that are neither key nor value are logged as left out."""
    fields: list[HeadField] = []
    for line in lines:
        pair, item = PAIR.match(line.text), ITEM.match(line.text)
        values = fields[-1].values if fields else []
        if values and is_open(values[-1]):
            values[-1] = unquote(f"{values[-1]} {line.text.strip()}")
        elif pair:
            fields.append(HeadField(line.number, pair["key"].strip().lower(), split_values(pair["value"] or "")))
        elif item and fields:
            values.append(unquote(item["value"]))
        elif fields and line.text.startswith((" ", "\t")):
            values.append(unquote(line.text))
        elif not COMMENT.match(line.text):
            article.log_line(line.number, LineRole.LEFT_OUT, line.text, _("a line of the head without a key"))
    return fields


def is_open(value: str) -> bool:
    """Whether a value begins with a quotation mark that only a later line can close."""
    return value.startswith(('"', "'")) and value[0] not in value[1:]


def split_values(value: str) -> list[str]:
    """Return the values after a key: one, or several in square brackets.

    >>> split_values("[Ann Li, 'Bo Ek']")
    ['Ann Li', 'Bo Ek']
    """
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [unquote(part) for part in value[1:-1].split(",") if part.strip()]
    return [unquote(value)] if value and value not in BLOCK_SCALAR_MARKS else []


def unquote(value: str) -> str:
    """Remove YAML's quotation marks around a value."""
    value = value.strip()
    for mark, doubled in (('"', '\\"'), ("'", "''")):
        if len(value) > 1 and value.startswith(mark) and value.endswith(mark):
            return value[1:-1].replace(doubled, mark)
    return value
