"""Split lines into passages: at blank lines, and where a line clearly begins a new paragraph, list or heading."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from .markdown import HEADING
from .note_labels import parse_label
from .source import Line

# Hard-wrapped lines are shorter than this. A longer line that ends a sentence is a whole paragraph.
LONGEST_WRAPPED_LINE = 120

QUOTED = re.compile(r">\s?(?P<text>.*)$")
BULLET = re.compile(r"\s*[-*•‣·]\s+(?P<text>\S.*)$")
NUMBERED = re.compile(r"\s*(?P<number>\d{1,2})[.)]\s+(?P<text>\S.*)$")
RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
ENDS_A_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]*_]*$")


class Form(Enum):
    """How a passage is laid out."""

    PROSE = "prose"
    HEADING = "heading"
    QUOTE = "quote"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    RULE = "rule"


@dataclass(frozen=True)
class Passage:
    """Lines that belong together: a paragraph, a heading, a list, a quotation or a dividing line.

    The text of each line is without the marks of its form. In a list, each line is an item.
    """

    form: Form
    lines: tuple[Line, ...]
    level: int = 0

    @property
    def line_number(self) -> int:
        """The number of the first line."""
        return self.lines[0].number

    @property
    def text(self) -> str:
        """The lines joined by spaces."""
        return " ".join(line.text.strip() for line in self.lines if line.text.strip())

    @property
    def word_count(self) -> int:
        """The number of words, counted at white space."""
        return len(self.text.split())


def split_passages(lines: Iterable[Line]) -> list[Passage]:
    """Return the passages of a text in order."""
    return [passage for run in split_runs(lines) for passage in split_run(run)]


def split_runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield the groups of lines between blank lines."""
    run: list[Line] = []
    for line in lines:
        if line.text.strip():
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def split_run(run: list[Line]) -> Iterator[Passage]:
    """Split a run at headings, dividing lines, quotations, lists and long lines."""
    rest = run
    while rest:
        count, passage = first_passage(rest)
        yield passage
        rest = rest[count:]


def first_passage(lines: list[Line]) -> tuple[int, Passage]:
    """Return the passage with which the lines begin, and the number of lines it covers."""
    first = lines[0]
    if RULE.match(first.text):
        return 1, Passage(Form.RULE, (first,))
    heading = HEADING.match(first.text)
    if heading:
        line = Line(first.number, heading["text"])
        return 1, Passage(Form.HEADING, (line,), level=len(heading["marks"]))
    if QUOTED.match(first.text):
        return read_quotation(lines)
    for form, marker in ((Form.BULLETS, BULLET), (Form.NUMBERS, NUMBERED)):
        if begins_list(lines, marker):
            return read_list(lines, form, marker)
    return read_prose(lines)


def read_quotation(lines: list[Line]) -> tuple[int, Passage]:
    """Read lines marked with “>” as one quotation."""
    quoted = []
    for line in lines:
        found = QUOTED.match(line.text)
        if not found:
            break
        quoted.append(Line(line.number, found["text"]))
    return len(quoted), Passage(Form.QUOTE, tuple(quoted))


def begins_list(lines: list[Line], marker: re.Pattern[str], single: bool = True) -> bool:
    """Whether a list begins here: at least two marked lines, or with `single` one marked line and no other.

    A single line with a dash inside a paragraph is a line of that paragraph. Numbers count from 1.
    """
    if not marker.match(lines[0].text):
        return False
    if marker is NUMBERED:
        numbers = [int(found["number"]) for line in lines if (found := marker.match(line.text))]
        return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
    marked = sum(1 for line in lines if marker.match(line.text))
    return marked > 1 or (single and len(lines) == 1)


def read_list(lines: list[Line], form: Form, marker: re.Pattern[str]) -> tuple[int, Passage]:
    """Read all lines as one list. A line without a marker continues the item before it."""
    items: list[Line] = []
    for line in lines:
        found = marker.match(line.text)
        if found:
            items.append(Line(line.number, found["text"].strip()))
        else:
            items[-1] = Line(items[-1].number, f"{items[-1].text} {line.text.strip()}")
    return len(lines), Passage(form, tuple(items))


def read_prose(lines: list[Line]) -> tuple[int, Passage]:
    """Read the lines of a paragraph, up to the line at which a new passage begins."""
    count = 1
    while count < len(lines) and not begins_passage(lines, count):
        count += 1
    return count, Passage(Form.PROSE, tuple(lines[:count]))


def begins_passage(lines: list[Line], index: int) -> bool:
    """Whether a new passage begins at this line of a run."""
    before, line = lines[index - 1].text, lines[index].text
    if HEADING.match(line) or RULE.match(line) or QUOTED.match(line):
        return True
    if any(begins_list(lines[index:], marker, single=False) for marker in (BULLET, NUMBERED)):
        return True
    if not ENDS_A_SENTENCE.search(before):
        return False
    return max(len(before), len(line)) > LONGEST_WRAPPED_LINE or parse_label(line) is not None
