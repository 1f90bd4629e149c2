"""The reader's copy: everything that a reader is shown of an article, and the only input of every rendering.

The TypedDicts below are the stored shape of the copy in versions of formats 1 and 2. Whatever can be renamed later (an
author, an entity, a linked article) is stored with a permanent id beside its words. All text is Unicode as typed; HTML
is never part of a copy.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypedDict

from django.db.models import JSONField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from .formats.versions import read_version

if TYPE_CHECKING:
    from .models import Version


class Span(TypedDict, total=False):
    """A run of text with one style, or a footnote reference.

    text: a line break within a paragraph is "\\n". href: a URL, or a path of this site. link_id: permanent id of the
    linked page. footnote: number of the footnote, counted from 1; such a span has no other key.
    """

    text: str
    bold: bool
    italic: bool
    superscript: bool
    subscript: bool
    href: str
    link_id: str
    footnote: int


Paragraph = list[Span]
RichText = list[Paragraph]


class Image(TypedDict):
    """A picture, named by the SHA-256 of its original file.

    id: permanent id of the image in the library. focal: [left, top, width, height] in pixels of the original, or None.
    width, height: pixels of the original. alt: empty for decoration. credit: the article's own wording; image_credit:
    the image's. Readers see the first of the two that is not empty.
    """

    id: str
    digest: str
    focal: list[int] | None
    width: int
    height: int
    image_credit: str
    alt: str
    caption: str
    credit: str


class JournalReference(TypedDict):
    id: str
    name: str
    path: str


class Person(TypedDict):
    """A person or organisation in the byline. role: a value of `ArticleAuthor.Role`."""

    id: str
    role: str
    name: str
    slug: str
    affiliation: str
    bio: RichText
    portrait: Image | None


class Footnote(TypedDict):
    id: str
    text: RichText


class EntityReference(TypedDict):
    """A country, programme or firm. kind: a value of `entities.models.Kind`."""

    id: str
    kind: str
    slug: str
    name: str


class Disclaimer(TypedDict):
    """A disclaimer below the article. kind: a value of `DisclaimerKind`. origin: who added it."""

    id: str
    kind: str
    title: str
    text: RichText
    origin: Literal["journal", "article"]


class Disclosure(TypedDict):
    """A declaration by an author. author: a name, empty for all authors. kind: a value of `ArticleDisclosure.Kind`."""

    author: str
    kind: str
    text: str


class SearchMetadata(TypedDict):
    """Title and description for search engines; both may be empty."""

    title: str
    description: str


class HeadingBlock(TypedDict):
    type: Literal["heading"]
    id: str
    level: int
    text: str
    anchor: str


class ParagraphBlock(TypedDict):
    type: Literal["paragraph"]
    id: str
    text: RichText


class ImageBlock(TypedDict):
    """image: None where the picture was redacted."""

    type: Literal["image"]
    id: str
    image: Image | None
    width: str


class PullQuoteBlock(TypedDict):
    type: Literal["pull_quote"]
    id: str
    text: str
    attribution: str


class QuoteBlock(TypedDict):
    type: Literal["quote"]
    id: str
    text: RichText
    attribution: str
    source: str


class ListBlock(TypedDict):
    type: Literal["list"]
    id: str
    ordered: bool
    items: list[Paragraph]


class TableColumn(TypedDict):
    heading: str
    type: str


class TableBlock(TypedDict):
    type: Literal["table"]
    id: str
    caption: str
    columns: list[TableColumn]
    rows: list[list[Paragraph]]


class LinkCardBlock(TypedDict):
    type: Literal["link_card"]
    id: str
    href: str
    title: str
    description: str
    caption: str
    kind: str
    host: str


class CalloutBlock(TypedDict):
    type: Literal["callout"]
    id: str
    title: str
    text: RichText


class ChartBlock(TypedDict):
    """image: None where the picture was redacted."""

    type: Literal["chart"]
    id: str
    image: Image | None
    title: str
    source: str
    source_url: str


class DisclaimerBlock(TypedDict):
    """A disclaimer within the text. disclaimer_id: empty for a text written for this article alone."""

    type: Literal["disclaimer"]
    id: str
    disclaimer_id: str
    kind: str
    title: str
    text: RichText


class SignUpBlock(TypedDict):
    type: Literal["sign_up"]
    id: str
    heading: str
    text: str


class RelatedArticle(TypedDict):
    id: str
    title: str
    path: str


class RelatedBlock(TypedDict):
    type: Literal["related"]
    id: str
    heading: str
    articles: list[RelatedArticle]


Block = (
    HeadingBlock
    | ParagraphBlock
    | ImageBlock
    | PullQuoteBlock
    | QuoteBlock
    | ListBlock
    | TableBlock
    | LinkCardBlock
    | CalloutBlock
    | ChartBlock
    | DisclaimerBlock
    | SignUpBlock
    | RelatedBlock
)


class CopyData(TypedDict):
    """A reader's copy as it is stored. first_published: YYYY-MM-DD. canonical: a URL, or empty."""

    uid: str
    path: str
    language: str
    title: str
    standfirst: str
    journal: JournalReference
    first_published: str
    canonical: str
    authors: list[Person]
    lead: Image | None
    body: list[Block]
    footnotes: list[Footnote]
    entities: list[EntityReference]
    disclaimers: list[Disclaimer]
    standing_replaced: str
    disclosures: list[Disclosure]
    search: SearchMetadata


def summary_expression(text_field: str) -> KeyTextTransform:
    """Return a database expression for the summary in the text of a version, so that a list need not load the texts.

    text_field: name of the field with the text. The value is NULL where there is no row or no summary. The text is cast
    in the query only: a JSON column would not keep its bytes.
    """
    return KeyTextTransform("summary", Cast(text_field, JSONField()))


@dataclass(frozen=True)
class ReaderCopy:
    """A copy. Treat `data` as read-only."""

    data: CopyData

    @classmethod
    def from_text(cls, text: str) -> "ReaderCopy":
        """Return the copy in the canonical text of a version, of any format ever written."""
        return cls(read_version(text)["copy"])

    @classmethod
    def of(cls, version: "Version") -> "ReaderCopy":
        return cls.from_text(version.text)

    def images(self) -> Iterator[Image]:
        """Yield every image of the copy: lead, portraits, body."""
        for image, _uses in self.image_uses():
            yield image

    def image_uses(self) -> Iterator[tuple[Image, set[str]]]:
        """Yield every image with the uses (`articles.record.images.USES`) whose sizes publishing stores."""
        if self.data["lead"]:
            yield self.data["lead"], {"lead", "thumb", "social"}
        for person in self.data["authors"]:
            if person["portrait"]:
                yield person["portrait"], {"portrait"}
        for block in self.data["body"]:
            if (block["type"] == "image" or block["type"] == "chart") and block["image"]:
                yield block["image"], {"column"}
