"""The values that the templates of an article page print: dataclasses of safe HTML and plain text, no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, TypedDict

from django.utils.safestring import SafeString

from articles.corrections.serializer import NoteData
from articles.record.images import ImageFile, ImageSources
from articles.record.reader_copy import Image, JournalReference


class ImageResolver(Protocol):
    """Finds the files of an image of the copy: `RecordImages` for readers, `LibraryImages` for previews."""

    def get(self, image: Image, spec: str) -> ImageFile | None:
        """Return one size, or None where the file is missing."""

    def srcset(self, image: Image, use: str) -> ImageSources | None:
        """Return all sizes for one use of `articles.record.images.USES`, or None where the file is missing."""


class Link(TypedDict):
    name: str
    path: str


class PlacedNote(TypedDict):
    """A note below the article. style: “foot” for its text, “pointer” where the text is shown above the article."""

    note: NoteData
    style: Literal["foot", "pointer"]


@dataclass(frozen=True)
class Picture:
    """An image with its text. `src` is empty where the file is missing; the page then shows a sentence instead.

    redacted: whether the picture was removed from the record.
    """

    alt: str
    caption: str
    credit: str
    src: str = ""
    srcset: str = ""
    sizes: str = ""
    width: int = 0
    height: int = 0
    redacted: bool = False


@dataclass(frozen=True)
class FootnoteValues:
    """A footnote.

    html: paragraphs. margin: the same without links, for the margin beside the text. back: ids of the references in
    the text, for the links back to them.
    """

    number: int
    html: SafeString
    margin: SafeString
    back: tuple[str, ...] = ()


@dataclass(frozen=True)
class BlockValues:
    """A block of the body. values: a TypedDict of `block_values`, which the template of the type prints."""

    id: str
    type: str
    values: Mapping[str, object]
    margin_notes: tuple[FootnoteValues, ...] = ()

    @property
    def template(self) -> str:
        return f"components/blocks/{self.type}.html"


@dataclass(frozen=True)
class DisclosureValues:
    """What an author has declared. label: the kind in words, empty for a declaration of no interest."""

    author: str
    label: str
    text: str


@dataclass(frozen=True)
class Contributor:
    """A person or organisation in the byline. path: of the author's page, empty without one."""

    name: str
    path: str
    role: str
    role_label: str
    affiliation: str
    bio: SafeString
    portrait: Picture | None
    disclosures: tuple[DisclosureValues, ...] = ()


@dataclass(frozen=True)
class BylineCredit:
    """One part of the byline: a label such as “By”, and its people."""

    label: str
    people: tuple[Contributor, ...]


@dataclass(frozen=True)
class EntityGroup:
    """The entities of one kind that the article is about."""

    kind: str
    label: str
    names: tuple[Link, ...]


@dataclass(frozen=True)
class DisclaimerValues:
    """A disclaimer. html: safe paragraphs."""

    kind: str
    title: str
    html: SafeString


@dataclass(frozen=True)
class ArticleValues:
    """All that `reading/article.html` prints of an article.

    updated_on: None when it is the day of publication. minutes: reading time. standing_replaced: the reason why the
    journal's standing disclaimers are left out, otherwise empty. disclosures: those of no author in the byline.
    """

    title: str
    standfirst: str
    path: str
    language: str
    direction: str
    journal: JournalReference
    authors: tuple[Contributor, ...]
    byline: tuple[BylineCredit, ...]
    published_on: date | None
    updated_on: date | None
    minutes: int
    lead: Picture | None
    blocks: tuple[BlockValues, ...]
    footnotes: tuple[FootnoteValues, ...]
    entities_by_kind: tuple[EntityGroup, ...]
    disclaimers: tuple[DisclaimerValues, ...]
    standing_replaced: str
    disclosures: tuple[DisclosureValues, ...]
    notes_top: tuple[NoteData, ...]
    notes_foot: tuple[PlacedNote, ...]
    preview: bool = False
