"""An article of the desk becomes a reader's copy: every id resolved, every word in place."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wagtail.models import Site

from articles.models import ArticlePage, EditorialImage, JournalPage

from ..copy import ReaderCopy
from .blocks import BlockFreezer
from .footnotes import FootnoteNumbers
from .links import LinkResolver
from .pictures import ImageFreezer
from .rich_text import RichTextFreezer

KIND_ORDER = ["country", "programme", "firm"]


@dataclass(frozen=True)
class Frozen:
    """A copy, and the desk's images by the digest under which it names them."""

    copy: ReaderCopy
    images: dict[str, EditorialImage]


def freeze(
    article: ArticlePage, *, journal: JournalPage, uid: UUID, site: Site, path: str, first_published: date
) -> Frozen:
    """Freeze an article as it stands in memory, which may be a draft of a revision.

    Writes nothing. Raises Refused when an image's file is missing.
    """
    links, images, numbers = LinkResolver(site), ImageFreezer(), FootnoteNumbers(article)
    text = RichTextFreezer(links, numbers.number)
    plain = RichTextFreezer(links)
    body = BlockFreezer(text, images).body(article.body)
    data = {
        "uid": str(uid),
        "path": path,
        "language": article.language,
        "title": article.title.strip(),
        "standfirst": article.standfirst.strip(),
        "journal": {"id": str(journal.uid), "name": journal.title, "path": journal_path(journal, site)},
        "first_published": first_published.isoformat(),
        "canonical": article.canonical_url,
        "authors": [author(row, plain, images) for row in article.article_authors.all()],
        "lead": lead(article, images),
        "body": body,
        "footnotes": [{"id": uuid, "text": plain.rich(html)} for uuid, html in numbers.referenced()],
        "entities": entities(article),
        "disclaimers": disclaimers(article, journal, plain),
        "standing_replaced": article.standing_reason.strip() if article.standing_replaced else "",
        "disclosures": [disclosure(row) for row in article.article_disclosures.all()],
        "search": {"title": article.seo_title.strip(), "description": article.search_description.strip()},
    }
    return Frozen(ReaderCopy(data), images.seen)


def journal_path(journal: JournalPage, site: Site) -> str:
    parts = journal.get_url_parts()
    if not parts or parts[1] is None:
        return ""
    return parts[2] if parts[0] == site.pk else parts[1] + parts[2]


def author(row, text: RichTextFreezer, images: ImageFreezer) -> dict:
    person = row.author
    return {
        "id": str(person.uid),
        "name": person.name,
        "slug": person.slug,
        "role": row.role,
        "affiliation": person.affiliation,
        "bio": text.rich(person.bio),
        "portrait": images.freeze(person.portrait) if person.portrait else None,
    }


def lead(article: ArticlePage, images: ImageFreezer) -> dict | None:
    if article.lead_image is None:
        return None
    return images.freeze(
        article.lead_image, alt=article.lead_alt, caption=article.lead_caption, credit=article.lead_credit
    )


def entities(article: ArticlePage) -> list[dict]:
    tags = [*article.countries.all(), *article.programmes.all(), *article.firms.all()]
    ordered = sorted(tags, key=lambda tag: (KIND_ORDER.index(tag.kind), tag.name_key, str(tag), tag.pk))
    return [{"id": str(tag.uid), "kind": tag.kind, "slug": tag.slug, "name": str(tag)} for tag in ordered]


def disclaimers(article: ArticlePage, journal: JournalPage, text: RichTextFreezer) -> list[dict]:
    """The journal's standing ones first, unless replaced; then the article's own; each once."""
    own = [row.disclaimer for row in article.article_disclaimers.all()]
    standing = [] if article.standing_replaced else [row.disclaimer for row in journal.standing_disclaimers.all()]
    chosen = {d.pk: (d, "journal") for d in standing} | {
        d.pk: (d, "article") for d in own if d.pk not in {s.pk for s in standing}
    }
    return [
        {"id": str(d.uid), "kind": d.kind, "title": d.title, "text": text.rich(d.text), "origin": origin}
        for d, origin in chosen.values()
    ]


def disclosure(row) -> dict:
    return {"author": row.author.name if row.author else "", "kind": row.kind, "text": row.text.strip()}
