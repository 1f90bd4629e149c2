"""Reads the article files of the demo: YAML front matter, and a body in Markdown (see `markdown.py`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from . import markdown
from .markdown import MarkupError

FOLDER = Path(__file__).parent / "articles"

Item = TypeVar("Item")


@dataclass(frozen=True)
class Signature:
    """An author who signs the article. The role is a value of `ArticleAuthor.Role`."""

    slug: str
    role: str = "author"


@dataclass(frozen=True)
class LeadImage:
    """The picture at the top. `file` is a name in the folder of pictures."""

    file: str
    alt: str
    caption: str


@dataclass(frozen=True)
class Disclosure:
    """What one author declares. The kind is a value of `ArticleDisclosure.Kind`."""

    author: str
    kind: str
    text: str = ""


@dataclass(frozen=True)
class Replacement:
    """A passage of the body, in Markdown, and the passage that replaces it."""

    old: str
    new: str


@dataclass(frozen=True)
class Correction:
    """A note that was added later, and what it changed in the body. Without replacements it changed nothing."""

    at: datetime
    kind: str
    note: str
    replace: list[Replacement] = field(default_factory=list)

    def apply(self, body: str) -> str:
        """Return the body with the passages replaced. Raises MarkupError for one that is not there exactly once."""
        for replacement in self.replace:
            if body.count(replacement.old) != 1:
                message = f"A corrected passage must be in the body exactly once: {replacement.old!r}"
                raise MarkupError(message, code="passage")
            body = body.replace(replacement.old, replacement.new)
        return body


@dataclass(frozen=True)
class ArticleFile:
    """The content of an article file. `slug` is the name of the file; `body` is Markdown, as first published."""

    slug: str
    body: str
    title: str
    standfirst: str
    journal: str
    date: date
    authors: list[Signature]
    lead_image: LeadImage
    countries: list[str]
    disclosures: list[Disclosure]
    language: str = "en"
    programmes: list[str] = field(default_factory=list)
    firms: list[str] = field(default_factory=list)
    disclaimers: list[str] = field(default_factory=list)
    canonical_url: str = ""
    # Why the standing disclaimers of the journal are left out, if they are.
    standing_disclaimers_replaced: str = ""
    corrections: list[Correction] = field(default_factory=list)


def read_all_articles() -> list[ArticleFile]:
    """Read all articles, oldest first, so that each can link to those before it."""
    articles = [read_article(file) for file in FOLDER.glob("*.md")]
    return sorted(articles, key=lambda article: (article.date, article.slug))


def read_article(file: Path) -> ArticleFile:
    """Read one file. Its name is added to an error as a note."""
    try:
        return parse_article(file.stem, file.read_text(encoding="utf-8"))
    except (KeyError, ValueError) as error:
        error.add_note(f"in {file}")
        raise


def parse_article(slug: str, text: str) -> ArticleFile:
    """Parse the content of an article file. Raises MarkupError, or ValueError for a date that is not ISO 8601."""
    document = markdown.parse(text)
    values = {
        **document.options,
        "slug": slug,
        "body": document.body,
        "date": date.fromisoformat(document.options.get("date", "")),
        "authors": make_all(Signature, document.options.get("authors", [])),
        "lead_image": make(LeadImage, document.options.get("lead_image", {})),
        "disclosures": make_all(Disclosure, document.options.get("disclosures", [])),
        "corrections": [make_correction(correction) for correction in document.options.get("corrections", [])],
    }
    return make(ArticleFile, values)


def make_correction(values: Mapping[str, Any]) -> Correction:
    """Times are UTC."""
    at = datetime.strptime(values["at"], "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    return make(Correction, {**values, "at": at, "replace": make_all(Replacement, values.get("replace", []))})


def make_all(item_class: type[Item], items: list[dict[str, Any]]) -> list[Item]:
    return [make(item_class, values) for values in items]


def make(item_class: Callable[..., Item], values: Mapping[str, Any]) -> Item:
    """Make a dataclass from a mapping. Raises MarkupError for a key that is missing or unknown."""
    try:
        return item_class(**values)
    except TypeError as error:
        raise MarkupError(str(error), code="key") from error
