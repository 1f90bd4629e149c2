"""What stands before an article's first word: a front-matter head, or title, by-line and date as plain lines."""

import datetime
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from . import dates
from .imported import ImportedArticle, ImportRefused, What
from .source import Line

FENCE = re.compile(r"---\s*$")
CLOSING_FENCE = re.compile(r"(?:---|\.\.\.)\s*$")
PAIR = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}?)\s*:(?:\s+(?P<value>.*))?$")
ITEM = re.compile(r"\s*-\s+(?P<value>.*)$")
COMMENT = re.compile(r"\s*(?:#.*)?$")

KEYS = {
    "title": What.TITLE,
    "headline": What.TITLE,
    "standfirst": What.STANDFIRST,
    "summary": What.STANDFIRST,
    "excerpt": What.STANDFIRST,
    "description": What.STANDFIRST,
    "deck": What.STANDFIRST,
    "author": What.AUTHOR,
    "authors": What.AUTHOR,
    "by": What.AUTHOR,
    "date": What.DATE,
    "published": What.DATE,
    "publication date": What.DATE,
    "lang": What.LANGUAGE,
    "language": What.LANGUAGE,
    "canonical": What.CANONICAL,
    "canonical_url": What.CANONICAL,
}

TITLE_LINE = re.compile(r"(?:title|headline)\s*:\s*(?P<value>\S.*)$", re.IGNORECASE)
AUTHOR_LINE = re.compile(r"(?:authors?\s*:|by\s*:?)\s+(?P<value>\S.*)$", re.IGNORECASE)
DATE_LINE = re.compile(r"(?:(?:date|published|posted)\s*:?\s*(?:on\s+)?)?(?P<value>.*)$", re.IGNORECASE)
STANDFIRST_LINE = re.compile(r"(?:standfirst|summary|deck)\s*:\s*(?P<value>\S.*)$", re.IGNORECASE)
PARTICLES = "al|bin|da|de|del|della|den|der|di|do|dos|du|el|ibn|la|le|of|ten|ter|van|von|y|zu"
NAME_WORD = rf"(?:(?:{PARTICLES})|[^\W\d_a-z][\w.'’ʼ-]*)"
NAME = re.compile(rf"{NAME_WORD}(?:\s+{NAME_WORD}){{0,6}}$")
BETWEEN_NAMES = re.compile(r"\s*(?:,?\s+(?:and|&|und|et)\s+|[,;])\s*")


@dataclass
class Pair:
    """One key of a front-matter head with the values that follow it."""

    line_number: int
    key: str
    values: list[str] = field(default_factory=list)


def take(lines: list[Line], article: ImportedArticle) -> list[Line]:
    """Reads the front-matter head into the article and returns the lines after it; all of them if there is none.

    Keys with one value or a list of values are read. Raises ImportRefused for a head that is never closed.
    """
    start = next(place for place, line in enumerate(lines) if line.text.strip())
    if not FENCE.match(lines[start].text) or start + 1 >= len(lines) or not PAIR.match(lines[start + 1].text):
        return lines
    end = next((place for place in range(start + 1, len(lines)) if CLOSING_FENCE.match(lines[place].text)), None)
    if end is None:
        raise ImportRefused(
            _("The head that begins on line %(line)d is not closed by a line of three dashes.")
            % {"line": lines[start].number}
        )
    for pair in pairs(lines[start + 1 : end], article):
        set_from_pair(pair, article)
    return lines[end + 1 :]


def pairs(lines: list[Line], article: ImportedArticle) -> list[Pair]:
    """The keys of a head in order; what is neither key nor value is left out and said so."""
    found: list[Pair] = []
    for line in lines:
        pair, item = PAIR.match(line.text), ITEM.match(line.text)
        values = found[-1].values if found else []
        if values and is_open(values[-1]):
            values[-1] = unquoted(f"{values[-1]} {line.text.strip()}")
        elif pair:
            found.append(Pair(line.number, pair["key"].strip().lower(), listed(pair["value"] or "")))
        elif item and found:
            values.append(unquoted(item["value"]))
        elif found and line.text.startswith((" ", "\t")):
            values.append(unquoted(line.text))
        elif not COMMENT.match(line.text):
            article.recognise(line.number, What.LEFT_OUT, line.text, _("a line of the head that is no key"))
    return found


def is_open(value: str) -> bool:
    """Whether a value begins with a quotation mark that a later line closes."""
    return value.startswith(('"', "'")) and (len(value) == 1 or not value.endswith(value[0]))


def listed(value: str) -> list[str]:
    """The values written behind a key: one, or several in square brackets.

    >>> listed("[Ann Li, 'Bo Ek']")
    ['Ann Li', 'Bo Ek']
    """
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [unquoted(part) for part in value[1:-1].split(",") if part.strip()]
    return [unquoted(value)] if value and value not in {"|", ">", "|-", ">-"} else []


def unquoted(value: str) -> str:
    """Without the quotation marks of YAML around it."""
    value = value.strip()
    for mark, doubled in (('"', '\\"'), ("'", "''")):
        if len(value) > 1 and value.startswith(mark) and value.endswith(mark):
            return value[1:-1].replace(doubled, mark)
    return value


def set_from_pair(pair: Pair, article: ImportedArticle) -> None:
    what = KEYS.get(pair.key)
    value = " ".join(part for part in pair.values if part)
    if what is None or not value:
        reason = _("the key “%(key)s” is not used") if what is None else _("the key “%(key)s” is empty")
        article.recognise(pair.line_number, What.LEFT_OUT, f"{pair.key}: {value}", reason % {"key": pair.key})
    elif what == What.AUTHOR:
        authors = [name for part in pair.values for name in names(part)]
        set_value(article, pair.line_number, what, ", ".join(authors), authors)
    else:
        set_value(article, pair.line_number, what, value, value)


def set_value(article: ImportedArticle, line_number: int, what: What, shown: str, value: object) -> None:
    """Sets a field of the article once; a second value for the same field is left out."""
    attribute = {What.AUTHOR: "authors"}.get(what, what.value)
    if what == What.DATE:
        value = day(str(value))
        if value is None:
            article.doubt(line_number, _("“%(text)s” names no single day; the date stays open.") % {"text": shown})
    if not value or getattr(article, attribute):
        article.recognise(line_number, What.LEFT_OUT, shown, _("%(what)s, not used") % {"what": what.label})
        return
    setattr(article, attribute, value)
    article.recognise(line_number, what, shown)


def day(value: str) -> datetime.date | None:
    written = dates.read(value)
    return written.date if written else None


def names(value: str) -> list[str]:
    """The people of a by-line.

    >>> names("Ann Li, Bo Ek and Cy de la Torre")
    ['Ann Li', 'Bo Ek', 'Cy de la Torre']
    """
    return [name for name in (part.strip(" .*_") for part in BETWEEN_NAMES.split(" ".join(value.split()))) if name]


def by_line(text: str) -> list[str]:
    """The people of a line that begins with “By”, if names are all it holds."""
    found = AUTHOR_LINE.match(text.strip(" *_#"))
    if not found or len(text) > 160 or text.rstrip(" *_").endswith((":", ";", "!", "?")):
        return []
    people = names(found["value"])
    return people if people and all(len(name) <= 60 and NAME.match(name) for name in people) else []


def date_line(text: str) -> dates.WrittenDate | None:
    """The date that a line consists of, with or without “Published”."""
    found = DATE_LINE.match(text.strip(" *_"))
    return dates.read(found["value"]) if found else None
