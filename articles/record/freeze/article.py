"""An article, frozen to a reader's copy: every id resolved to words and URLs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail.models import Site

from articles.models import ArticleAuthor, ArticleDisclosure, ArticlePage, EditorialImage, JournalPage
from entities.models import Entity, Kind
from entities.names import name_key

from ..reader_copy import (
    CopyData,
    Disclaimer,
    Disclosure,
    EntityReference,
    Image,
    JournalReference,
    Person,
    ReaderCopy,
    RichText,
)
from .blocks import BlockFreezer, disclaimer_text
from .carried import CarriedValues, PendingUpdate
from .images import ImageFreezer
from .links import LinkResolver
from .rich_text import FootnoteNumbers, RichTextFreezer

KIND_ORDER = list(Kind.values)


@dataclass(frozen=True)
class Frozen:
    """A copy, the library images by the digest of their file, and the updates that the editor may accept.

    unreadable: a message for each recommended article that is private or withdrawn; the copy does not have them.
    """

    copy: ReaderCopy
    images: dict[str, EditorialImage]
    updates: list[PendingUpdate]
    unreadable: Sequence[str] = ()


class JournalAddress(TypedDict):
    name: str
    path: str


class PersonProperties(TypedDict):
    """What belongs to the author and not to the article."""

    name: str
    slug: str
    affiliation: str
    bio: RichText
    portrait: Image | None


class EntityName(TypedDict):
    slug: str
    name: str


def freeze(
    article: ArticlePage,
    *,
    journal: JournalPage,
    uid: UUID,
    site: Site,
    path: str,
    first_published: date,
    before: ReaderCopy | None = None,
    accepted: frozenset[str] = frozenset(),
) -> Frozen:
    """Freeze an article as it is in memory, for example a draft from a revision. Writes nothing.

    before: the copy that readers have, whose values are carried over. accepted: keys of accepted updates.
    Raises Refused when the file of an image is missing.
    """
    carried = CarriedValues(before.data if before else None, accepted)
    links, images, numbers = LinkResolver(site, carried), ImageFreezer(carried), FootnoteNumbers(article)
    text, text_without_footnotes = RichTextFreezer(links, numbers.number), RichTextFreezer(links)
    blocks = BlockFreezer(text, images, carried)
    body = blocks.body(article.body)
    data: CopyData = {
        "uid": str(uid),
        "path": path,
        "language": article.language,
        "title": article.title.strip(),
        "standfirst": article.standfirst.strip(),
        "journal": freeze_journal(journal, site, carried),
        "first_published": first_published.isoformat(),
        "canonical": article.canonical_url,
        "authors": [
            freeze_author(row, text_without_footnotes, images, carried) for row in article.article_authors.all()
        ],
        "lead": freeze_lead(article, images),
        "body": body,
        "footnotes": [
            {"id": uuid, "text": text_without_footnotes.rich_text(html)} for uuid, html in numbers.referenced()
        ],
        "entities": freeze_entities(article, carried),
        "disclaimers": freeze_disclaimers(article, journal, text_without_footnotes, carried),
        "standing_replaced": article.standing_reason.strip() if article.standing_replaced else "",
        "disclosures": [freeze_disclosure(row) for row in article.article_disclosures.all()],
        "search": {"title": article.seo_title.strip(), "description": article.search_description.strip()},
    }
    return Frozen(ReaderCopy(data), images.images, list(carried.updates.values()), blocks.unreadable)


def journal_path(journal: JournalPage, site: Site) -> str:
    """Return the journal's path on this site, or its URL on another one; empty outside every site."""
    parts = journal.get_url_parts()
    if not parts or parts[1] is None:
        return ""
    return parts[2] if parts[0] == site.pk else parts[1] + parts[2]


def freeze_journal(journal: JournalPage, site: Site, carried: CarriedValues) -> JournalReference:
    current: JournalAddress = {"name": journal.title, "path": journal_path(journal, site)}
    label = _("The journal’s name and address")
    return {"id": str(journal.uid), **carried.keep_or_update("journal", str(journal.uid), label, current)}


def freeze_author(row: ArticleAuthor, text: RichTextFreezer, images: ImageFreezer, carried: CarriedValues) -> Person:
    person = row.author
    current: PersonProperties = {
        "name": person.name,
        "slug": person.slug,
        "affiliation": person.affiliation,
        "bio": text.rich_text(person.bio),
        "portrait": images.freeze(person.portrait) if person.portrait else None,
    }
    label = _("Author %(name)s") % {"name": person.name}
    kept = carried.keep_or_update("author", str(person.uid), label, current)
    return {"id": str(person.uid), "role": row.role, **kept}


def freeze_lead(article: ArticlePage, images: ImageFreezer) -> Image | None:
    if article.lead_image is None:
        return None
    return images.freeze(
        article.lead_image, alt=article.lead_alt, caption=article.lead_caption, credit=article.lead_credit
    )


def freeze_entities(article: ArticlePage, carried: CarriedValues) -> list[EntityReference]:
    """Return the tags sorted by kind and name, whatever their order on the page."""
    tags = [*article.countries.all(), *article.programmes.all(), *article.firms.all()]
    frozen = [freeze_entity(tag, carried) for tag in tags]
    return sorted(frozen, key=lambda item: (KIND_ORDER.index(item["kind"]), name_key(item["name"]), item["id"]))


def freeze_entity(tag: Entity, carried: CarriedValues) -> EntityReference:
    current: EntityName = {"slug": tag.slug, "name": str(tag)}
    label = f"{tag.get_kind_display()}: {tag}"
    return {"id": str(tag.uid), "kind": tag.kind, **carried.keep_or_update("entity", str(tag.uid), label, current)}


def freeze_disclaimers(
    article: ArticlePage, journal: JournalPage, text: RichTextFreezer, carried: CarriedValues
) -> list[Disclaimer]:
    """Return the journal's standing disclaimers unless they are replaced, then the article's own; each once."""
    own = [row.disclaimer for row in article.article_disclaimers.all()]
    standing = [] if article.standing_replaced else [row.disclaimer for row in journal.standing_disclaimers.all()]
    standing_ids = {disclaimer.pk for disclaimer in standing}
    frozen: list[Disclaimer] = []
    for disclaimer in standing:
        kept = disclaimer_text(disclaimer, text, carried)
        frozen.append({"id": str(disclaimer.uid), "origin": "journal", **kept})
    for disclaimer in own:
        if disclaimer.pk not in standing_ids:
            kept = disclaimer_text(disclaimer, text, carried)
            frozen.append({"id": str(disclaimer.uid), "origin": "article", **kept})
    return frozen


def freeze_disclosure(row: ArticleDisclosure) -> Disclosure:
    return {"author": row.author.name if row.author else "", "kind": row.kind, "text": row.text.strip()}
