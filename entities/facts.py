"""What an entity's public page says about it beside the articles."""

from collections.abc import Callable
from typing import TypedDict

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entities.models import Alias, Country, Entity, Firm, Programme
from entities.names import name_key

OTHER_NAMES_SHOWN = 8
WIKIDATA = "https://www.wikidata.org/wiki/"


class Value(TypedDict):
    """One value as `components/facts.html` prints it; `path` is empty where it leads nowhere."""

    text: str
    path: str


class Fact(TypedDict):
    label: str
    values: list[Value]


def own_path(entity: Entity) -> str:
    return entity.get_absolute_url()


def facts(entity: Entity, path_of: Callable[[Entity], str] = own_path) -> list[Fact]:
    """Facts in the order in which they are read; `entity` is a Country, Programme or Firm. One query.

    `path_of` says where another entity is shown, and answers with nothing where it has no public page.
    """
    rows = [
        (_("Flag"), [plain(entity.flag)] if isinstance(entity, Country) else []),
        (_("ISO 3166 codes"), [plain(entity.alpha2), plain(entity.alpha3)] if isinstance(entity, Country) else []),
        (_("Kind"), [plain(entity.get_programme_kind_display())] if isinstance(entity, Programme) else []),
        (_("Home country"), home_country(entity, path_of)),
        (_("Also known as"), [plain(name) for name in other_names(entity)[:OTHER_NAMES_SHOWN]]),
        (_("Wikidata"), [plain(entity.wikidata_id)] if entity.wikidata_id else []),
    ]
    return [Fact(label=label, values=values) for label, values in rows if values]


def plain(text: str) -> Value:
    return Value(text=str(text), path="")


def home_country(entity: Entity, path_of: Callable[[Entity], str]) -> list[Value]:
    if not isinstance(entity, Firm) or entity.home_country is None:
        return []
    return [Value(text=str(entity.home_country), path=path_of(entity.home_country))]


def other_names(entity: Entity) -> list[str]:
    """Its other names, each once; no adjectives, seats or abbreviations.

    Those that came with the vocabulary in languages other than the site's are for finding it, not for reading.
    """
    language = (get_language() or "en").split("-")[0]
    aliases = entity.aliases.filter(sort=Alias.Sort.NAME)
    wanted = [alias for alias in aliases if alias.origin == Alias.Origin.DESK or alias.language == language]
    distinct = {name_key(alias.name): alias.name for alias in wanted}
    distinct.pop(entity.name_key, None)
    return list(distinct.values())


def same_as(entity: Entity) -> list[str]:
    """Addresses elsewhere that mean the same thing, for JSON-LD's `sameAs`. Nothing is asked of them."""
    return [WIKIDATA + entity.wikidata_id] if entity.wikidata_id else []
