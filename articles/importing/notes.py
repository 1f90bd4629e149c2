"""Find notes on changes among the passages: a label with text after it, or notes that follow a label."""

from dataclasses import dataclass, replace

from .note_labels import LabelledText, is_note, is_plural, mentions_change_of_this_text, note_under_label, parse_label
from .passages import Form, Passage

LONGEST_PLAIN_NOTE = 60  # words, under a label on a line by itself
LIST_FORMS = {Form.BULLETS, Form.NUMBERS}


@dataclass(frozen=True)
class LocatedNote:
    """A note and the line on which it begins."""

    line_number: int
    note: LabelledText


@dataclass(frozen=True)
class NoteGroup:
    """One or several passages with the notes in them. Without notes, it is a label over text about something else."""

    passages: tuple[Passage, ...]
    notes: tuple[LocatedNote, ...] = ()


def find_notes(rest: list[Passage]) -> NoteGroup | None:
    """Return the notes with which the passages begin, or None where they begin without the label of a note."""
    passage = rest[0]
    if passage.form not in {Form.PROSE, Form.QUOTE, Form.HEADING}:
        return None
    label = parse_label(passage.lines[0].text)
    if label and not label.text:
        return find_notes_under_label(rest, label)
    labelled = parse_label(passage.text)
    if not labelled or not labelled.text:
        return None
    if not is_note(labelled):
        return NoteGroup((passage,))
    return NoteGroup((passage,), (LocatedNote(passage.line_number, labelled),))


def find_notes_under_label(rest: list[Passage], label: LabelledText) -> NoteGroup | None:
    """Return the notes that follow a line with nothing but a label: the lines below it, a list, or paragraphs."""
    passage = rest[0]
    if len(passage.lines) > 1:
        below = replace(passage, lines=passage.lines[1:])
        if not belongs_to_label(below, passage.form, label):
            return None
        return NoteGroup((passage,), (LocatedNote(passage.line_number, note_under_label(below.text, label)),))
    followers: list[Passage] = []
    for follower in rest[1:]:
        if not belongs_to_label(follower, passage.form, label):
            break
        if followers and not mentions_change_of_this_text(follower.text):
            break
        followers.append(follower)
        if not is_plural(label.label):
            break
    if not followers:
        return None
    return NoteGroup(
        (passage, *followers), tuple(note for follower in followers for note in split_notes(follower, label))
    )


def belongs_to_label(follower: Passage, label_form: Form, label: LabelledText) -> bool:
    """Whether a passage under a label is a note. Under a marked heading it must be about the article itself."""
    if follower.form in {Form.HEADING, Form.RULE}:
        return False
    if mentions_change_of_this_text(follower.text):
        return True
    return label_form != Form.HEADING and (
        follower.form in LIST_FORMS or bool(label.date_as_written) or follower.word_count <= LONGEST_PLAIN_NOTE
    )


def split_notes(passage: Passage, label: LabelledText) -> list[LocatedNote]:
    """Return a note for each item of a list, and one note for a paragraph."""
    if passage.form in LIST_FORMS:
        return [LocatedNote(line.number, note_under_label(line.text, label)) for line in passage.lines]
    return [LocatedNote(passage.line_number, note_under_label(passage.text, label))]
