"""Blocks of the reader's copy as the values that their templates print.

Each type of format 1 has one function here, registered under its name, and one template of the same name in
`templates/components/blocks/`. A type that is not known is a mistake of ours: in a preview it raises, so that it is
seen before anything is published; for readers it is logged and left out, because the rest of the article is better
than no article.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from articles.reading.presenters.article_values import Block, Card, Footnote, ImageResolver, Picture
from articles.reading.presenters.spans import Footnotes, Span, render_rich, render_spans, safe_href
from articles.record.plain_text import rich_text

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
    """A block type that has no function here."""


@dataclass
class Setting:
    """What blocks need from the article around them. Changes on the way: words read so far, footnotes met so far."""

    images: ImageResolver
    footnotes: Footnotes
    notes: tuple[Footnote, ...]
    related: dict[str, Card]
    path: str
    preview: bool
    rail_words: int
    words: int = 0
    shown_in_margin: set[int] = field(default_factory=set)


Values = dict[str, Any]
Maker = Callable[[dict[str, Any], Setting], Values | None]
MAKERS: dict[str, Maker] = {}


def block_type(name: str) -> Callable[[Maker], Maker]:
    """Registers the function that makes a type's values; it may answer None, and the block is left out."""

    def register(maker: Maker) -> Maker:
        MAKERS[name] = maker
        return maker

    return register


def build_blocks(body: list[dict[str, Any]], setting: Setting) -> tuple[Block, ...]:
    """All blocks of the body that have something to show, in order."""
    built = (_build_block(block, setting) for block in body)
    return tuple(block for block in built if block)


def _build_block(block: dict[str, Any], setting: Setting) -> Block | None:
    maker = MAKERS.get(block["type"])
    if maker is None:
        if setting.preview:
            raise UnknownBlock(f"There is no way to show a block of the type “{block['type']}”.")
        logger.error("A block of the unknown type %r was left out of %s.", block["type"], setting.path)
        return None
    met_before = set(setting.footnotes.references)
    values = maker(block, setting)
    if values is None:
        return None
    met = sorted(set(setting.footnotes.references) - met_before)
    return Block(block["id"], block["type"], values, tuple(setting.notes[number - 1] for number in met))


def picture(image: dict[str, Any], use: str, images: ImageResolver) -> Picture:
    """The image's files for this use, with its words. A missing file leaves the words."""
    found = images.srcset(image, use) or {}
    return Picture(
        alt=image["alt"],
        caption=image["caption"],
        credit=image["credit"] or image["image_credit"],
        src=found.get("src", ""),
        srcset=found.get("srcset", ""),
        sizes=found.get("sizes", ""),
        width=found.get("width", 0),
        height=found.get("height", 0),
    )


@block_type("heading")
def _heading(block: dict[str, Any], setting: Setting) -> Values:
    return {"level": 3 if block["level"] == 3 else 2, "text": block["text"], "anchor": block["anchor"]}


@block_type("paragraph")
def _paragraph(block: dict[str, Any], setting: Setting) -> Values | None:
    setting.words += len(rich_text(block["text"]).split())
    html = render_rich(block["text"], setting.footnotes)
    return {"html": html} if html else None


@block_type("image")
def _image(block: dict[str, Any], setting: Setting) -> Values:
    width = "wide" if block["width"] == "wide" else "column"
    return {"picture": picture(block["image"], width, setting.images), "width": width}


@block_type("pull_quote")
def _pull_quote(block: dict[str, Any], setting: Setting) -> Values:
    # On wide screens the rule of a pull quote hangs in the rail, once the text has passed the names that stand there.
    return {
        "text": block["text"],
        "attribution": block["attribution"],
        "hung": setting.words > setting.rail_words,
    }


@block_type("quote")
def _quote(block: dict[str, Any], setting: Setting) -> Values:
    setting.words += len(rich_text(block["text"]).split())
    return {
        "html": render_rich(block["text"], setting.footnotes),
        "attribution": block["attribution"],
        "source": safe_href(block["source"]),
    }


@block_type("list")
def _list(block: dict[str, Any], setting: Setting) -> Values:
    items = [render_spans(item, setting.footnotes) for item in block["items"]]
    return {"ordered": bool(block["ordered"]), "items": items}


@block_type("table")
def _table(block: dict[str, Any], setting: Setting) -> Values:
    kinds = [column["type"] for column in block["columns"]]
    return {
        "caption": block["caption"],
        "heads": [{"text": column["heading"], "number": column["type"] == "number"} for column in block["columns"]],
        "rows": [_row(row, kinds, setting.footnotes) for row in block["rows"]],
    }


def _row(row: list[list[Span]], kinds: list[str], footnotes: Footnotes) -> list[Values]:
    return [
        {"html": render_spans(cell, footnotes), "number": kind == "number"}
        for cell, kind in zip(row, kinds, strict=False)
    ]


@block_type("link_card")
def _link_card(block: dict[str, Any], setting: Setting) -> Values:
    return {
        "href": safe_href(block["href"]),
        "title": block["title"] or block["host"] or block["href"],
        "description": block["description"],
        "caption": block["caption"],
        "kind": LINK_KINDS.get(block["kind"], LINK_KINDS["page"]),
        "host": block["host"],
    }


@block_type("callout")
def _callout(block: dict[str, Any], setting: Setting) -> Values:
    return {"title": block["title"], "html": render_rich(block["text"], setting.footnotes)}


@block_type("chart")
def _chart(block: dict[str, Any], setting: Setting) -> Values:
    return {
        "picture": picture(block["image"], "column", setting.images),
        "title": block["title"],
        "source": block["source"],
        "source_href": safe_href(block["source_url"]),
    }


@block_type("disclaimer")
def _disclaimer(block: dict[str, Any], setting: Setting) -> Values:
    return {"title": disclaimer_title(block), "html": render_rich(block["text"], setting.footnotes)}


def disclaimer_title(disclaimer: dict[str, Any]) -> str:
    """The words in front of a disclaimer: its public title, or the name of its kind, or none."""
    return disclaimer["title"] or str(DISCLAIMER_LABELS.get(disclaimer["kind"], ""))


@block_type("sign_up")
def _sign_up(block: dict[str, Any], setting: Setting) -> Values:
    """The words of the form and where it stands; whoever fills the slot may say more about them."""
    place = {"source": setting.path, "block": block["id"], "form_id": block["id"]}
    fill = next(iter(hooks.get_hooks("sign_up_form")), None)
    return fill(block["heading"], block["text"], **place) if fill else {**block, **place}


@block_type("related")
def _related(block: dict[str, Any], setting: Setting) -> Values | None:
    """Cards of the articles that readers can reach today; without one there is nothing to show."""
    cards = [setting.related[article["id"]] for article in block["articles"] if article["id"] in setting.related]
    return {"heading": block["heading"], "cards": cards} if cards else None
