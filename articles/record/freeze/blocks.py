"""Blocks of the body, frozen. `articles.record.reader_copy` has the shape of each type."""

from typing import Any, TypedDict, cast
from urllib.parse import urlsplit
from uuid import uuid4

from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import Disclaimer
from entities.names import ascii_slug, first_free_slug

from ..models import Publication
from ..reader_copy import Block, Paragraph, RichText
from .carried import CarriedValues
from .images import ImageFreezer
from .rich_text import RichTextFreezer

BlockContent = dict[str, Any]


class DisclaimerText(TypedDict):
    kind: str
    title: str
    text: RichText


def stripped(value: str | None) -> str:
    """Return a field's text without surrounding white space; empty for an optional field without a value."""
    return (value or "").strip()


def disclaimer_text(disclaimer: Disclaimer, text: RichTextFreezer, carried: CarriedValues) -> DisclaimerText:
    """Return kind, title and text of a disclaimer, carried over if it was in the copy before."""
    current: DisclaimerText = {
        "kind": disclaimer.kind,
        "title": disclaimer.title,
        "text": text.rich_text(disclaimer.text),
    }
    label = _("Disclaimer “%(title)s”") % {"title": disclaimer.title}
    return carried.keep_or_update("disclaimer", str(disclaimer.uid), label, current)


def unreadable_related(publication: Publication, number: int) -> str:
    """Return why an article cannot be recommended, as a message. number: its position in the block, counted from 1.

    The message is shown to people who may not see the article, and is logged, so it has no protected title.
    """
    if publication.is_protected:
        message = _(
            "Readers cannot open related article number %(number)d: it is private or withdrawn. Remove it first."
        )
        return message % {"number": number}
    message = _("Readers cannot open the related article “%(title)s”: it is private or withdrawn. Remove it first.")
    return message % {"title": publication.title}


class BlockFreezer:
    """Freezes the blocks of one article, in order, with a method for each type of block.

    A method takes the block's value and returns its content without type and id, or None for a block that is empty.
    """

    def __init__(self, text: RichTextFreezer, images: ImageFreezer, carried: CarriedValues | None = None) -> None:
        self.text = text
        self.images = images
        self.carried = carried or CarriedValues(None)
        self.anchors: set[str] = set()
        self.unreadable: list[str] = []

    def body(self, stream: Any) -> list[Block]:
        """Return the blocks of a StreamValue, or of a list of its children."""
        frozen = []
        for child in stream:
            content = getattr(self, f"freeze_{child.block_type}")(child.value)
            if content is not None:
                frozen.append(cast(Block, {"type": child.block_type, "id": child.id or str(uuid4()), **content}))
        return frozen

    def freeze_heading(self, value: Any) -> BlockContent:
        return {"level": int(value["level"]), "text": stripped(value["text"]), "anchor": self.anchor(value["text"])}

    def anchor(self, text: str) -> str:
        anchor = first_free_slug([slugify(ascii_slug(text, "section"))], self.anchors)
        self.anchors.add(anchor)
        return anchor

    def freeze_paragraph(self, value: Any) -> BlockContent | None:
        text = self.text.rich_text(value.source)
        return {"text": text} if text else None

    def freeze_pull_quote(self, value: Any) -> BlockContent:
        return {"text": stripped(value["text"]), "attribution": stripped(value["attribution"])}

    def freeze_quote(self, value: Any) -> BlockContent:
        return {
            "text": self.text.rich_text(value["text"].source),
            "attribution": stripped(value["attribution"]),
            "source": stripped(value["source_url"]),
        }

    def freeze_list(self, value: Any) -> BlockContent:
        items = [self.text.single_paragraph(item.source) for item in value["items"]]
        return {"ordered": bool(value["ordered"]), "items": [item for item in items if item]}

    def freeze_callout(self, value: Any) -> BlockContent:
        return {"title": stripped(value["title"]), "text": self.text.rich_text(value["text"].source)}

    def freeze_image(self, value: Any) -> BlockContent | None:
        if value["image"] is None:
            return None
        image = self.images.freeze(
            value["image"],
            alt=stripped(value["alt"]),
            caption=stripped(value["caption"]),
            credit=stripped(value["credit"]),
        )
        return {"image": image, "width": value["width"]}

    def freeze_chart(self, value: Any) -> BlockContent | None:
        if value["image"] is None:
            return None
        image = self.images.freeze(value["image"], alt=stripped(value["alt"]), caption=stripped(value["caption"]))
        return {
            "image": image,
            "title": stripped(value["title"]),
            "source": stripped(value["source"]),
            "source_url": stripped(value["source_url"]),
        }

    def freeze_link_card(self, value: Any) -> BlockContent:
        return {
            "href": value["url"],
            "title": stripped(value["title"]),
            "description": stripped(value["description"]),
            "caption": stripped(value["caption"]),
            "kind": value["kind"],
            "host": (urlsplit(value["url"]).hostname or "").removeprefix("www."),
        }

    def freeze_table(self, value: Any) -> BlockContent:
        columns = [{"heading": column["heading"], "type": column["block"].name} for column in value.columns]
        rows = []
        for row in value.row_data:
            cells = zip(row["values"], columns, strict=True)
            rows.append([self.cell(cell, column["type"]) for cell, column in cells])
        return {"caption": value.caption or "", "columns": columns, "rows": rows}

    def cell(self, value: Any, column_type: str) -> Paragraph:
        if column_type == "rich":
            return self.text.single_paragraph(value.source if value else "")
        return [{"text": value.strip()}] if value else []

    def freeze_disclaimer(self, value: Any) -> BlockContent:
        disclaimer = value["disclaimer"]
        if disclaimer is None:
            text = self.text.rich_text(value["text"].source)
            return {"disclaimer_id": "", "kind": "other", "title": "", "text": text}
        return {"disclaimer_id": str(disclaimer.uid), **disclaimer_text(disclaimer, self.text, self.carried)}

    def freeze_sign_up(self, value: Any) -> BlockContent:
        return {"heading": stripped(value["heading"]), "text": stripped(value["text"])}

    def freeze_related(self, value: Any) -> BlockContent:
        """Keep the articles that everybody can read; `self.unreadable` gets a message for each of those that were
        published and are not public now."""
        page_ids = [page.pk if page is not None else None for page in value["articles"]]
        rows = Publication.objects.filter(article__in=[pk for pk in page_ids if pk is not None])
        publications = {row.article_id: row for row in rows}
        published = [(number, publications[pk]) for number, pk in enumerate(page_ids, 1) if pk in publications]
        found = [row for _number, row in published if row.is_public]
        self.unreadable += [unreadable_related(row, number) for number, row in published if not row.is_public]
        return {
            "heading": stripped(value["heading"]),
            "articles": [{"id": str(row.uid), "title": row.title, "path": row.card["path"]} for row in found],
        }
