"""An article as an importer hands it on: the one form that every reader of files makes and the writer takes.

Nothing here knows the database, so that a reader of files can be tested with a string and a comparison.
"""

import datetime
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

EXCERPT_LENGTH = 72


class ImportRefused(ValueError):
    """The file cannot become an article; the message says why in one line, for the person who imports."""


class What(TextChoices):
    """What a line of the file was taken for."""

    TITLE = "title", _("title")
    STANDFIRST = "standfirst", _("standfirst")
    AUTHOR = "author", _("author")
    DATE = "date", _("date")
    LANGUAGE = "language", _("language")
    CANONICAL = "canonical", _("canonical address")
    HEADING = "heading", _("heading")
    PARAGRAPH = "paragraph", _("paragraph")
    LIST = "list", _("list")
    QUOTE = "quote", _("quotation")
    SIGN_UP = "sign_up", _("sign-up box")
    NOTE = "note", _("note")
    DISCLAIMER = "disclaimer", _("disclaimer")
    LEFT_OUT = "left_out", _("left out")


class NoteKind(TextChoices):
    """The kinds of note that an old text can carry, with the values that the record uses."""

    UPDATE = "update", _("Update")
    CLARIFICATION = "clarification", _("Clarification")
    CORRECTION = "correction", _("Correction")
    EDITORS_NOTE = "editors_note", _("Editor's note")


class Place(TextChoices):
    """Where a note stood in the file."""

    HEAD = "head", _("head")
    FOOT = "foot", _("foot")


@dataclass(frozen=True)
class Recognised:
    """One row of the log: a line of the file (counted from 1), what it was taken for, and how it begins."""

    line_number: int
    what: What
    excerpt: str
    remark: str = ""


@dataclass(frozen=True)
class Doubt:
    """Something that a person should look at; line 0 speaks of the whole file."""

    line_number: int
    text: str


@dataclass(frozen=True)
class Block:
    """A block of the body: its name in the StreamField and its value in the StreamField's stored form."""

    name: str
    value: object
    line_number: int = 0


@dataclass(frozen=True)
class ImportedNote:
    """A correction or another note that the old text carried.

    `date` is empty where the file gives none or only half a one; `date_as_written` keeps the file's words.
    """

    kind: NoteKind
    text: str
    date: datetime.date | None
    date_as_written: str
    place: Place
    line_number: int = 0


@dataclass(frozen=True)
class KnownDisclaimer:
    """A disclaimer that may be recognised: `standing` if it stands under every article of the journal."""

    key: str
    title: str
    text: str
    standing: bool = True


@dataclass(frozen=True)
class JournalFacts:
    """What a reader of files has to know of the journal, without its database row."""

    name: str
    standfirst: str = ""
    disclaimers: tuple[KnownDisclaimer, ...] = ()


@dataclass(frozen=True)
class Given:
    """What the person who imports says about the article; it goes before what the file says."""

    title: str = ""
    authors: tuple[str, ...] = ()
    date: datetime.date | None = None


@dataclass
class ImportedArticle:
    """All that was found in a file, with the log of how each line was read."""

    title: str = ""
    standfirst: str = ""
    authors: list[str] = field(default_factory=list)
    date: datetime.date | None = None
    language: str = ""
    canonical: str = ""
    blocks: list[Block] = field(default_factory=list)
    notes: list[ImportedNote] = field(default_factory=list)
    disclaimers: list[KnownDisclaimer] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    log: list[Recognised] = field(default_factory=list)

    def recognise(self, line_number: int, what: What, text: str, remark: object = "") -> None:
        """Adds a row to the log; the text is cut to an excerpt."""
        self.log.append(Recognised(line_number, what, excerpt(text), str(remark)))

    def doubt(self, line_number: int, text: object) -> None:
        self.doubts.append(Doubt(line_number, str(text)))

    @property
    def left_out(self) -> list[Recognised]:
        """The rows of the log whose lines are not part of the article."""
        return [row for row in self.log if row.what == What.LEFT_OUT]


def excerpt(text: str) -> str:
    """The beginning of a text on one line, cut at a word.

    >>> excerpt("one two")
    'one two'
    """
    line = " ".join(text.split())
    if len(line) <= EXCERPT_LENGTH:
        return line
    return line[:EXCERPT_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
