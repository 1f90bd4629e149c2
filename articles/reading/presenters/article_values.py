"""The values that the templates of an article page print.

They hold safe HTML and plain words, and ask nothing of a database.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.utils.safestring import SafeString

Card = dict[str, Any]
Note = dict[str, Any]


class ImageResolver(Protocol):
    """Finds the files of an image of the copy: the record's for readers, the desk's for previews."""

    def get(self, image: dict[str, Any], spec: str) -> dict[str, Any] | None:
        """One size: `{"src", "width", "height"}`, or None where the file is missing."""

    def srcset(self, image: dict[str, Any], use: str) -> dict[str, Any] | None:
        """All sizes for one use: `{"src", "srcset", "sizes", "width", "height"}`, or None where the file is missing."""


@dataclass(frozen=True)
class Picture:
    """An image with its words. Without `src` the file is missing, and the page says so."""

    alt: str
    caption: str
    credit: str
    src: str = ""
    srcset: str = ""
    sizes: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Block:
    """One block of the body. `values` are what its template prints under the name `block`."""

    id: str
    type: str
    values: dict[str, Any]
    margin_notes: tuple["Footnote", ...] = ()

    @property
    def template(self) -> str:
        return f"components/blocks/{self.type}.html"


@dataclass(frozen=True)
class Footnote:
    """A footnote. `html` are paragraphs; `margin` is the same without links, for the margin beside the text."""

    number: int
    html: SafeString
    margin: SafeString
    back: tuple[str, ...] = ()


@dataclass(frozen=True)
class Disclosure:
    """What an author has declared: `label` of its kind ("" for none) and the words, "None" said too."""

    author: str
    label: str
    text: str


@dataclass(frozen=True)
class Person:
    """An author or other contributor at the head and foot of the article."""

    name: str
    path: str
    role: str
    role_label: str
    affiliation: str
    bio: SafeString
    portrait: Picture | None
    disclosures: tuple[Disclosure, ...] = ()


@dataclass(frozen=True)
class Credit:
    """One part of the byline: "By" with its people."""

    label: str
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Subjects:
    """The entities of one kind that the article is about."""

    kind: str
    label: str
    names: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class Statement:
    """A disclaimer: title, safe paragraphs, kind and whether the journal or the article set it."""

    kind: str
    title: str
    html: SafeString
    origin: str


@dataclass(frozen=True)
class ArticleView:
    """An article page, ready to print."""

    uid: str
    title: str
    standfirst: str
    path: str
    language: str
    direction: str
    journal: dict[str, str]
    authors: tuple[Person, ...]
    byline: tuple[Credit, ...]
    byline_text: str
    published_on: date | None
    updated_on: date | None
    minutes: int
    lead: Picture | None
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    entities_by_kind: tuple[Subjects, ...]
    disclaimers: tuple[Statement, ...]
    standing_replaced: str
    disclosures: tuple[Disclosure, ...]
    notes_top: tuple[Note, ...]
    notes_foot: tuple[dict[str, Any], ...]
    preview: bool = False
