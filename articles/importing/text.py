"""Plain text, as saved from a web page or typed, into an imported article.

The rules speak of shapes (a label, a short line, a date) and of what the journal says of itself, never of the
sentences of one file. Nothing is dropped or converted without a row in the log; what is uncertain stays text
and is doubted.
"""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from . import disclaimers, front_matter, links, notes, title_lines
from .arrangement import arrange
from .body_blocks import block_of, sign_up_block
from .imported import (
    Doubt,
    Given,
    ImportedArticle,
    ImportedNote,
    ImportRefused,
    JournalFacts,
    Place,
    What,
    excerpt,
)
from .passages import Form, Passage, split
from .sections import Role, Section, classify
from .source import Line, read_lines

LONGEST_TITLE = 255
LONGEST_STANDFIRST = 400
NEAR_AN_END = 3  # passages from the beginning or the end, where a doubtful note is worth a word
WORDS_OF_A_PLAIN_HEADING = 8
TEMPLATE_TAG = re.compile(
    r"(?:\{\{|\{%).*|!\[[^\]]{0,300}\]\([^)]{0,300}\)|<(?:a|b|div|em|i|img|p|span|strong)\b[^>]{0,300}>"
)
PLAIN_HEADING = re.compile(r"[*_]*[^\W\d_a-z][^.!?:;,…]*\??$")


def parse_text(data: bytes, journal: JournalFacts, given: Given | None = None) -> ImportedArticle:
    """Reads a whole file. What `given` says goes before what the file says.

    Raises ImportRefused, with one line for the person who imports, when it cannot become an article.
    """
    given = given or Given()
    article = ImportedArticle()
    lines, cleaned = read_lines(data)
    article.doubts = [Doubt(0, sentence) for sentence in cleaned]
    lines = front_matter.take(lines, article)
    lines = title_lines.take(lines, article, given)
    lines = links.resolve(lines, article)
    doubt_markup(lines, article)
    sections = arrange(list(classify(split(lines), journal)), journal)
    for section, place in sections:
        take_section(section, place, article)
    doubt_ends(sections, journal, article)
    overrule(article, given)
    article.log.sort(key=lambda row: row.line_number)
    article.doubts.sort(key=lambda doubt: doubt.line_number)
    check(article)
    return article


def take_section(section: Section, place: Place | None, article: ImportedArticle) -> None:
    """Puts a section where it belongs in the article and says so in the log."""
    if section.role == Role.NOTE and place is not None:
        take_notes(section, place, article)
    elif section.role == Role.SIGN_UP:
        take_sign_up(section, article)
    elif section.role == Role.DISCLAIMER:
        take_disclaimer(section, article)
    elif section.role in {Role.READ_MORE, Role.RULE}:
        reason = _("“read more” box") if section.role == Role.READ_MORE else _("dividing line")
        for passage in section.passages:
            for line in passage.lines:
                article.recognise(line.number, What.LEFT_OUT, line.text, reason)
    else:
        take_body(section, place, article)


def take_body(section: Section, place: Place | None, article: ImportedArticle) -> None:
    for passage in section.passages:
        block = block_of(passage)
        article.blocks.append(block)
        article.recognise(passage.number, What(block.name), passage.text)
    if section.role == Role.NOTE:
        article.doubt(section.number, _("Reads like a note but stands in the middle of the text; kept as text."))
    elif section.role == Role.LABELLED:
        article.doubt(section.number, _("Has the label of a note but tells of no change; kept as text."))


def take_notes(section: Section, place: Place, article: ImportedArticle) -> None:
    for line_number, found in section.openings:
        note = ImportedNote(found.kind, found.text, found.date, found.date_as_written, place, line_number)
        article.notes.append(note)
        remark = f"{found.kind.label}, {found.date_as_written or _('date not recorded')}"
        article.recognise(line_number, What.NOTE, found.text, remark)
        if found.date_as_written and found.date is None:
            sentence = _("“%(text)s” names no single day; it is kept as written.")
            article.doubt(line_number, sentence % {"text": found.date_as_written})
    if section.number not in {line_number for line_number, _found in section.openings}:
        article.recognise(section.number, What.LEFT_OUT, section.passages[0].text, _("label of the notes below it"))


def take_sign_up(section: Section, article: ImportedArticle) -> None:
    """The box becomes a block where it stood; the words of its form are the site's own."""
    if section.box is None:
        return
    article.blocks.append(sign_up_block(section.box, section.number))
    shown = " / ".join(part for part in (section.box.heading, section.box.text) if part)
    article.recognise(section.number, What.SIGN_UP, shown)
    for line in section.box.buttons:
        article.recognise(line.number, What.LEFT_OUT, line.text, _("field or button of the sign-up box"))


def take_disclaimer(section: Section, article: ImportedArticle) -> None:
    if section.found is None:
        return
    known = section.found.disclaimer
    if known not in article.disclaimers:
        article.disclaimers.append(known)
    title = {"title": known.title}
    article.recognise(section.number, What.DISCLAIMER, section.text, _("linked to “%(title)s”") % title)
    if not section.found.alike:
        article.doubt(section.number, _("The disclaimer differs from “%(title)s”, which stands instead.") % title)


def doubt_markup(lines: list[Line], article: ImportedArticle) -> None:
    """Marks of templates, pictures and HTML are kept as text, and said."""
    for line in lines:
        found = TEMPLATE_TAG.search(line.text)
        if found:
            shown = {"text": excerpt(found.group())}
            article.doubt(line.number, _("Holds markup that stays as text: %(text)s") % shown)


def doubt_ends(sections: list[tuple[Section, Place | None]], journal: JournalFacts, article: ImportedArticle) -> None:
    """Says of text that stayed text what it may have been."""
    text_roles = {Role.BODY, Role.CLOSING, Role.LABELLED, Role.ORIGIN}
    kept = [section for section, _place in sections if section.role in text_roles]
    for place, section in enumerate(kept):
        passage = section.passages[0]
        if min(place, len(kept) - 1 - place) < NEAR_AN_END:
            doubt_note(section, journal, article)
        if place < len(kept) - 1 and is_plain_heading(passage):
            article.doubt(section.number, _("May be a heading; kept as a paragraph."))


def doubt_note(section: Section, journal: JournalFacts, article: ImportedArticle) -> None:
    text = section.text
    if section.role != Role.LABELLED and notes.tells_of_this_text(text) and not notes.THANKS_FOR_ADVICE.search(text):
        article.doubt(section.number, _("Speaks of an earlier version without a label; kept as text."))
    if section.role == Role.ORIGIN or (section.role == Role.LABELLED and notes.FIRST_PUBLISHED.search(text)):
        article.doubt(section.number, _("Speaks of a first publication elsewhere; the canonical address stays open."))
    if disclaimers.disclaims(text):
        sentence = _("Reads like a disclaimer that %(journal)s does not have; kept as text.")
        article.doubt(section.number, sentence % {"journal": journal.name})


def is_plain_heading(passage: Passage) -> bool:
    is_short = passage.word_count <= WORDS_OF_A_PLAIN_HEADING and len(passage.lines) == 1
    return passage.form == Form.PROSE and is_short and bool(PLAIN_HEADING.match(passage.text))


def overrule(article: ImportedArticle, given: Given) -> None:
    """What the person who imports says goes before what the file says; the log tells what gave way."""
    for what, value, held in (
        (What.TITLE, given.title.strip(), article.title),
        (What.AUTHOR, list(given.authors), article.authors),
        (What.DATE, given.date, article.date),
    ):
        if not value:
            continue
        setattr(article, "authors" if what == What.AUTHOR else what.value, value)
        if held and held != value:
            article.log = [
                replace(row, what=What.LEFT_OUT, remark=_("%(what)s, overruled by the option") % {"what": what.label})
                if row.what == what
                else row
                for row in article.log
            ]


def check(article: ImportedArticle) -> None:
    """Refuses what cannot be an article."""
    if not any(block.name != "sign_up" for block in article.blocks):
        raise ImportRefused(_("The file holds no text of an article."))
    if not article.title:
        raise ImportRefused(_("The file names no title: give one with --title."))
    if len(article.title) > LONGEST_TITLE:
        raise ImportRefused(
            _("The title has %(length)d characters; %(limit)d are the most.")
            % {"length": len(article.title), "limit": LONGEST_TITLE}
        )
    if len(article.standfirst) > LONGEST_STANDFIRST:
        article.doubt(0, _("The standfirst was cut at %(limit)d characters.") % {"limit": LONGEST_STANDFIRST})
        article.standfirst = article.standfirst[: LONGEST_STANDFIRST - 2].rsplit(" ", 1)[0] + " …"
