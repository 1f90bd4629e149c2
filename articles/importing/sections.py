"""What each passage of a text is, by its own words; where it stands is weighed in `arrangement`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from . import boxes, disclaimers, notes
from .boxes import SignUpBox
from .disclaimers import FoundDisclaimer
from .imported import JournalFacts
from .notes import Opening
from .passages import Form, Passage

LONGEST_PLAIN_NOTE = 60  # words, under a label that stands on a line of its own
LONGEST_CLOSING = 90  # words
LONGEST_ORIGIN = 40  # words
PERSON = r"[^\W\d_a-z][\w.'’-]+(?:\s+(?:\w{1,3}\s+)?[^\W\d_a-z][\w.'’-]*){1,4}"
ABOUT_THE_AUTHOR = re.compile(
    rf"[*_]*(?:About the authors?\b|{PERSON}[*_]*,?\s+(?:is|are|was|works|serves|teaches|writes|leads)\b)"
)


class Role(Enum):
    """What part a passage may play."""

    BODY = "body"
    NOTE = "note"
    LABELLED = "labelled"  # a label of a note over something that is none
    ORIGIN = "origin"  # a line that says where the article first stood
    CLOSING = "closing"  # a line about the author, or a disclaimer that the journal does not have
    SIGN_UP = "sign_up"
    DISCLAIMER = "disclaimer"
    READ_MORE = "read_more"
    RULE = "rule"


@dataclass(frozen=True)
class Section:
    """One or several passages with their part, and what was found in them."""

    role: Role
    passages: tuple[Passage, ...]
    openings: tuple[tuple[int, Opening], ...] = ()
    box: SignUpBox | None = None
    found: FoundDisclaimer | None = None

    @property
    def number(self) -> int:
        """The number of its first line."""
        return self.passages[0].number

    @property
    def text(self) -> str:
        return " ".join(passage.text for passage in self.passages)


def classify(passages: list[Passage], journal: JournalFacts) -> Iterator[Section]:
    rest = passages
    while rest:
        section = next_section(rest, journal)
        yield section
        rest = rest[len(section.passages) :]


def next_section(rest: list[Passage], journal: JournalFacts) -> Section:
    """The section with which the passages begin."""
    passage = rest[0]
    if passage.form == Form.RULE:
        return Section(Role.RULE, (passage,))
    section = note_section(rest) or sign_up_section(rest)
    if section:
        return section
    if passage.form in {Form.PROSE, Form.QUOTE}:
        found = disclaimers.find(passage.text.strip("*_ "), journal)
        if found:
            return Section(Role.DISCLAIMER, (passage,), found=found)
    return Section(role_of_text(passage), (passage,))


def role_of_text(passage: Passage) -> Role:
    """The part of a passage that stays text."""
    if passage.form != Form.PROSE or passage.word_count > LONGEST_CLOSING:
        return Role.BODY
    if notes.FIRST_PUBLISHED.search(passage.text) and passage.word_count <= LONGEST_ORIGIN:
        return Role.ORIGIN
    is_closing = ABOUT_THE_AUTHOR.match(passage.text) or disclaimers.disclaims(passage.text)
    return Role.CLOSING if is_closing else Role.BODY


def note_section(rest: list[Passage]) -> Section | None:
    """A note with its label before it, or the notes under a label of their own."""
    passage = rest[0]
    if passage.form not in {Form.PROSE, Form.QUOTE, Form.HEADING}:
        return None
    over = notes.opening(passage.lines[0].text)
    if over and not over.text:
        return notes_under_label(rest, over)
    found = notes.opening(passage.text)
    if not found or not found.text:
        return None
    if not notes.is_note(found):
        return Section(Role.LABELLED, (passage,))
    return Section(Role.NOTE, (passage,), openings=((passage.number, found),))


def notes_under_label(rest: list[Passage], over: Opening) -> Section | None:
    """The notes that follow a line with nothing but a label: the lines below it, a list, or paragraphs."""
    passage = rest[0]
    if len(passage.lines) > 1:
        below = replace(passage, lines=passage.lines[1:])
        if not belongs(below, passage.form, over):
            return None
        return Section(Role.NOTE, (passage,), openings=((passage.number, notes.point(below.text, over)),))
    taken: list[Passage] = []
    for follower in rest[1:]:
        if not belongs(follower, passage.form, over) or (taken and not notes.tells_of_this_text(follower.text)):
            break
        taken.append(follower)
        if not notes.is_plural(over.label):
            break
    if not taken:
        return None
    openings = tuple(note for follower in taken for note in points(follower, over))
    return Section(Role.NOTE, (passage, *taken), openings=openings)


def belongs(follower: Passage, label_form: Form, over: Opening) -> bool:
    """Whether a passage under a label is a note. Under a marked heading it must speak of the article itself."""
    if follower.form in {Form.HEADING, Form.RULE}:
        return False
    if notes.tells_of_this_text(follower.text):
        return True
    return label_form != Form.HEADING and (
        follower.form in {Form.BULLETS, Form.NUMBERS}
        or bool(over.date_as_written)
        or follower.word_count <= LONGEST_PLAIN_NOTE
    )


def points(passage: Passage, over: Opening) -> list[tuple[int, Opening]]:
    """Each point of a list is a note; a paragraph is one."""
    if passage.form in {Form.BULLETS, Form.NUMBERS}:
        return [(line.number, notes.point(line.text, over)) for line in passage.lines]
    return [(passage.number, notes.point(passage.text, over))]


def sign_up_section(rest: list[Passage]) -> Section | None:
    """A newsletter box, with a heading that a blank line may part from it and the buttons after it."""
    heading: list[Passage] = []
    box = boxes.sign_up_box(rest[0])
    if box is None and len(rest) > 1 and boxes.heads_a_box(rest[0]):
        box = boxes.sign_up_box(rest[1])
        if box is None or box.heading:
            return None
        heading, rest = rest[:1], rest[1:]
        box = replace(box, heading=heading[0].text)
    if box is None:
        return None
    taken = [rest[0]]
    for follower in rest[1:]:
        if not all(boxes.is_button(line.text) for line in follower.lines):
            break
        taken.append(follower)
        box = replace(box, buttons=(*box.buttons, *follower.lines))
    return Section(Role.SIGN_UP, (*heading, *taken), box=box)
