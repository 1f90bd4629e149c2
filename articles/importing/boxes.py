"""Find the boxes that a web page has between its paragraphs: newsletter sign-up and “read more”."""

import re
from dataclasses import dataclass, replace

from . import limits
from .imported import JournalFacts
from .passages import Form, Passage
from .similarity import are_similar, same_words
from .source import Line

LONGEST_BOX = 60  # words
LONGEST_HEADING = 10  # words
SENTENCE_ENDS = (".", ",", ";")

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
# A word that the heading of a box must have where a blank line follows it.
BOX_HEADING = re.compile(
    r"\b(?:e-?mail|inbox|informed|join|latest|miss|news|newsletter|sign\s*-?up|subscribe|touch|updates?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SignUpBox:
    """The words of a newsletter box, and the passages that it consists of. The heading may be empty.

    `buttons` are the lines of its form: fields and buttons.
    """

    heading: str
    text: str
    buttons: tuple[Line, ...]
    passages: tuple[Passage, ...]


def is_button(line: str) -> bool:
    """Whether a line is a field or a button of the form."""
    return bool(BUTTON.match(line.strip()))


def is_invitation(line: str) -> bool:
    """Whether a line invites the reader to sign up: it begins as an invitation and mentions e-mail or a newsletter."""
    return bool(INVITATION.match(line.strip()) and TO_MAIL.search(line))


def find_sign_up_box(rest: list[Passage]) -> SignUpBox | None:
    """Return the newsletter box with which the passages begin, or None.

    Its heading may be a passage before the invitation, its buttons passages after it.
    """
    box = parse_sign_up_box(rest[0])
    if box is None and len(rest) > 1 and is_box_heading(rest[0]):
        box = parse_sign_up_box(rest[1])
        if box is None or box.heading:
            return None
        box = replace(box, heading=rest[0].text, passages=(rest[0], rest[1]))
    if box is None:
        return None
    for follower in rest[len(box.passages) :]:
        if not all(is_button(line.text) for line in follower.lines):
            break
        box = replace(box, buttons=(*box.buttons, *follower.lines), passages=(*box.passages, follower))
    return box


def is_box_heading(passage: Passage) -> bool:
    """Whether a line by itself is the heading of the newsletter box after it, and not of a section."""
    is_line = passage.form in {Form.PROSE, Form.HEADING} and len(passage.lines) == 1
    is_short = passage.word_count <= LONGEST_HEADING and len(passage.text) <= limits.SIGN_UP_HEADING
    return is_line and is_short and bool(BOX_HEADING.search(passage.text)) and not passage.text.endswith(SENTENCE_ENDS)


def parse_sign_up_box(passage: Passage) -> SignUpBox | None:
    """Return the newsletter box that one passage is, or None.

    A box is short, and its first or second line is an invitation; a first line before that is a heading.
    """
    if passage.form != Form.PROSE or passage.word_count > LONGEST_BOX:
        return None
    lines = [line.text.strip() for line in passage.lines]
    index = next((index for index, line in enumerate(lines) if is_invitation(line)), None)
    if index is None or index > 1 or (index == 1 and len(lines[0].split()) > LONGEST_HEADING):
        return None
    if index == 1 and lines[0].endswith(SENTENCE_ENDS) and not is_button(lines[0]):
        return None
    heading = lines[0] if index else ""
    text = " ".join(line for line in lines[index:] if not is_button(line))
    if not text or len(heading) > limits.SIGN_UP_HEADING or len(text) > limits.SIGN_UP_TEXT:
        return None
    buttons = tuple(line for line in passage.lines[index:] if is_button(line.text))
    return SignUpBox(heading, text, buttons, (passage,))


def ends_with_read_more(passage: Passage) -> bool:
    """Whether the last line of a passage is the text of a “read more” link."""
    return passage.form in {Form.PROSE, Form.HEADING} and bool(
        READ_MORE.match(passage.lines[-1].text.strip(" *_[]>»›→"))
    )


def is_read_more_box(passage: Passage, journal: JournalFacts) -> bool:
    """Whether the whole passage is the box that leads to other articles of the journal.

    Its lines are the journal's name, its standfirst and the text of the link. The box of another series has at
    least a title and is short. A closing paragraph with a “read more” link under it is not a box.
    """
    lines = [line.text.strip() for line in passage.lines]
    if passage.form == Form.PROSE and len(lines) > 1 and same_words(lines[0], journal.name):
        return ends_with_read_more(passage) or is_journal_text(" ".join(lines[1:]), journal)
    if not ends_with_read_more(passage) or passage.word_count > LONGEST_BOX:
        return False
    has_title = len(lines[0].split()) <= LONGEST_HEADING and not lines[0].endswith(SENTENCE_ENDS)
    return len(lines) == 1 or (len(lines) <= 4 and has_title)


def is_journal_text(text: str, journal: JournalFacts) -> bool:
    """Whether a text is the journal's name or its standfirst."""
    return same_words(text, journal.name) or are_similar(text, journal.standfirst)
