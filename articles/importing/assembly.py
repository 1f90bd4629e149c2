"""Assemble the article from its sections: blocks, notes, disclaimers, a log of every line, and warnings."""

import re

from django.utils.translation import gettext as _

from .blocks import passage_block, sign_up_block
from .boxes import SignUpBox
from .disclaimers import FoundDisclaimer, is_disclaimer_wording
from .imported import ImportedArticle, ImportedNote, JournalFacts, LineRole, Place, excerpt
from .note_labels import FIRST_PUBLISHED, THANKS_FOR_ADVICE, mentions_change_of_this_text
from .passages import Form, Passage
from .problems import WarningCode
from .sections import Section, SectionRole
from .source import Line

NEAR_AN_END = 3  # sections from the beginning or the end, where a possible note causes a warning
LONGEST_PLAIN_HEADING = 8  # words
TEXT_ROLES = {SectionRole.BODY, SectionRole.CLOSING, SectionRole.LABELLED, SectionRole.ORIGIN}
MARKUP = re.compile(
    r"(?:\{\{|\{%).*|!\[[^\]]{0,300}\]\([^)]{0,300}\)|<(?:a|b|div|em|i|img|p|span|strong)\b[^>]{0,300}>"
)
PLAIN_HEADING = re.compile(r"[*_]*[^\W\d_a-z][^.!?:;,…]*\??$")


def assemble(sections: list[Section], journal: JournalFacts, article: ImportedArticle) -> None:
    """Add all sections to the article and log their lines, then warn about text that may be something else."""
    for section in sections:
        add_section(section, article)
    warn_about_text(sections, journal, article)


def add_section(section: Section, article: ImportedArticle) -> None:
    """Add one section to the article according to its role."""
    if section.role == SectionRole.NOTE and section.place is not None:
        add_notes(section, section.place, article)
    elif section.box is not None:
        add_sign_up_box(section, section.box, article)
    elif section.disclaimer is not None:
        add_disclaimer(section, section.disclaimer, article)
    elif section.role in {SectionRole.READ_MORE, SectionRole.RULE}:
        reason = _("“read more” box") if section.role == SectionRole.READ_MORE else _("dividing line")
        for passage in section.passages:
            for line in passage.lines:
                article.log_line(line.number, LineRole.LEFT_OUT, line.text, reason)
    else:
        add_text(section, article)


def add_text(section: Section, article: ImportedArticle) -> None:
    """Add each passage as a block, and warn about a note that is kept as text."""
    for passage in section.passages:
        block = passage_block(passage)
        article.blocks.append(block)
        article.log_line(passage.line_number, LineRole(block.name), passage.text)
    if section.role == SectionRole.NOTE:
        message = _("Looks like a note in the middle of the text; kept as text.")
        article.warn(section.line_number, WarningCode.NOTE_IN_THE_MIDDLE, message)
    elif section.role == SectionRole.LABELLED:
        message = _("Has the label of a note but mentions no change; kept as text.")
        article.warn(section.line_number, WarningCode.LABEL_WITHOUT_CHANGE, message)


def add_notes(section: Section, place: Place, article: ImportedArticle) -> None:
    """Add the notes of a section. A label on a line by itself is left out."""
    for located in section.notes:
        line_number, note = located.line_number, located.note
        article.notes.append(ImportedNote(note.kind, note.text, note.date, note.date_as_written, place, line_number))
        remark = f"{note.kind.label}, {note.date_as_written or _('date not recorded')}"
        article.log_line(line_number, LineRole.NOTE, note.text, remark)
        if note.date_as_written and note.date is None:
            message = _("“%(text)s” is not one exact day; it is kept as written.") % {"text": note.date_as_written}
            article.warn(line_number, WarningCode.DATE_AMBIGUOUS, message)
    if section.line_number not in {located.line_number for located in section.notes}:
        text = section.passages[0].text
        article.log_line(section.line_number, LineRole.LEFT_OUT, text, _("label of the notes below it"))


def add_sign_up_box(section: Section, box: SignUpBox, article: ImportedArticle) -> None:
    """Add a sign-up block. Fields and buttons are left out: the site has a form for them."""
    article.blocks.append(sign_up_block(box, section.line_number))
    shown = " / ".join(part for part in (box.heading, box.text) if part)
    article.log_line(section.line_number, LineRole.SIGN_UP, shown)
    for line in box.buttons:
        article.log_line(line.number, LineRole.LEFT_OUT, line.text, _("field or button of the sign-up box"))


def add_disclaimer(section: Section, found: FoundDisclaimer, article: ImportedArticle) -> None:
    """Link a disclaimer of the journal, once."""
    if found.disclaimer not in article.disclaimers:
        article.disclaimers.append(found.disclaimer)
    title = {"title": found.disclaimer.title}
    article.log_line(section.line_number, LineRole.DISCLAIMER, section.text, _("linked to “%(title)s”") % title)
    if not found.wording_matches:
        message = _("The wording differs from the disclaimer “%(title)s”, which is shown instead.") % title
        article.warn(section.line_number, WarningCode.DISCLAIMER_DIFFERS, message)


def warn_about_markup(lines: list[Line], article: ImportedArticle) -> None:
    """Warn about template tags, Markdown images and HTML, which are kept as text."""
    for line in lines:
        found = MARKUP.search(line.text)
        if found:
            message = _("Contains markup that is kept as text: %(text)s") % {"text": excerpt(found.group())}
            article.warn(line.number, WarningCode.MARKUP, message)


def warn_about_text(sections: list[Section], journal: JournalFacts, article: ImportedArticle) -> None:
    """Warn about text near the beginning or the end that may be a note, and about lines that may be headings."""
    kept = [section for section in sections if section.role in TEXT_ROLES]
    for index, section in enumerate(kept):
        if min(index, len(kept) - 1 - index) < NEAR_AN_END:
            warn_about_possible_note(section, journal, article)
        if index < len(kept) - 1 and is_plain_heading(section.passages[0]):
            message = _("May be a heading; kept as a paragraph.")
            article.warn(section.line_number, WarningCode.POSSIBLE_HEADING, message)


def warn_about_possible_note(section: Section, journal: JournalFacts, article: ImportedArticle) -> None:
    """Warn about text that mentions an earlier version, a first publication elsewhere, or a disclaimer."""
    text, is_labelled = section.text, section.role == SectionRole.LABELLED
    if not is_labelled and mentions_change_of_this_text(text) and not THANKS_FOR_ADVICE.search(text):
        message = _("Mentions an earlier version but has no label; kept as text.")
        article.warn(section.line_number, WarningCode.CHANGE_WITHOUT_LABEL, message)
    if section.role == SectionRole.ORIGIN or (is_labelled and FIRST_PUBLISHED.search(text)):
        message = _("Mentions a first publication elsewhere; the canonical URL was left empty.")
        article.warn(section.line_number, WarningCode.FIRST_PUBLISHED_ELSEWHERE, message)
    if is_disclaimer_wording(text):
        message = _("Looks like a disclaimer that %(journal)s does not have; kept as text.")
        article.warn(section.line_number, WarningCode.UNKNOWN_DISCLAIMER, message % {"journal": journal.name})


def is_plain_heading(passage: Passage) -> bool:
    """Whether a paragraph of one short line looks like a heading."""
    is_short = passage.word_count <= LONGEST_PLAIN_HEADING and len(passage.lines) == 1
    return passage.form == Form.PROSE and is_short and bool(PLAIN_HEADING.match(passage.text))
