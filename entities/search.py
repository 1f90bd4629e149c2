"""Search entities by name, alias or code, without regard to case and diacritics."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from entities.models import Alias, Country, Entity, Kind
from entities.names import name_key

EntityType = TypeVar("EntityType", bound=Entity)

# How well a name matches the query, best first.
EXACT, PREFIX, WORD_PREFIX, SUBSTRING = range(4)

# How many matching aliases are read; several may belong to one entity.
MAX_ALIASES = 80

# Shorter queries match only at the beginning of words.
MIN_SUBSTRING_LENGTH = 3
MAX_QUERY_LENGTH = 200


@dataclass(frozen=True)
class Suggestion:
    """An entity that matches a query; `alias` is the other name that matched, or empty."""

    entity: Entity
    alias: str = ""


def match_quality(key: str) -> Case:
    """The quality of a match with a stored key, as a number to sort by."""
    return Case(
        When(name_key=key, then=Value(EXACT)),
        When(name_key__startswith=key, then=Value(PREFIX)),
        When(Q(name_key__contains=f" {key}") | Q(name_key__contains=f"-{key}"), then=Value(WORD_PREFIX)),
        default=Value(SUBSTRING),
        output_field=IntegerField(),
    )


def key_matches(key: str) -> Q:
    """Condition on the stored key of a name or alias."""
    if len(key) >= MIN_SUBSTRING_LENGTH:
        return Q(name_key__contains=key)
    return Q(name_key__startswith=key) | Q(name_key__contains=f" {key}")


def query_key(text: str) -> str:
    """The key of a query; without NUL, which PostgreSQL rejects."""
    return name_key(text[:MAX_QUERY_LENGTH].replace("\x00", ""))


def suggest(kind: str, text: str, limit: int = 12) -> list[Suggestion]:
    """Return active entities of a kind that match the text, best first; three queries."""
    key = query_key(text)
    if not key:
        return []
    found: dict[int, tuple[int, Suggestion]] = {}
    for country in countries_by_code(kind, key):
        found[country.pk] = (EXACT, Suggestion(country))
    active = Entity.objects.active().filter(kind=kind).defer("description")
    ranked = active.filter(key_matches(key)).annotate(quality=match_quality(key)).order_by("quality", "name_key")
    for entity in ranked[:limit]:
        found.setdefault(entity.pk, (entity.quality, Suggestion(entity)))
    aliases = Alias.objects.filter(key_matches(key), entity__kind=kind, entity__retired_at__isnull=True)
    ranked_aliases = aliases.select_related("entity").annotate(quality=match_quality(key))
    for alias in ranked_aliases.order_by("quality", "name_key")[:MAX_ALIASES]:
        if alias.entity_id not in found or alias.quality < found[alias.entity_id][0]:
            found[alias.entity_id] = (alias.quality, Suggestion(alias.entity, alias.name))
    ordered = sorted(found.values(), key=lambda pair: (pair[0], bool(pair[1].alias), str(pair[1].entity)))
    return [suggestion for _quality, suggestion in ordered[:limit]]


def countries_by_code(kind: str, key: str) -> QuerySet[Country]:
    """The active country with this ISO 3166 code, if the kind is country and there is one."""
    if kind != Kind.COUNTRY or len(key) not in (2, 3):
        return Country.objects.none()
    code = key.upper()
    return Country.objects.active().filter(Q(alpha2=code) | Q(alpha3=code)).defer("description")


def find_by_exact_name(kind: str, text: str) -> list[Entity]:
    """Return active entities of a kind with exactly this name, or name and qualifier; if none, with this alias."""
    key = query_key(text)
    if not key:
        return []
    active = Entity.objects.active().filter(kind=kind)
    by_name = list(active.filter(name_key=key))
    if not by_name and key.endswith(")"):
        name, _bracket, qualifier = key[:-1].rpartition(" (")
        by_name = [entity for entity in active.filter(name_key=name) if name_key(entity.qualifier) == qualifier]
    return by_name or list(active.filter(aliases__name_key=key).distinct())


def filter_by_name(queryset: QuerySet[EntityType], text: str) -> QuerySet[EntityType]:
    """Narrow a queryset to entities whose name or an alias contains the text; retired ones included."""
    key = query_key(text)
    if not key:
        return queryset
    by_alias = Alias.objects.filter(name_key__contains=key).values("entity_id")
    return queryset.filter(Q(name_key__contains=key) | Q(pk__in=by_alias))
