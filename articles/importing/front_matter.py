"""Front matter: the head of a file between two lines of three dashes, written in YAML or something like it."""

import re

from django.utils.translation import gettext as _

from . import line_head, yaml_head
from .head_fields import HeadField, set_field
from .imported import ImportedArticle
from .problems import ImportRejected, RejectionCode, WarningCode
from .source import Line

OPENING = re.compile(r"---\s*$")
CLOSING = re.compile(r"(?:---|\.\.\.)\s*$")


def read_front_matter(lines: list[Line], article: ImportedArticle) -> list[Line]:
    """Read the front matter into the article and return the lines after it. Without front matter, return all lines.

    Raises ImportRejected for front matter that is not closed, and for YAML's aliases, anchors, merge keys and tags.
    """
    start = next(index for index, line in enumerate(lines) if line.text.strip())
    if not OPENING.match(lines[start].text):
        return lines
    first = next((index for index in range(start + 1, len(lines)) if not lines[index].text.startswith("#")), None)
    if first is None or not line_head.PAIR.match(lines[first].text):
        return lines
    end = next((index for index in range(first, len(lines)) if CLOSING.match(lines[index].text)), None)
    if end is None and first > start + 1:
        return lines  # a dividing line and headings, not a head with comments
    if end is None:
        message = _("The head that begins on line %(line)d is not closed by a line of three dashes.")
        raise ImportRejected(message % {"line": lines[start].number}, RejectionCode.HEAD_NOT_CLOSED)
    for head_field in read_fields(lines[start + 1 : end], article):
        set_field(head_field, article)
    return lines[end + 1 :]


def read_fields(lines: list[Line], article: ImportedArticle) -> list[HeadField]:
    """Read the fields as YAML; where YAML does not accept the head, read it line by line and add a warning."""
    try:
        return yaml_head.read_fields(lines, article)
    except yaml_head.NotYaml as error:
        message = _("The head is not valid YAML from here on; it was read line by line. Check its fields.")
        article.warn(error.line_number, WarningCode.HEAD_NOT_YAML, message)
    return line_head.read_fields(lines, article)
