"""The countries, programmes and firms that public articles mention, and the number of these articles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from articles.record.models import Mention, Publication
from articles.record.plain_text import search_words
from entities.kinds import Kind
from entities.models import Alias, Entity, Firm, Programme


@dataclass(frozen=True)
class MentionedEntity:
    """An entity that public articles mention. count: of these articles. description: such as “Firm, Türkiye”."""

    pk: int
    kind: str
    name: str
    path: str
    count: int
    description: str


class ArticleNumbers(TypedDict):
    """How many public articles mention an entity, and the day of the first; None without any."""

    count: int
    first: date | None


def mentioned_entities() -> list[MentionedEntity]:
    """Return every entity that a public article mentions, the most mentioned first.

    Two queries. The first counts in indexes alone: with a join of whole publications, or grouped by whole entities, it
    takes SQLite five times as long (800 ms and not 120 for 10,000 articles).
    """
    public = Publication.objects.public().values("pk")
    counts = dict(
        Mention.objects.filter(publication__in=public).order_by().values_list("entity").annotate(count=Count("entity"))
    )
    rows = Entity.objects.filter(pk__in=Mention.objects.values("entity"))
    rows = rows.select_related("programme", "firm__home_country").defer("description")
    found = [
        MentionedEntity(
            entity.pk,
            entity.kind,
            str(entity),
            entity.get_absolute_url(),
            counts[entity.pk],
            kind_in_words(selected_subtype(entity)),
        )
        for entity in rows
        if entity.pk in counts
    ]
    return sorted(found, key=lambda entity: (-entity.count, entity.name))


def kind_in_words(entity: Entity) -> str:
    """Return the kind of a Country, Programme or Firm, with the kind of a programme and the home of a firm."""
    label = str(Kind(entity.kind).label)
    detail = ""
    if isinstance(entity, Programme):
        detail = entity.get_programme_kind_display().lower()
    elif isinstance(entity, Firm) and entity.home_country:
        detail = str(entity.home_country)
    return _("%(kind)s, %(more)s") % {"kind": label, "more": detail} if detail else label


def selected_subtype(entity: Entity) -> Entity:
    """Return an entity as Programme or Firm, which the query has loaded with it; a country as it is."""
    subtype: Entity = getattr(entity, entity.kind) if entity.kind in (Kind.PROGRAMME, Kind.FIRM) else entity
    return subtype


def other_spellings(entities: Iterable[MentionedEntity], language: str) -> list[tuple[str, MentionedEntity]]:
    """Return other names under which readers may look for these entities, in one language. One query.

    Names that also mean something else are left out, and so are those that contain the name or are contained in it:
    the index has no line “Republic of Armenia, see Armenia”.
    """
    by_pk = {entity.pk: entity for entity in entities}
    aliases = Alias.objects.filter(sort=Alias.Sort.NAME, language=language, ambiguous=False).exclude(
        entity__mentions__isnull=True
    )
    names = [(alias.name, by_pk[alias.entity_id]) for alias in aliases.distinct() if alias.entity_id in by_pk]
    return [(name, entity) for name, entity in names if is_different_name(name, entity.name)]


def is_different_name(alias: str, name: str) -> bool:
    """Whether neither of two names contains the other."""
    alias_words, words = search_words(alias), search_words(name)
    return alias_words not in words and words not in alias_words


def has_articles(entity: Entity) -> bool:
    return Publication.objects.public().filter(mentions__entity=entity).exists()


def article_numbers(entity: Entity) -> ArticleNumbers:
    publications = Publication.objects.public().filter(mentions__entity=entity)
    numbers = publications.aggregate(count=Count("pk"), first=Min("published_on"))
    return {"count": numbers["count"], "first": numbers["first"]}
