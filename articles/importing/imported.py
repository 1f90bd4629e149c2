"""The values of an import: what every reader of files returns and the writer stores.

Nothing here queries the database, so that a reader can be tested with a string and a comparison.
"""

import datetime
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from articles.record.models import ChangeClass

from .problems import ImportWarning, WarningCode

EXCERPT_LENGTH = 72


class LineRole(TextChoices):
    """What a line of the file was read as. The values for fields are the names of ImportedArticle's attributes."""

    TITLE = "title", _("title")
    STANDFIRST = "standfirst", _("standfirst")
    AUTHORS = "authors", _("author")
    DATE = "date", _("date")
    LANGUAGE = "language", _("language")
    CANONICAL_URL = "canonical_url", _("canonical URL")
    HEADING = "heading", _("heading")
    PARAGRAPH = "paragraph", _("paragraph")
    LIST = "list", _("list")
    QUOTE = "quote", _("quotation")
    SIGN_UP = "sign_up", _("sign-up box")
    NOTE = "note", _("note")
    DISCLAIMER = "disclaimer", _("disclaimer")
    LEFT_OUT = "left_out", _("left out")


class Place(TextChoices):
    """Where in the file a note was found."""

    HEAD = "head", _("head")
    FOOT = "foot", _("foot")


@dataclass(frozen=True)
class LogRow:
    """One row of the log: a line of the file (counted from 1), its role, its first words and a remark."""

    line_number: int
    role: LineRole
    excerpt: str
    remark: str = ""


@dataclass(frozen=True)
class Block:
    """A block of the body: its name in the StreamField and its value in the StreamField's stored form."""

    name: str
    value: object
    line_number: int = 0


@dataclass(frozen=True)
class ImportedNote:
    """A correction or another note that the old text carried.

    `date` is empty where the file gives no date or an incomplete one; `date_as_written` is the file's wording.
    """

    kind: ChangeClass
    text: str
    date: datetime.date | None
    date_as_written: str
    place: Place
    line_number: int = 0


@dataclass(frozen=True)
class KnownDisclaimer:
    """A disclaimer that can be recognised in a text. `standing`: the journal shows it under every article."""

    key: str
    title: str
    text: str
    standing: bool = True


@dataclass(frozen=True)
class JournalFacts:
    """What a reader of files needs to know about the journal."""

    name: str
    standfirst: str = ""
    disclaimers: tuple[KnownDisclaimer, ...] = ()


@dataclass(frozen=True)
class Overrides:
    """Values from the person who imports. They replace what the file gives."""

    title: str = ""
    authors: tuple[str, ...] = ()
    date: datetime.date | None = None


@dataclass
class ImportedArticle:
    """Everything found in a file, with a log of how each line was read and warnings about what to check."""

    title: str = ""
    standfirst: str = ""
    authors: list[str] = field(default_factory=list)
    date: datetime.date | None = None
    language: str = ""
    canonical_url: str = ""
    blocks: list[Block] = field(default_factory=list)
    notes: list[ImportedNote] = field(default_factory=list)
    disclaimers: list[KnownDisclaimer] = field(default_factory=list)
    warnings: list[ImportWarning] = field(default_factory=list)
    log: list[LogRow] = field(default_factory=list)

    def log_line(self, line_number: int, role: LineRole, text: str, remark: object = "") -> None:
        """Add a row to the log. The text is shortened to an excerpt."""
        self.log.append(LogRow(line_number, role, excerpt(text), str(remark)))

    def warn(self, line_number: int, code: WarningCode, message: object) -> None:
        """Add a warning about a line, or about the whole file with line 0."""
        self.warnings.append(ImportWarning(line_number, code, str(message)))


def excerpt(text: str) -> str:
    """Return the beginning of a text on one line, cut between words.

    >>> excerpt("one two")
    'one two'
    """
    line = " ".join(text.split())
    if len(line) <= EXCERPT_LENGTH:
        return line
    return cut_between_words(line, EXCERPT_LENGTH).rstrip(" ,;:") + " …"


def cut_between_words(text: str, length: int) -> str:
    """Return at most `length` characters of a text, without the word that would be cut in two.

    Django's Truncator counts either characters or words and cuts inside words.

    >>> cut_between_words("salt and rope", 10)
    'salt and'
    """
    return text[:length].rsplit(" ", 1)[0]
