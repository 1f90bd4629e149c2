"""The boxes that a web page puts between its paragraphs: newsletter sign-up and “read more”."""

import re
from dataclasses import dataclass

from .imported import JournalFacts
from .passages import Form, Passage
from .source import Line
from .words import are_alike, same_words

LONGEST_BOX = 60  # words
LONGEST_HEADING = 10  # words
MOST_HEADING, MOST_TEXT = 120, 400  # characters that the block takes

INVITATION = re.compile(
    r"(?:please\s+)?(?:sign\s+up|sign-up|signup|subscribe|register|join|receive|get|enter|stay|keep\s+up|don['’]t\s+miss|never\s+miss"
    r"|want|be\s+the\s+first)\b",
    re.IGNORECASE,
)
TO_MAIL = re.compile(
    r"\b(?:e-?mails?(?:\s+address)?|news-?letters?|in-?box|mailing\s+list|(?:weekly|daily|monthly|regular)\s+(?:briefing|bulletin"
    r"|digest|letter|round-?up|updates?))\b",
    re.IGNORECASE,
)
BUTTON = re.compile(
    r"(?:sign\s*-?up(?:\s+now)?|subscribe(?:\s+now)?|submit|join(?:\s+now)?|register|(?:enter\s+)?(?:your\s+)?e-?mail(?:\s+address)?)\W*$",
    re.IGNORECASE,
)
READ_MORE = re.compile(
    r"(?:(?:read|see|view|learn|discover|find\s+out)\s+(?:more|all)|more|continue\s+reading)"
    r"(?:\s+(?:articles?|from|about|in|on)\b[^.:?!]{0,60})?\W*$",
    re.IGNORECASE,
)


# What a line has to speak of to head a box from which a blank line parts it.
OF_A_BOX = re.compile(
    r"\b(?:e-?mail|inbox|informed|join|latest|miss|news|newsletter|sign\s*-?up|subscribe|touch|updates?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SignUpBox:
    """What a newsletter box says; the heading may be empty. `buttons` are the lines of its form."""

    heading: str
    text: str
    buttons: tuple[Line, ...] = ()


def is_button(line: str) -> bool:
    """Whether a line is the form's own: a field or a button."""
    return bool(BUTTON.match(line.strip()))


def invites(line: str) -> bool:
    """Whether a line asks the reader for an e-mail address: it begins as an invitation and names the mail."""
    return bool(INVITATION.match(line.strip()) and TO_MAIL.search(line))


def heads_a_box(passage: Passage) -> bool:
    """Whether a line on its own is the heading of the newsletter box after it, and not of a section."""
    is_line = passage.form in {Form.PROSE, Form.HEADING} and len(passage.lines) == 1
    is_short = passage.word_count <= LONGEST_HEADING and len(passage.text) <= MOST_HEADING
    return is_line and is_short and bool(OF_A_BOX.search(passage.text)) and not passage.text.endswith((".", ",", ";"))


def sign_up_box(passage: Passage) -> SignUpBox | None:
    """The newsletter box that a passage is, or nothing.

    A box is short, one of its lines invites, and what stands above that line is at most a heading.
    """
    if passage.form != Form.PROSE or passage.word_count > LONGEST_BOX:
        return None
    lines = [line.text.strip() for line in passage.lines]
    place = next((place for place, line in enumerate(lines) if invites(line)), None)
    if place is None or place > 1 or (place == 1 and len(lines[0].split()) > LONGEST_HEADING):
        return None
    if place == 1 and lines[0].endswith((".", ",", ";")) and not is_button(lines[0]):
        return None
    told = [line for line in lines[place:] if not is_button(line)]
    buttons = tuple(line for line in passage.lines[place:] if is_button(line.text))
    box = SignUpBox(lines[0] if place else "", " ".join(told), buttons)
    return box if told and len(box.heading) <= MOST_HEADING and len(box.text) <= MOST_TEXT else None


def ends_with_read_more(passage: Passage) -> bool:
    return passage.form in {Form.PROSE, Form.HEADING} and bool(
        READ_MORE.match(passage.lines[-1].text.strip(" *_[]>»›→"))
    )


def is_read_more_box(passage: Passage, journal: JournalFacts) -> bool:
    """Whether the whole passage is the box that leads to other articles of the journal.

    Its lines are the journal's name, its standfirst and the link's words; a box of another series has
    at least a title and is short. A closing paragraph with the link's words under it is none.
    """
    lines = [line.text.strip() for line in passage.lines]
    if passage.form == Form.PROSE and len(lines) > 1 and same_words(lines[0], journal.name):
        return ends_with_read_more(passage) or names_journal(" ".join(lines[1:]), journal)
    if not ends_with_read_more(passage) or passage.word_count > LONGEST_BOX:
        return False
    has_title = len(lines[0].split()) <= LONGEST_HEADING and not lines[0].endswith((".", ",", ";"))
    return len(lines) == 1 or (len(lines) <= 4 and has_title)


def names_journal(text: str, journal: JournalFacts) -> bool:
    """Whether a text is the journal's name or its standfirst."""
    return same_words(text, journal.name) or are_alike(text, journal.standfirst)
