"""Group passages into sections: first by their wording, then by their place in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from .boxes import SignUpBox, ends_with_read_more, find_sign_up_box, is_journal_text, is_read_more_box
from .disclaimers import FoundDisclaimer, find_disclaimer, is_disclaimer_wording
from .imported import JournalFacts, Place
from .note_labels import FIRST_PUBLISHED
from .notes import LocatedNote, find_notes
from .passages import Form, Passage

LONGEST_CLOSING = 90  # words
LONGEST_ORIGIN = 40  # words
PERSON = r"[^\W\d_a-z][\w.'’-]+(?:\s+(?:\w{1,3}\s+)?[^\W\d_a-z][\w.'’-]*){1,4}"
ABOUT_THE_AUTHOR = re.compile(
    rf"[*_]*(?:About the authors?\b|{PERSON}[*_]*,?\s+(?:is|are|was|works|serves|teaches|writes|leads)\b)"
)


class SectionRole(Enum):
    """The part that a section plays in the article."""

    BODY = "body"
    NOTE = "note"
    LABELLED = "labelled"  # the label of a note over a text that is not about a change
    ORIGIN = "origin"  # a line about the first publication elsewhere
    CLOSING = "closing"  # a line about the author, or a disclaimer that the journal does not have
    SIGN_UP = "sign_up"
    DISCLAIMER = "disclaimer"
    READ_MORE = "read_more"
    RULE = "rule"


# Roles that a section before the first paragraph may have, or one after the last.
HEAD_ROLES = {
    SectionRole.NOTE,
    SectionRole.LABELLED,
    SectionRole.SIGN_UP,
    SectionRole.DISCLAIMER,
    SectionRole.ORIGIN,
    SectionRole.RULE,
}
FOOT_ROLES = HEAD_ROLES | {SectionRole.CLOSING, SectionRole.READ_MORE}
ROLES_AFTER_READ_MORE = HEAD_ROLES - {SectionRole.LABELLED, SectionRole.ORIGIN} | {SectionRole.READ_MORE}


@dataclass(frozen=True)
class Section:
    """One or several passages with their role, what was found in them, and their place.

    Between the first and the last paragraph of the article, `place` is `None`.
    """

    role: SectionRole
    passages: tuple[Passage, ...]
    notes: tuple[LocatedNote, ...] = ()
    box: SignUpBox | None = None
    disclaimer: FoundDisclaimer | None = None
    place: Place | None = None

    @property
    def line_number(self) -> int:
        """The number of the first line."""
        return self.passages[0].line_number

    @property
    def text(self) -> str:
        """The text of all passages."""
        return " ".join(passage.text for passage in self.passages)


def read_sections(passages: list[Passage], journal: JournalFacts) -> list[Section]:
    """Return the sections of a text in order, with their roles and places.

    A text without any paragraph is all head.
    """
    sections = mark_read_more(list(classify(passages, journal)), journal)
    first = count_leading(sections, HEAD_ROLES)
    last = len(sections) - count_leading(sections[first:][::-1], FOOT_ROLES)
    return [
        replace(section, place=Place.HEAD if index < first else Place.FOOT if index >= last else None)
        for index, section in enumerate(sections)
    ]


def classify(passages: list[Passage], journal: JournalFacts) -> Iterator[Section]:
    """Yield the sections with the roles that their wording gives them."""
    rest = passages
    while rest:
        section = first_section(rest, journal)
        yield section
        rest = rest[len(section.passages) :]


def first_section(rest: list[Passage], journal: JournalFacts) -> Section:
    """Return the section with which the passages begin."""
    passage = rest[0]
    if passage.form == Form.RULE:
        return Section(SectionRole.RULE, (passage,))
    group = find_notes(rest)
    if group:
        return Section(SectionRole.NOTE if group.notes else SectionRole.LABELLED, group.passages, notes=group.notes)
    box = find_sign_up_box(rest)
    if box:
        return Section(SectionRole.SIGN_UP, box.passages, box=box)
    if passage.form in {Form.PROSE, Form.QUOTE}:
        disclaimer = find_disclaimer(passage.text.strip("*_ "), journal)
        if disclaimer:
            return Section(SectionRole.DISCLAIMER, (passage,), disclaimer=disclaimer)
    return Section(role_of_text(passage), (passage,))


def role_of_text(passage: Passage) -> SectionRole:
    """Return the role of a passage that stays text."""
    if passage.form != Form.PROSE or passage.word_count > LONGEST_CLOSING:
        return SectionRole.BODY
    if FIRST_PUBLISHED.search(passage.text) and passage.word_count <= LONGEST_ORIGIN:
        return SectionRole.ORIGIN
    is_closing = ABOUT_THE_AUTHOR.match(passage.text) or is_disclaimer_wording(passage.text)
    return SectionRole.CLOSING if is_closing else SectionRole.BODY


def count_leading(sections: list[Section], roles: set[SectionRole]) -> int:
    """Return how many sections at the beginning have one of these roles."""
    return next((index for index, section in enumerate(sections) if section.role not in roles), len(sections))


def mark_read_more(sections: list[Section], journal: JournalFacts) -> list[Section]:
    """Give the “read more” box at the end its role, with the journal's name and standfirst before it."""
    end = len(sections) - count_leading(sections[::-1], ROLES_AFTER_READ_MORE)
    if not end:
        return sections
    passage = sections[end - 1].passages[-1]
    if is_read_more_box(passage, journal):
        box = [Section(SectionRole.READ_MORE, (passage,))]
    elif len(passage.lines) > 1 and ends_with_read_more(passage):
        text, link = Passage(Form.PROSE, passage.lines[:-1]), Passage(Form.PROSE, passage.lines[-1:])
        box = [Section(SectionRole.BODY, (text,)), Section(SectionRole.READ_MORE, (link,))]
    else:
        return sections
    before = sections[: end - 1]
    while before and box[0].role == SectionRole.READ_MORE and is_line_of_box(before[-1], journal):
        box.insert(0, replace(before.pop(), role=SectionRole.READ_MORE))
    return [*before, *box, *sections[end:]]


def is_line_of_box(section: Section, journal: JournalFacts) -> bool:
    """Whether a section is the journal's name or standfirst, which belongs to the “read more” box after it."""
    return section.role in {SectionRole.BODY, SectionRole.CLOSING} and is_journal_text(section.text, journal)
