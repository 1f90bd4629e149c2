"""Shared by the tests of the importer: a journal, and functions that read a text made of passages."""

from articles.importing.imported import ImportedArticle, JournalFacts, KnownDisclaimer, LineRole, Overrides
from articles.importing.planning import Plan, journal_facts, plan_import
from articles.importing.problems import WarningCode
from articles.importing.text import read_text
from articles.models import JournalPage

STATEMENT = (
    "The views are those of the author alone and do not necessarily represent "
    "the position or views of the Orkhal Institute."
)
STANDING = KnownDisclaimer("standing", "The institute's statement", STATEMENT)
FUNDING = KnownDisclaimer(
    "funding",
    "Paid by the river fund",
    "The research for this essay was paid by the River Fund of Basel.",
    standing=False,
)
JOURNAL = JournalFacts(
    "The Long Frontier",
    "The Orkhal Institute’s online series about rivers and the states along them.",
    (STANDING, FUNDING),
)
FIRST = "The canal froze early that year, and nobody had ordered salt."
LAST = "The gates stayed shut until spring."


def read(*passages: str, **overrides) -> ImportedArticle:
    """Read passages with blank lines between them. The title is “The canal” unless a test sets another."""
    values = {"title": "The canal", **overrides}
    return read_text("\n\n".join(passages).encode(), JOURNAL, Overrides(**values))


def read_bytes(data: bytes) -> ImportedArticle:
    """Read the bytes of a file with a title."""
    return read_text(data, JOURNAL, Overrides(title="The canal"))


def texts(article: ImportedArticle) -> list[str]:
    """Return the paragraphs of an article without their tags."""
    paragraphs = [str(block.value) for block in article.blocks if block.name == "paragraph"]
    return [value.removeprefix("<p>").removesuffix("</p>") for value in paragraphs]


def block_names(article: ImportedArticle) -> list[str]:
    """Return the names of an article's blocks in order."""
    return [block.name for block in article.blocks]


def lines_with(article: ImportedArticle, role: LineRole) -> list[int]:
    """Return the numbers of the lines with a role in the log."""
    return [row.line_number for row in article.log if row.role == role]


def warnings(article: ImportedArticle | Plan) -> list[tuple[int, WarningCode]]:
    """Return line number and code of each warning of an article or a plan."""
    return [(warning.line_number, warning.code) for warning in article.warnings]


def plan(journal: JournalPage, *passages: str, **overrides) -> Plan:
    """Read passages and plan their import into a journal of the database."""
    values = {"title": "The canal", **overrides}
    article = read_text("\n\n".join(passages).encode(), journal_facts(journal), Overrides(**values))
    return plan_import(article, journal)
