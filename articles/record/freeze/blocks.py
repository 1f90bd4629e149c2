"""Blocks of the body, frozen.

BLOCK has "type" and "id" (the block's own UUID) and, by type:

    heading     level (2 or 3), text, anchor
    paragraph   text: RICH
    image       image: IMAGE, width: "column" or "wide"
    pull_quote  text, attribution
    quote       text: RICH, attribution, source
    list        ordered, items: list of paragraphs
    table       caption, columns: [{"heading", "type": "text", "number" or "rich"}], rows: cells of spans
    link_card   href, title, description, caption, kind, host
    callout     title, text: RICH
    chart       image: IMAGE, title, source, source_url
    disclaimer  disclaimer_id ("" for a one-off text), kind, title, text: RICH
    sign_up     heading, text
    related     heading, articles: [{"id", "title", "path"}]
"""

from urllib.parse import urlsplit
from uuid import uuid4

from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import Disclaimer
from entities.names import ascii_slug, first_free_slug

from ..models import Publication
from .carried import Carried
from .pictures import ImageFreezer
from .rich_text import RichTextFreezer


def said(value: str | None) -> str:
    """What a field says; an optional one that nobody filled says nothing."""
    return (value or "").strip()


def disclaimer_words(disclaimer: Disclaimer, text: RichTextFreezer, carried: Carried) -> dict:
    """{"kind", "title", "text"} of a standing disclaimer, as readers last saw it."""
    today = {"kind": disclaimer.kind, "title": disclaimer.title, "text": text.rich(disclaimer.text)}
    label = _("Disclaimer “%(title)s”") % {"title": disclaimer.title}
    return carried.over("disclaimer", str(disclaimer.uid), label, today)


class BlockFreezer:
    """Freezes the blocks of one article, in order."""

    def __init__(self, text: RichTextFreezer, images: ImageFreezer, carried: Carried | None = None):
        self.text = text
        self.images = images
        self.carried = carried or Carried(None)
        self.anchors: set[str] = set()

    def body(self, stream) -> list[dict]:
        frozen = []
        for child in stream:
            content = getattr(self, f"freeze_{child.block_type}")(child.value)
            if content is not None:
                frozen.append({"type": child.block_type, "id": child.id or str(uuid4()), **content})
        return frozen

    def freeze_heading(self, value) -> dict:
        return {"level": int(value["level"]), "text": said(value["text"]), "anchor": self.anchor(value["text"])}

    def anchor(self, text: str) -> str:
        anchor = first_free_slug([slugify(ascii_slug(text, "section"))], self.anchors)
        self.anchors.add(anchor)
        return anchor

    def freeze_paragraph(self, value) -> dict | None:
        text = self.text.rich(value.source)
        return {"text": text} if text else None

    def freeze_pull_quote(self, value) -> dict:
        return {"text": said(value["text"]), "attribution": said(value["attribution"])}

    def freeze_quote(self, value) -> dict:
        return {
            "text": self.text.rich(value["text"].source),
            "attribution": said(value["attribution"]),
            "source": said(value["source_url"]),
        }

    def freeze_list(self, value) -> dict:
        items = [self.text.inline(item.source) for item in value["items"]]
        return {"ordered": bool(value["ordered"]), "items": [item for item in items if item]}

    def freeze_callout(self, value) -> dict:
        return {"title": said(value["title"]), "text": self.text.rich(value["text"].source)}

    def freeze_image(self, value) -> dict | None:
        if value["image"] is None:
            return None
        image = self.images.freeze(
            value["image"], alt=said(value["alt"]), caption=said(value["caption"]), credit=said(value["credit"])
        )
        return {"image": image, "width": value["width"]}

    def freeze_chart(self, value) -> dict | None:
        if value["image"] is None:
            return None
        image = self.images.freeze(value["image"], alt=said(value["alt"]), caption=said(value["caption"]))
        return {
            "image": image,
            "title": said(value["title"]),
            "source": said(value["source"]),
            "source_url": said(value["source_url"]),
        }

    def freeze_link_card(self, value) -> dict:
        return {
            "href": value["url"],
            "title": said(value["title"]),
            "description": said(value["description"]),
            "caption": said(value["caption"]),
            "kind": value["kind"],
            "host": (urlsplit(value["url"]).hostname or "").removeprefix("www."),
        }

    def freeze_table(self, value) -> dict:
        columns = [{"heading": column["heading"], "type": column["block"].name} for column in value.columns]
        rows = [[self.cell(cell, column["type"]) for cell, column in zip(row["values"], columns, strict=True)]
                for row in value.row_data]  # fmt: skip
        return {"caption": value.caption or "", "columns": columns, "rows": rows}

    def cell(self, value, kind: str) -> list[dict]:
        if kind == "rich":
            return self.text.inline(value.source if value else "")
        return [{"text": value.strip()}] if value else []

    def freeze_disclaimer(self, value) -> dict:
        disclaimer = value["disclaimer"]
        if disclaimer is None:
            return {"disclaimer_id": "", "kind": "other", "title": "", "text": self.text.rich(value["text"].source)}
        return {"disclaimer_id": str(disclaimer.uid), **disclaimer_words(disclaimer, self.text, self.carried)}

    def freeze_sign_up(self, value) -> dict:
        return {"heading": said(value["heading"]), "text": said(value["text"])}

    def freeze_related(self, value) -> dict:
        chosen = [page.pk for page in value["articles"] if page is not None]
        publications = {p.article_id: p for p in Publication.objects.filter(article__in=chosen)}
        return {
            "heading": said(value["heading"]),
            "articles": [
                {"id": str(p.uid), "title": p.title, "path": p.card["path"]}
                for p in (publications.get(pk) for pk in chosen)
                if p
            ],
        }
