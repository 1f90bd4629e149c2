"""An article of the desk becomes a reader's copy: every id resolved, every word in place."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail.models import Site

from articles.models import ArticlePage, EditorialImage, JournalPage
from entities.models import Entity
from entities.names import name_key

from ..copy import ReaderCopy
from .blocks import BlockFreezer, disclaimer_words
from .carried import Carried, Offer
from .footnotes import FootnoteNumbers
from .links import LinkResolver
from .pictures import ImageFreezer
from .rich_text import RichTextFreezer

KIND_ORDER = ["country", "programme", "firm"]


@dataclass(frozen=True)
class Frozen:
    """A copy, the desk's images by the digest under which it names them, and the values of today it did not take."""

    copy: ReaderCopy
    images: dict[str, EditorialImage]
    offers: list[Offer]


def freeze(
    article: ArticlePage,
    *,
    journal: JournalPage,
    uid: UUID,
    site: Site,
    path: str,
    first_published: date,
    before: ReaderCopy | None = None,
    take: frozenset[str] = frozenset(),
) -> Frozen:
    """Freeze an article as it stands in memory, which may be a draft of a revision.

    before: the copy that readers have; values from elsewhere are carried over from it, but for the offers in `take`.
    Writes nothing. Raises Refused when an image's file is missing.
    """
    carried = Carried(before.data if before else None, take)
    links, images, numbers = LinkResolver(site, carried), ImageFreezer(carried), FootnoteNumbers(article)
    text = RichTextFreezer(links, numbers.number)
    plain = RichTextFreezer(links)
    body = BlockFreezer(text, images, carried).body(article.body)
    data = {
        "uid": str(uid),
        "path": path,
        "language": article.language,
        "title": article.title.strip(),
        "standfirst": article.standfirst.strip(),
        "journal": journal_words(journal, site, carried),
        "first_published": first_published.isoformat(),
        "canonical": article.canonical_url,
        "authors": [author(row, plain, images, carried) for row in article.article_authors.all()],
        "lead": lead(article, images),
        "body": body,
        "footnotes": [{"id": uuid, "text": plain.rich(html)} for uuid, html in numbers.referenced()],
        "entities": entities(article, carried),
        "disclaimers": disclaimers(article, journal, plain, carried),
        "standing_replaced": article.standing_reason.strip() if article.standing_replaced else "",
        "disclosures": [disclosure(row) for row in article.article_disclosures.all()],
        "search": {"title": article.seo_title.strip(), "description": article.search_description.strip()},
    }
    return Frozen(ReaderCopy(data), images.seen, list(carried.offers.values()))


def journal_path(journal: JournalPage, site: Site) -> str:
    parts = journal.get_url_parts()
    if not parts or parts[1] is None:
        return ""
    return parts[2] if parts[0] == site.pk else parts[1] + parts[2]


def journal_words(journal: JournalPage, site: Site, carried: Carried) -> dict:
    today = {"name": journal.title, "path": journal_path(journal, site)}
    return {
        "id": str(journal.uid),
        **carried.over("journal", str(journal.uid), _("The journal’s name and address"), today),
    }


def author(row, text: RichTextFreezer, images: ImageFreezer, carried: Carried) -> dict:
    person = row.author
    today = {
        "name": person.name,
        "slug": person.slug,
        "affiliation": person.affiliation,
        "bio": text.rich(person.bio),
        "portrait": images.freeze(person.portrait) if person.portrait else None,
    }
    label = _("Author %(name)s") % {"name": person.name}
    return {"id": str(person.uid), "role": row.role, **carried.over("author", str(person.uid), label, today)}


def lead(article: ArticlePage, images: ImageFreezer) -> dict | None:
    if article.lead_image is None:
        return None
    return images.freeze(
        article.lead_image, alt=article.lead_alt, caption=article.lead_caption, credit=article.lead_credit
    )


def entities(article: ArticlePage, carried: Carried) -> list[dict]:
    """Sorted by kind and name, whatever the order in which they were tagged."""
    tags = [*article.countries.all(), *article.programmes.all(), *article.firms.all()]
    frozen = [entity(tag, carried) for tag in tags]
    return sorted(frozen, key=lambda item: (KIND_ORDER.index(item["kind"]), name_key(item["name"]), item["id"]))


def entity(tag: Entity, carried: Carried) -> dict:
    today = {"slug": tag.slug, "name": str(tag)}
    label = f"{tag.get_kind_display()}: {tag}"
    return {"id": str(tag.uid), "kind": tag.kind, **carried.over("entity", str(tag.uid), label, today)}


def disclaimers(article: ArticlePage, journal: JournalPage, text: RichTextFreezer, carried: Carried) -> list[dict]:
    """The journal's standing ones first, unless replaced; then the article's own; each once."""
    own = [row.disclaimer for row in article.article_disclaimers.all()]
    standing = [] if article.standing_replaced else [row.disclaimer for row in journal.standing_disclaimers.all()]
    known = {disclaimer.pk for disclaimer in standing}
    chosen = [(d, "journal") for d in standing] + [(d, "article") for d in own if d.pk not in known]
    return [
        {"id": str(disclaimer.uid), "origin": origin, **disclaimer_words(disclaimer, text, carried)}
        for disclaimer, origin in chosen
    ]


def disclosure(row) -> dict:
    return {"author": row.author.name if row.author else "", "kind": row.kind, "text": row.text.strip()}
