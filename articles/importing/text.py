"""Read a plain-text file, as saved from a web page or typed, into an ImportedArticle.

The rules look at form (a label, a short line, a date) and at the journal's own texts, never at the sentences of one
file. Everything left out or converted has a row in the log. What is uncertain stays text and causes a warning.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from . import limits
from .assembly import assemble, warn_about_markup
from .front_matter import read_front_matter
from .imported import ImportedArticle, JournalFacts, LineRole, Overrides, cut_between_words
from .markdown import resolve_reference_links
from .passages import split_passages
from .problems import ImportRejected, RejectionCode, WarningCode
from .sections import read_sections
from .source import read_lines
from .title_lines import read_title_lines


def read_text(data: bytes, journal: JournalFacts, overrides: Overrides | None = None) -> ImportedArticle:
    """Read a whole file. Overrides replace what the file gives.

    Raises ImportRejected, with a message of one line, for a file that cannot become an article.
    """
    overrides = overrides or Overrides()
    article = ImportedArticle()
    lines, article.warnings = read_lines(data)
    lines = read_front_matter(lines, article)
    lines = read_title_lines(lines, article, overrides)
    lines = resolve_reference_links(lines, article)
    warn_about_markup(lines, article)
    sections = read_sections(split_passages(lines), journal)
    assemble(sections, journal, article)
    apply_overrides(article, overrides)
    article.log.sort(key=lambda row: row.line_number)
    article.warnings.sort(key=lambda warning: warning.line_number)
    check_article(article)
    return article


def apply_overrides(article: ImportedArticle, overrides: Overrides) -> None:
    """Replace what the file gives by what the person who imports gave, and log the replaced lines as left out."""
    for role, value, in_file in (
        (LineRole.TITLE, overrides.title.strip(), article.title),
        (LineRole.AUTHORS, list(overrides.authors), article.authors),
        (LineRole.DATE, overrides.date, article.date),
    ):
        if not value:
            continue
        setattr(article, role.value, value)
        if in_file and in_file != value:
            remark = _("%(role)s, replaced by the option") % {"role": role.label}
            article.log = [
                replace(row, role=LineRole.LEFT_OUT, remark=remark) if row.role == role else row for row in article.log
            ]


def check_article(article: ImportedArticle) -> None:
    """Raise ImportRejected for what cannot be an article, and cut a standfirst that is too long."""
    if not any(block.name != "sign_up" for block in article.blocks):
        raise ImportRejected(_("The file contains no text of an article."), RejectionCode.NO_TEXT)
    if not article.title:
        raise ImportRejected(_("The file has no title: give one with --title."), RejectionCode.NO_TITLE)
    if len(article.title) > limits.TITLE:
        message = _("The title has %(length)d characters; the limit is %(limit)d.")
        values = {"length": len(article.title), "limit": limits.TITLE}
        raise ImportRejected(message % values, RejectionCode.TITLE_TOO_LONG)
    if len(article.standfirst) > limits.STANDFIRST:
        message = _("The standfirst was cut to %(limit)d characters.") % {"limit": limits.STANDFIRST}
        article.warn(0, WarningCode.STANDFIRST_CUT, message)
        article.standfirst = cut_between_words(article.standfirst, limits.STANDFIRST - 2) + " …"
