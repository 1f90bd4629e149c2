"""Blocks of the reader's copy as the values that their templates print.

Each block type of format 1 has one builder here, registered under its name, and one template of the same name in
`templates/components/blocks/`. A block of another type raises UnknownBlock in a preview, so that it is noticed before
anything is published. For readers it is logged and left out, so that they still get the rest of the article.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from articles.record.plain_text import rich_text
from articles.record.reader_copy import (
    Block,
    CalloutBlock,
    ChartBlock,
    Disclaimer,
    DisclaimerBlock,
    HeadingBlock,
    Image,
    ImageBlock,
    LinkCardBlock,
    ListBlock,
    Paragraph,
    ParagraphBlock,
    PullQuoteBlock,
    QuoteBlock,
    RelatedBlock,
    RichText,
    SignUpBlock,
    TableBlock,
)

from . import block_values as values
from .article_values import BlockValues, FootnoteValues, ImageResolver, Picture
from .cards import Card
from .spans import FootnoteReferences, render_rich_text, render_spans, safe_href

logger = logging.getLogger(__name__)

LINK_KINDS = {
    "video": _("Video"),
    "audio": _("Audio"),
    "post": _("Post"),
    "document": _("Document"),
    "page": _("Page"),
}
DISCLAIMER_LABELS = {
    "standing": "",
    "opinion": _("Opinion"),
    "funding": _("Funding"),
    "translation": _("Translation"),
    "republication": _("Republication"),
    "other": "",
}


class UnknownBlock(ValueError):
    """Raised in a preview for a block type without a builder."""


@dataclass
class RenderContext:
    """What the builders need from the article around a block.

    footnotes: of the article, by position. related: cards by the permanent id of their article. rail_words: number of
    words of text beside which the rail has entity names. words: of the text so far, counted by the builders.
    """

    images: ImageResolver
    references: FootnoteReferences
    footnotes: tuple[FootnoteValues, ...]
    related: Mapping[str, Card]
    path: str
    preview: bool
    rail_words: int
    words: int = 0

    def rich_text(self, paragraphs: RichText) -> SafeString:
        """Render running text and count its words."""
        self.words += len(rich_text(paragraphs).split())
        return render_rich_text(paragraphs, self.references)


BlockType = TypeVar("BlockType", bound=Mapping[str, Any])
Builder = Callable[[BlockType, RenderContext], Mapping[str, object] | None]
BUILDERS: dict[str, Builder[Any]] = {}


def builder_for(name: str) -> Callable[[Builder[BlockType]], Builder[BlockType]]:
    """Register the function that builds the values of a block type. A block for which it returns None is left out."""

    def register(builder: Builder[BlockType]) -> Builder[BlockType]:
        BUILDERS[name] = builder
        return builder

    return register


def build_blocks(body: Iterable[Block], context: RenderContext) -> tuple[BlockValues, ...]:
    """Return the values of all blocks that have something to show, in order."""
    built = (build_block(block, context) for block in body)
    return tuple(block for block in built if block)


def build_block(block: Block, context: RenderContext) -> BlockValues | None:
    builder = BUILDERS.get(block["type"])
    if builder is None:
        if context.preview:
            raise UnknownBlock(f"Blocks of the type “{block['type']}” cannot be shown.")
        logger.error("A block of the unknown type %r was left out of %s.", block["type"], context.path)
        return None
    referenced_before = set(context.references.counts)
    built = builder(block, context)
    if built is None:
        return None
    first_referenced = sorted(set(context.references.counts) - referenced_before)
    margin_notes = tuple(context.footnotes[number - 1] for number in first_referenced)
    return BlockValues(block["id"], block["type"], built, margin_notes)


def make_picture(image: Image | None, use: str, images: ImageResolver) -> Picture:
    """Return an image with the files for this use. Where they are missing, the text of the image is left.

    image: None for a picture that was redacted.
    """
    if image is None:
        return Picture(alt="", caption="", credit="", redacted=True)
    picture = Picture(image["alt"], image["caption"], image["credit"] or image["image_credit"])
    sources = images.srcset(image, use)
    return replace(picture, **sources) if sources else picture


@builder_for("heading")
def build_heading(block: HeadingBlock, context: RenderContext) -> values.HeadingValues:
    return {"level": 3 if block["level"] == 3 else 2, "text": block["text"], "anchor": block["anchor"]}


@builder_for("paragraph")
def build_paragraph(block: ParagraphBlock, context: RenderContext) -> values.ParagraphValues | None:
    html = context.rich_text(block["text"])
    return {"html": html} if html else None


@builder_for("image")
def build_image(block: ImageBlock, context: RenderContext) -> values.ImageValues:
    width = "wide" if block["width"] == "wide" else "column"
    return {"picture": make_picture(block["image"], width, context.images), "width": width}


@builder_for("pull_quote")
def build_pull_quote(block: PullQuoteBlock, context: RenderContext) -> values.PullQuoteValues:
    return {
        "text": block["text"],
        "attribution": block["attribution"],
        "hung": context.words > context.rail_words,
    }


@builder_for("quote")
def build_quote(block: QuoteBlock, context: RenderContext) -> values.QuoteValues:
    return {
        "html": context.rich_text(block["text"]),
        "attribution": block["attribution"],
        "source": safe_href(block["source"]),
    }


@builder_for("list")
def build_list(block: ListBlock, context: RenderContext) -> values.ListValues:
    items = [render_spans(item, context.references) for item in block["items"]]
    return {"ordered": bool(block["ordered"]), "items": items}


@builder_for("table")
def build_table(block: TableBlock, context: RenderContext) -> values.TableValues:
    numeric = [column["type"] == "number" for column in block["columns"]]
    return {
        "caption": block["caption"],
        "heads": [{"text": column["heading"], "number": column["type"] == "number"} for column in block["columns"]],
        "rows": [build_row(row, numeric, context.references) for row in block["rows"]],
    }


def build_row(row: list[Paragraph], numeric: list[bool], references: FootnoteReferences) -> list[values.TableCell]:
    """Return the cells of a row, which may be shorter or longer than the table has columns."""
    return [
        {"html": render_spans(cell, references), "number": number} for cell, number in zip(row, numeric, strict=False)
    ]


@builder_for("link_card")
def build_link_card(block: LinkCardBlock, context: RenderContext) -> values.LinkCardValues:
    return {
        "href": safe_href(block["href"]),
        "title": block["title"] or block["host"] or block["href"],
        "description": block["description"],
        "caption": block["caption"],
        "kind": LINK_KINDS.get(block["kind"], LINK_KINDS["page"]),
        "host": block["host"],
    }


@builder_for("callout")
def build_callout(block: CalloutBlock, context: RenderContext) -> values.CalloutValues:
    return {"title": block["title"], "html": render_rich_text(block["text"], context.references)}


@builder_for("chart")
def build_chart(block: ChartBlock, context: RenderContext) -> values.ChartValues:
    return {
        "picture": make_picture(block["image"], "column", context.images),
        "title": block["title"],
        "source": block["source"],
        "source_href": safe_href(block["source_url"]),
    }


@builder_for("disclaimer")
def build_disclaimer(block: DisclaimerBlock, context: RenderContext) -> values.DisclaimerBlockValues:
    return {"title": disclaimer_title(block), "html": render_rich_text(block["text"], context.references)}


def disclaimer_title(disclaimer: Disclaimer | DisclaimerBlock) -> str:
    """Return the public title of a disclaimer, or the name of its kind, which may be empty."""
    return disclaimer["title"] or str(DISCLAIMER_LABELS.get(disclaimer["kind"], ""))


@builder_for("sign_up")
def build_sign_up(block: SignUpBlock, context: RenderContext) -> Mapping[str, object]:
    """Return what the first registrant of the Wagtail hook `sign_up_form` returns, or the block's own text.

    A registrant is called as `function(heading, text, *, source, block, form_id)`: the words of the block, the path of
    the article, the id of the block, and a part for HTML ids that is unique on the page. It returns a mapping with the
    keys of `block_values.SignUpValues`, and may add others for `components/sign_up.html`.
    """
    default: values.SignUpValues = {
        "heading": block["heading"],
        "text": block["text"],
        "source": context.path,
        "block": block["id"],
        "form_id": block["id"],
    }
    for sign_up_form in hooks.get_hooks("sign_up_form"):
        return cast(
            Mapping[str, object],
            sign_up_form(
                default["heading"],
                default["text"],
                source=default["source"],
                block=default["block"],
                form_id=default["form_id"],
            ),
        )
    return default


@builder_for("related")
def build_related(block: RelatedBlock, context: RenderContext) -> values.RelatedValues | None:
    """Return the cards of the articles that readers can open now; without one the block is left out."""
    cards = [context.related[article["id"]] for article in block["articles"] if article["id"] in context.related]
    return {"heading": block["heading"], "cards": cards} if cards else None
