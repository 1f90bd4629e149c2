"""Title, standfirst, byline and date as the first lines of a text."""

import re

from .head_fields import parse_byline, parse_date_line, set_value
from .imported import ImportedArticle, LineRole, Overrides
from .markdown import HEADING
from .similarity import same_words
from .source import Line

MOST_OPENING_LINES = 6
LONGEST_TITLE = 20  # words
TITLE_LINE = re.compile(r"(?:title|headline)\s*:\s*(?P<value>\S.*)$", re.IGNORECASE)
STANDFIRST_LINE = re.compile(r"(?:standfirst|summary|deck)\s*:\s*(?P<value>\S.*)$", re.IGNORECASE)
ENDS_LIKE_A_SENTENCE = re.compile(r"[.;,:]\W*$")


def read_title_lines(lines: list[Line], article: ImportedArticle, overrides: Overrides) -> list[Line]:
    """Read the opening lines into the article and return the lines after them.

    Only unambiguous lines are used: `Title:`, a heading of the first level, `By` with names, a line that is a
    date, the title that the person who imports gave; and a bare first line that a byline follows closely.
    """
    opening = [line for line in lines if line.text.strip()][:MOST_OPENING_LINES]
    used = read_bare_title(opening, article, overrides)
    for line in opening[len(used) :]:
        if not read_line(line, article, overrides):
            break
        used.append(line)
    numbers = {line.number for line in used}
    return [line for line in lines if line.number not in numbers]


def read_bare_title(opening: list[Line], article: ImportedArticle, overrides: Overrides) -> list[Line]:
    """Read a short first line as title, and a line between it and the byline as standfirst. Return the lines used."""
    index = next((index for index, line in enumerate(opening) if parse_byline(line.text)), None)
    if index not in {1, 2} or article.title or is_marked(opening[0].text, overrides):
        return []
    title = opening[0]
    if len(title.text.split()) > LONGEST_TITLE or ENDS_LIKE_A_SENTENCE.search(title.text):
        return []
    used = [title] if index == 1 or is_marked(opening[1].text, overrides) else opening[:2]
    for line, role in zip(used, (LineRole.TITLE, LineRole.STANDFIRST), strict=False):
        set_value(article, line.number, role, line.text.strip(), line.text.strip(" *_"))
    return used


def is_marked(text: str, overrides: Overrides) -> bool:
    """Whether a line's own form shows its role."""
    is_heading = bool(HEADING.match(text) or TITLE_LINE.match(text) or STANDFIRST_LINE.match(text))
    return is_heading or bool(parse_byline(text) or parse_date_line(text)) or same_words(text, overrides.title)


def read_line(line: Line, article: ImportedArticle, overrides: Overrides) -> bool:
    """Read one line into the article. Return False for a line that is not part of the head."""
    text = line.text.strip()
    heading, title, standfirst = HEADING.match(text), TITLE_LINE.match(text), STANDFIRST_LINE.match(text)
    if title:
        set_value(article, line.number, LineRole.TITLE, title["value"], title["value"])
    elif heading and len(heading["marks"]) == 1:
        set_value(article, line.number, LineRole.TITLE, heading["text"], heading["text"])
    elif same_words(text, overrides.title) or same_words(text, article.title):
        set_value(article, line.number, LineRole.TITLE, text, text)
    elif standfirst:
        set_value(article, line.number, LineRole.STANDFIRST, standfirst["value"], standfirst["value"])
    elif people := parse_byline(text):
        set_value(article, line.number, LineRole.AUTHORS, ", ".join(people), people)
    elif written := parse_date_line(text):
        set_value(article, line.number, LineRole.DATE, text, written.text)
    else:
        return False
    return True
