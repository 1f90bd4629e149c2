"""Title, standfirst, by-line and date as the first lines of a text without front matter."""

import re

from .front_matter import STANDFIRST_LINE, TITLE_LINE, by_line, date_line, set_value
from .imported import Given, ImportedArticle, What
from .passages import HEADING
from .source import Line
from .words import same_words

MOST_LINES = 6
LONGEST_TITLE = 20  # words
ENDS_LIKE_A_SENTENCE = re.compile(r"[.;,:]\W*$")


def take(lines: list[Line], article: ImportedArticle, given: Given) -> list[Line]:
    """Reads the opening lines into the article and returns the lines after them.

    A line counts only where it leaves no choice: `Title:`, a heading of the first level, `By` with names, a
    line that is a date, the title that was given; a bare first line where a by-line follows it soon.
    """
    opening = [line for line in lines if line.text.strip()][:MOST_LINES]
    taken = bare_title(opening, article, given)
    for line in opening[len(taken) :]:
        if not take_line(line, article, given):
            break
        taken.append(line)
    numbers = {line.number for line in taken}
    return [line for line in lines if line.number not in numbers]


def bare_title(opening: list[Line], article: ImportedArticle, given: Given) -> list[Line]:
    """A short first line, and one more that is no sentence of the text, where a by-line follows them soon."""
    place = next((place for place, line in enumerate(opening) if by_line(line.text)), None)
    if place not in {1, 2} or article.title or is_marked(opening[0].text, given):
        return []
    title = opening[0]
    if len(title.text.split()) > LONGEST_TITLE or ENDS_LIKE_A_SENTENCE.search(title.text):
        return []
    taken = [title] if place == 1 or is_marked(opening[1].text, given) else opening[:2]
    for line, what in zip(taken, (What.TITLE, What.STANDFIRST), strict=False):
        set_value(article, line.number, what, line.text.strip(), line.text.strip(" *_"))
    return taken


def is_marked(text: str, given: Given) -> bool:
    """Whether a line says by itself what it is."""
    is_heading = bool(HEADING.match(text) or TITLE_LINE.match(text) or STANDFIRST_LINE.match(text))
    return is_heading or bool(by_line(text) or date_line(text)) or same_words(text, given.title)


def take_line(line: Line, article: ImportedArticle, given: Given) -> bool:
    """Reads one line into the article; whether it was one of the head."""
    text = line.text.strip()
    heading, title, standfirst = HEADING.match(text), TITLE_LINE.match(text), STANDFIRST_LINE.match(text)
    if title:
        set_value(article, line.number, What.TITLE, title["value"], title["value"])
    elif heading and len(heading["marks"]) == 1:
        set_value(article, line.number, What.TITLE, heading["text"], heading["text"])
    elif same_words(text, given.title) or same_words(text, article.title):
        set_value(article, line.number, What.TITLE, text, text)
    elif standfirst:
        set_value(article, line.number, What.STANDFIRST, standfirst["value"], standfirst["value"])
    elif people := by_line(text):
        set_value(article, line.number, What.AUTHOR, ", ".join(people), people)
    elif written := date_line(text):
        set_value(article, line.number, What.DATE, text, written.text)
    else:
        return False
    return True
