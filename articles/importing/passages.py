"""Lines into passages: what stands between blank lines, taken apart where a line plainly opens something new."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from . import notes
from .source import Line

# Hard-wrapped lines are shorter than this; a longer line that ends a sentence is a paragraph of its own.
LONGEST_WRAPPED_LINE = 120

HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>\S.{0,298}?)\s*#{0,6}$")
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
    """Lines that belong together. The text of each line is without the marks of its form."""

    form: Form
    lines: tuple[Line, ...]
    level: int = 0

    @property
    def number(self) -> int:
        """The number of its first line."""
        return self.lines[0].number

    @property
    def text(self) -> str:
        return " ".join(line.text.strip() for line in self.lines if line.text.strip())

    @property
    def word_count(self) -> int:
        return len(self.text.split())

    @property
    def items(self) -> list[str]:
        """The points of a list; a line that carries on the one before has been joined to it."""
        return [line.text for line in self.lines]


def split(lines: Iterable[Line]) -> list[Passage]:
    """All passages of a text, in order."""
    return [passage for run in runs(lines) for passage in passages_of(run)]


def runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The groups of lines between blank ones."""
    run: list[Line] = []
    for line in lines:
        if line.text.strip():
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def passages_of(run: list[Line]) -> Iterator[Passage]:
    """Takes a run apart at headings, dividing lines, quotations, lists and long lines."""
    rest = run
    while rest:
        count, passage = first_passage(rest)
        yield passage
        rest = rest[count:]


def first_passage(lines: list[Line]) -> tuple[int, Passage]:
    """The passage with which these lines begin, and how many of them it takes."""
    first = lines[0]
    if RULE.match(first.text):
        return 1, Passage(Form.RULE, (first,))
    heading = HEADING.match(first.text)
    if heading:
        line = Line(first.number, heading["text"])
        return 1, Passage(Form.HEADING, (line,), level=len(heading["marks"]))
    if QUOTED.match(first.text):
        return quotation(lines)
    for form, marker in ((Form.BULLETS, BULLET), (Form.NUMBERS, NUMBERED)):
        if opens_list(lines, marker):
            return list_of_points(lines, form, marker)
    return prose(lines)


def quotation(lines: list[Line]) -> tuple[int, Passage]:
    taken = []
    for line in lines:
        found = QUOTED.match(line.text)
        if not found:
            break
        taken.append(Line(line.number, found["text"]))
    return len(taken), Passage(Form.QUOTE, tuple(taken))


def opens_list(lines: list[Line], marker: re.Pattern[str], alone: bool = True) -> bool:
    """Whether a list begins here: two marked lines, or one that is all there is (`alone`).

    A single line with a dash inside a paragraph is a line of that paragraph. Numbers count from 1.
    """
    if not marker.match(lines[0].text):
        return False
    if marker is NUMBERED:
        numbers = [int(found["number"]) for line in lines if (found := marker.match(line.text))]
        return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
    marked = sum(1 for line in lines if marker.match(line.text))
    return marked > 1 or (alone and len(lines) == 1)


def list_of_points(lines: list[Line], form: Form, marker: re.Pattern[str]) -> tuple[int, Passage]:
    points: list[Line] = []
    for line in lines:
        found = marker.match(line.text)
        if found:
            points.append(Line(line.number, found["text"].strip()))
        else:
            points[-1] = Line(points[-1].number, f"{points[-1].text} {line.text.strip()}")
    return len(lines), Passage(form, tuple(points))


def prose(lines: list[Line]) -> tuple[int, Passage]:
    """Lines of a paragraph, up to where something else begins."""
    count = 1
    while count < len(lines) and not breaks_before(lines, count):
        count += 1
    return count, Passage(Form.PROSE, tuple(lines[:count]))


def breaks_before(lines: list[Line], place: int) -> bool:
    """Whether a new passage begins at this line of a run."""
    before, line = lines[place - 1].text, lines[place].text
    if HEADING.match(line) or RULE.match(line) or QUOTED.match(line):
        return True
    if any(opens_list(lines[place:], marker, alone=False) for marker in (BULLET, NUMBERED)):
        return True
    if not ENDS_A_SENTENCE.search(before):
        return False
    return max(len(before), len(line)) > LONGEST_WRAPPED_LINE or notes.opening(line) is not None
