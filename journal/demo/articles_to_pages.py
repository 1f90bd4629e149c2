"""Turns an article file into a page of the desk, as an editor would have put it together."""

import datetime
import json
import uuid
from collections.abc import Callable
from html import escape

from wagtail_footnotes.models import Footnote

from articles.models import ArticleAuthor, ArticleDisclaimer, ArticleDisclosure, ArticlePage

from . import markup
from .library import CREDIT, Library
from .markup import Block, Source

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "demo.journal.example.org")


def permanent_id(*parts: object) -> str:
    """The same id for the same part of the same article in every version and every load."""
    return str(uuid.uuid5(NAMESPACE, "/".join(map(str, parts))))


class Body:
    """Builds the body of one article as the raw value of its StreamField."""

    def __init__(self, source: Source, library: Library):
        self.source = source
        self.library = library

    def raw(self, text: str) -> str:
        blocks = [
            {"type": block.kind, "value": self.value(block), "id": permanent_id(self.source.slug, number, block.kind)}
            for number, block in enumerate(markup.blocks(text))
        ]
        return json.dumps(blocks)

    def value(self, block: Block):
        builder: Callable[[Block], object] | None = getattr(self, f"build_{block.kind}", None)
        if builder is None:
            raise markup.MarkupError(f"{self.source.slug}: no such block: {block.kind}")
        return builder(block)

    def inline(self, text: str) -> str:
        return markup.inline_html(text, self.opening_tag, lambda name: permanent_id(self.source.slug, "note", name))

    def rich(self, texts: list[str]) -> str:
        return "".join(f"<p>{self.inline(text)}</p>" for text in texts)

    def opening_tag(self, address: str) -> str:
        if address.startswith("article:"):
            return f'<a linktype="page" id="{self.page(address.removeprefix("article:")).pk}">'
        return f'<a href="{escape(address)}">'

    def page(self, slug: str) -> ArticlePage:
        if slug not in self.library.pages:
            raise markup.MarkupError(f"{self.source.slug} refers to an article that is not older: {slug}")
        return self.library.pages[slug]

    def picture(self, block: Block, title: str) -> int:
        return self.library.image(block.first("picture"), title=title, alt=block.first("alt")).pk

    def item(self, value: str | int) -> dict:
        return {"type": "item", "value": value, "id": permanent_id(self.source.slug, "item", value)}

    # One method for each kind of block

    def build_paragraph(self, block: Block) -> str:
        return self.rich(block.all("text"))

    def build_heading(self, block: Block) -> dict:
        return {"text": block.first("text"), "level": block.first("level")}

    def build_list(self, block: Block) -> dict:
        items = [self.item(f"<p>{self.inline(text)}</p>") for text in block.all("item")]
        return {"ordered": block.first("ordered") == "yes", "items": items}

    def build_pull_quote(self, block: Block) -> dict:
        return {"text": block.first("text"), "attribution": block.first("attribution")}

    def build_quote(self, block: Block) -> dict:
        return {
            "text": self.rich(block.all("text")),
            "attribution": block.first("attribution"),
            "source_url": block.first("source"),
        }

    def build_callout(self, block: Block) -> dict:
        return {"title": block.first("title"), "text": self.rich(block.all("text"))}

    def build_image(self, block: Block) -> dict:
        return {
            "image": self.picture(block, title=block.first("caption")[:255]),
            "alt": block.first("alt"),
            "caption": block.first("caption"),
            "credit": block.first("credit"),
            "width": block.first("width", "column"),
        }

    def build_chart(self, block: Block) -> dict:
        values = {key: block.first(key) for key in ("alt", "title", "source", "source_url", "caption")}
        return {"image": self.picture(block, title=block.first("title")), **values}

    def build_table(self, block: Block) -> dict:
        columns, rows = markup.table_rows(block)
        caption = ". ".join(filter(None, [block.first("caption"), block.first("source")]))
        cells = [
            [self.rich([cell]) if kind == "rich" else cell for cell, (_heading, kind) in zip(row, columns, strict=True)]
            for row in rows
        ]
        return {
            "columns": [{"heading": heading, "type": kind} for heading, kind in columns],
            "rows": [{"values": values} for values in cells],
            "caption": caption,
        }

    def build_link_card(self, block: Block) -> dict:
        return {key: block.first(key) for key in ("url", "title", "description", "caption", "kind")}

    def build_disclaimer(self, block: Block) -> dict:
        key = block.first("use")
        chosen = self.library.disclaimers[key].pk if key else None
        return {"disclaimer": chosen, "text": self.rich(block.all("text"))}

    def build_sign_up(self, block: Block) -> dict:
        return {"heading": block.first("heading"), "text": block.first("text")}

    def build_related(self, block: Block) -> dict:
        slugs = [slug.strip() for slug in block.first("articles").split(";")]
        return {"heading": block.first("heading"), "articles": [self.item(self.page(slug).pk) for slug in slugs]}


def make_page(source: Source, library: Library) -> ArticlePage:
    """The page of an article, not yet saved, as its first version had it."""
    body = Body(source, library)
    page = ArticlePage(
        title=source.first("title"),
        slug=source.slug,
        standfirst=source.first("standfirst"),
        language=source.first("language", "en"),
        published_on=datetime.date.fromisoformat(source.first("date")),
        canonical_url=source.first("canonical"),
        lead_image=library.image(source.first("picture"), title=source.first("title"), alt=source.first("alt")),
        lead_alt=source.first("alt"),
        lead_caption=source.first("caption"),
        lead_credit=CREDIT,
        body=body.raw(source.body),
        standing_replaced=bool(source.first("standing")),
        standing_reason=source.first("standing"),
    )
    add_people(page, source, library)
    for key in source.head.get("disclaimer", []):
        page.article_disclaimers.add(ArticleDisclaimer(disclaimer=library.disclaimers[key]))
    for name, text in source.footnotes.items():
        note = permanent_id(source.slug, "note", name)
        page.footnotes.add(Footnote(uuid=note, text=f"<p>{body.inline(text)}</p>"))
    return page


def add_people(page: ArticlePage, source: Source, library: Library) -> None:
    """Authors with their roles (“slug (role)”), and what each declares (“slug | kind | text”)."""
    for name in source.names("authors"):
        slug, _mark, role = name.partition(" (")
        role = role.rstrip(")") or ArticleAuthor.Role.AUTHOR
        page.article_authors.add(ArticleAuthor(author=library.authors[slug], role=role))
    for line in source.head.get("disclosure", []):
        slug, kind, text = (part.strip() for part in line.split("|"))
        page.article_disclosures.add(ArticleDisclosure(author=library.authors[slug], kind=kind, text=text))


def tag(page: ArticlePage, source: Source, library: Library) -> None:
    """Tag a saved page with what its file names."""
    page.countries.set([library.countries[code] for code in source.first("countries").split()])
    page.programmes.set([library.programmes[name] for name in source.names("programmes")])
    page.firms.set([library.firms[name] for name in source.names("firms")])
