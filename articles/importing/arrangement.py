"""What the place of a section says: notes stand at the head or the foot, “read more” boxes at the end."""

from dataclasses import replace

from . import boxes
from .imported import JournalFacts, Place
from .passages import Form, Passage
from .sections import Role, Section

# What may stand before the first paragraph, or after the last, without being one.
HEAD = {Role.NOTE, Role.LABELLED, Role.SIGN_UP, Role.DISCLAIMER, Role.ORIGIN, Role.RULE}
FOOT = {*HEAD, Role.CLOSING, Role.READ_MORE}
BEHIND_READ_MORE = {Role.NOTE, Role.SIGN_UP, Role.DISCLAIMER, Role.RULE, Role.READ_MORE}


def arrange(sections: list[Section], journal: JournalFacts) -> list[tuple[Section, Place | None]]:
    """Each section with its place: at the head, at the foot, or (None) in the article's run.

    A file of nothing but furniture is all head.
    """
    sections = with_read_more(sections, journal)
    first = length_of(sections, HEAD)
    last = len(sections) - length_of(sections[first:][::-1], FOOT)
    return [
        (section, Place.HEAD if place < first else Place.FOOT if place >= last else None)
        for place, section in enumerate(sections)
    ]


def length_of(sections: list[Section], roles: set[Role]) -> int:
    """How many sections at the beginning have one of these roles."""
    return next((place for place, section in enumerate(sections) if section.role not in roles), len(sections))


def with_read_more(sections: list[Section], journal: JournalFacts) -> list[Section]:
    """Marks the “read more” box at the end, with the journal's name and standfirst that blank lines part from it."""
    end = len(sections) - length_of(sections[::-1], BEHIND_READ_MORE)
    if not end:
        return sections
    passage = sections[end - 1].passages[-1]
    if boxes.is_read_more_box(passage, journal):
        boxed = [Section(Role.READ_MORE, (passage,))]
    elif len(passage.lines) > 1 and boxes.ends_with_read_more(passage):
        boxed = list(parted(passage))
    else:
        return sections
    before = sections[: end - 1]
    while before and boxed[0].role == Role.READ_MORE and names_journal(before[-1], journal):
        boxed.insert(0, replace(before.pop(), role=Role.READ_MORE))
    return [*before, *boxed, *sections[end:]]


def names_journal(section: Section, journal: JournalFacts) -> bool:
    """Whether a section is a line of the box: the journal's name, its standfirst."""
    return section.role in {Role.BODY, Role.CLOSING} and boxes.names_journal(section.text, journal)


def parted(passage: Passage) -> tuple[Section, Section]:
    """A closing paragraph and the link's words under it."""
    text = Passage(Form.PROSE, passage.lines[:-1])
    link = Passage(Form.PROSE, passage.lines[-1:])
    return Section(Role.BODY, (text,)), Section(Role.READ_MORE, (link,))
