"""Finding entities as someone types: by name, alias or code, whatever the case and diacritics."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from entities.models import Alias, Country, Entity, Kind
from entities.names import name_key

# How well a name fits what was typed; the best comes first.
EXACT, BEGINNING, WORD, INSIDE = range(4)
ALIASES_SEEN = 80

# Fewer letters than this are looked for at the beginning of words only.
SHORT = 3


@dataclass(frozen=True)
class Hit:
    """One entity that fits, and the other name by which it was found, if it was."""

    entity: Entity
    alias: str = ""


def rank(key: str) -> Case:
    return Case(
        When(name_key=key, then=Value(EXACT)),
        When(name_key__startswith=key, then=Value(BEGINNING)),
        When(Q(name_key__contains=f" {key}") | Q(name_key__contains=f"-{key}"), then=Value(WORD)),
        default=Value(INSIDE),
        output_field=IntegerField(),
    )


def fits(key: str) -> Q:
    if len(key) >= SHORT:
        return Q(name_key__contains=key)
    return Q(name_key__startswith=key) | Q(name_key__contains=f" {key}")


def typed_key(text: str) -> str:
    """What was typed as a key; NUL, which no database of ours takes, is left out."""
    return name_key(text[:200].replace("\x00", ""))


def search(kind: str, text: str, limit: int = 12) -> list[Hit]:
    """The entities of a kind that may be tagged and fit the text, best first; three queries for any number."""
    key = typed_key(text)
    if not key:
        return []
    found: dict[int, tuple[int, Hit]] = {}
    for entity in with_code(kind, key):
        found[entity.pk] = (EXACT, Hit(entity))
    active = Entity.objects.active().filter(kind=kind).defer("description")
    for entity in active.filter(fits(key)).annotate(rank=rank(key)).order_by("rank", "name_key")[:limit]:
        found.setdefault(entity.pk, (entity.rank, Hit(entity)))
    aliases = Alias.objects.filter(fits(key), entity__kind=kind, entity__retired_at__isnull=True)
    for alias in aliases.select_related("entity").annotate(rank=rank(key)).order_by("rank", "name_key")[:ALIASES_SEEN]:
        if alias.entity_id not in found or alias.rank < found[alias.entity_id][0]:
            found[alias.entity_id] = (alias.rank, Hit(alias.entity, alias.name))
    ordered = sorted(found.values(), key=lambda pair: (pair[0], bool(pair[1].alias), str(pair[1].entity)))
    return [hit for _rank, hit in ordered[:limit]]


def with_code(kind: str, key: str) -> QuerySet[Entity]:
    """The country with this ISO code, if it is one."""
    if kind != Kind.COUNTRY or len(key) not in (2, 3):
        return Entity.objects.none()
    code = key.upper()
    return Country.objects.active().filter(Q(alpha2=code) | Q(alpha3=code)).defer("description")


def named(kind: str, text: str) -> list[Entity]:
    """Those of a kind whose name, name with qualifier, or alias is exactly this; own names before aliases."""
    key = typed_key(text)
    if not key:
        return []
    active = Entity.objects.active().filter(kind=kind)
    by_name = list(active.filter(name_key=key))
    if not by_name and key.endswith(")"):
        name, _bracket, qualifier = key[:-1].rpartition(" (")
        by_name = [entity for entity in active.filter(name_key=name) if name_key(entity.qualifier) == qualifier]
    return by_name or list(active.filter(aliases__name_key=key).distinct())


def matching(queryset: QuerySet, text: str) -> QuerySet:
    """Narrow a listing of entities to those whose name or an alias contains the text; retired ones stay in."""
    key = typed_key(text)
    if not key:
        return queryset
    by_alias = Alias.objects.filter(name_key__contains=key).values("entity_id")
    return queryset.filter(Q(name_key__contains=key) | Q(pk__in=by_alias))
