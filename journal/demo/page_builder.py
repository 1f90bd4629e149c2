"""Builds the page of an article from its file, as an editor would have entered it."""

import json
import uuid
from collections.abc import Callable
from html import escape
from typing import Any

from markdown_it.token import Token
from wagtail_footnotes.models import Footnote

from articles.models import ArticleAuthor, ArticleDisclaimer, ArticleDisclosure, ArticlePage

from . import markdown
from .article_files import ArticleFile
from .demo_objects import CREDIT, DemoObjects
from .markdown import Block, MarkupError, Table

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "demo.journal.example.org")

BlockValue = str | dict[str, Any]


def permanent_id(*parts: object) -> str:
    """The same id for the same part of the same article, in every version and at every load."""
    return str(uuid.uuid5(NAMESPACE, "/".join(map(str, parts))))


class BodyBuilder:
    """Builds the raw value of an article's StreamField `body`."""

    def __init__(self, article: ArticleFile, objects: DemoObjects):
        self.slug = article.slug
        self.objects = objects

    def raw_body(self, blocks: list[Block]) -> str:
        return json.dumps(
            [
                {"type": block.kind, "value": self.value(block), "id": permanent_id(self.slug, number, block.kind)}
                for number, block in enumerate(blocks)
            ]
        )

    def value(self, block: Block) -> BlockValue:
        builder: Callable[[Block], BlockValue] | None = getattr(self, f"build_{block.kind}", None)
        if builder is None:
            raise MarkupError(f"{self.slug}: unknown kind of block: {block.kind}", code="kind")
        return builder(block)

    def html(self, texts: list[Token]) -> str:
        """Each inline token as a paragraph of rich text."""
        return "".join(f"<p>{markdown.rich_text(text, self.opening_tag, self.footnote_id)}</p>" for text in texts)

    def footnote_id(self, name: str) -> str:
        return permanent_id(self.slug, "note", name)

    def opening_tag(self, address: str) -> str:
        """The opening tag of a link. `article:slug` is the address of another article of the demo."""
        if address.startswith("article:"):
            return f'<a linktype="page" id="{self.page(address.removeprefix("article:")).pk}">'
        return f'<a href="{escape(address)}">'

    def page(self, slug: str) -> ArticlePage:
        if slug not in self.objects.pages:
            raise MarkupError(f"{self.slug} refers to an article that is not older: {slug}", code="article")
        return self.objects.pages[slug]

    def image_id(self, block: Block, title: str) -> int:
        return self.objects.image(block.options["file"], title=title, alt=block.options["alt"]).pk

    def list_item(self, value: str | int) -> dict[str, str | int]:
        return {"type": "item", "value": value, "id": permanent_id(self.slug, "item", value)}

    # One method for each kind of block

    def build_paragraph(self, block: Block) -> BlockValue:
        return self.html(block.texts)

    def build_heading(self, block: Block) -> BlockValue:
        return {"text": block.plain_text, "level": block.options["level"]}

    def build_list(self, block: Block) -> BlockValue:
        items = [self.list_item(self.html([text])) for text in block.texts]
        return {"ordered": block.options["ordered"], "items": items}

    def build_pull_quote(self, block: Block) -> BlockValue:
        return {"text": block.plain_text, **optional(block, "attribution")}

    def build_quote(self, block: Block) -> BlockValue:
        return {"text": self.html(block.texts), **optional(block, "attribution", "source_url")}

    def build_callout(self, block: Block) -> BlockValue:
        return {"title": block.options["title"], "text": self.html(block.texts)}

    def build_image(self, block: Block) -> BlockValue:
        return {
            "image": self.image_id(block, title=block.options["caption"][:255]),
            **optional(block, "alt", "caption", "credit"),
            "width": block.options.get("width", "column"),
        }

    def build_chart(self, block: Block) -> BlockValue:
        return {
            "image": self.image_id(block, title=block.options["title"]),
            **optional(block, "alt", "title", "source", "source_url", "caption"),
        }

    def build_table(self, block: Block) -> BlockValue:
        table = block.table or Table()
        return {
            "columns": [{"heading": heading, "type": kind} for heading, kind in table.columns],
            "rows": [{"values": cells} for cells in table.rows],
            "caption": ". ".join(filter(None, optional(block, "caption", "source").values())),
        }

    def build_link_card(self, block: Block) -> BlockValue:
        return optional(block, "url", "title", "description", "caption", "kind")

    def build_disclaimer(self, block: Block) -> BlockValue:
        """`use` names a disclaimer of the site; without it the text is for this article alone."""
        key = block.options.get("use")
        return {"disclaimer": self.objects.disclaimers[key].pk if key else None, "text": self.html(block.texts)}

    def build_sign_up(self, block: Block) -> BlockValue:
        return {"heading": block.options["heading"], "text": block.plain_text}

    def build_related(self, block: Block) -> BlockValue:
        pages = [self.page(slug) for slug in block.options["articles"]]
        return {"heading": block.options["heading"], "articles": [self.list_item(page.pk) for page in pages]}


def optional(block: Block, *keys: str) -> dict[str, Any]:
    """These options of a block, empty where it has none."""
    return {key: block.options.get(key, "") for key in keys}


def build_page(article: ArticleFile, objects: DemoObjects) -> ArticlePage:
    """Return the unsaved page of an article, as first published."""
    builder = BodyBuilder(article, objects)
    document = markdown.parse(article.body)
    lead = article.lead_image
    page = ArticlePage(
        title=article.title,
        slug=article.slug,
        standfirst=article.standfirst,
        language=article.language,
        published_on=article.date,
        canonical_url=article.canonical_url,
        lead_image=objects.image(lead.file, title=article.title, alt=lead.alt),
        lead_alt=lead.alt,
        lead_caption=lead.caption,
        lead_credit=CREDIT,
        body=builder.raw_body(document.blocks),
        standing_replaced=bool(article.standing_disclaimers_replaced),
        standing_reason=article.standing_disclaimers_replaced,
    )
    add_people(page, article, objects)
    for key in article.disclaimers:
        page.article_disclaimers.add(ArticleDisclaimer(disclaimer=objects.disclaimers[key]))
    for name, texts in document.footnotes.items():
        page.footnotes.add(Footnote(uuid=builder.footnote_id(name), text=builder.html(texts)))
    return page


def add_people(page: ArticlePage, article: ArticleFile, objects: DemoObjects) -> None:
    """Add the authors and what each declares."""
    for signature in article.authors:
        page.article_authors.add(ArticleAuthor(author=objects.authors[signature.slug], role=signature.role))
    for disclosure in article.disclosures:
        author = objects.authors[disclosure.author]
        page.article_disclosures.add(ArticleDisclosure(author=author, kind=disclosure.kind, text=disclosure.text))


def tag_page(page: ArticlePage, article: ArticleFile, objects: DemoObjects) -> None:
    """Tag a saved page with the countries, programmes and firms that its file names."""
    page.countries.set([objects.countries[code] for code in article.countries])
    page.programmes.set([objects.programmes[name] for name in article.programmes])
    page.firms.set([objects.firms[name] for name in article.firms])
