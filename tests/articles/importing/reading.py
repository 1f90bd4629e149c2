"""What the tests of the reader share: a journal, and a text made of passages."""

from articles.importing.imported import Given, ImportedArticle, JournalFacts, KnownDisclaimer, What
from articles.importing.text import parse_text

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


def read(*passages: str, **given) -> ImportedArticle:
    """Reads passages with blank lines between them; the title is given unless a test gives another."""
    facts = {"title": "The canal", **given}
    return parse_text("\n\n".join(passages).encode(), JOURNAL, Given(**facts))


def texts(article: ImportedArticle) -> list[str]:
    """The paragraphs of an article without their marks."""
    marked = [block.value for block in article.blocks if block.name == "paragraph"]
    return [value.removeprefix("<p>").removesuffix("</p>") for value in marked]


def names(article: ImportedArticle) -> list[str]:
    """The names of an article's blocks, in order."""
    return [block.name for block in article.blocks]


def lines_as(article: ImportedArticle, what: What) -> list[int]:
    """The numbers of the lines that were taken for one thing."""
    return [row.line_number for row in article.log if row.what == what]


def doubts(article: ImportedArticle) -> str:
    """All doubts in one string."""
    return "\n".join(f"{doubt.line_number}: {doubt.text}" for doubt in article.doubts)
