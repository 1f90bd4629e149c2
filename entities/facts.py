"""The facts about an entity on its public page."""

from collections.abc import Callable
from typing import TypedDict

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entities.models import Alias, Country, Entity, Firm, Programme
from entities.names import name_key

MAX_OTHER_NAMES = 8
WIKIDATA = "https://www.wikidata.org/wiki/"


class FactValue(TypedDict):
    """A value as `components/facts.html` shows it; `path` is the address of its link, or empty."""

    text: str
    path: str


class Fact(TypedDict):
    """A labelled row of the facts."""

    label: str
    values: list[FactValue]


def get_facts(entity: Entity, get_path: Callable[[Entity], str] = Entity.get_absolute_url) -> list[Fact]:
    """Return the facts about a Country, Programme or Firm in the order in which they are shown. One query.

    `get_path` returns the address of another entity's page, or an empty string if it has none.
    """
    rows: list[tuple[str, list[FactValue]]] = []
    if isinstance(entity, Country):
        rows.append((_("Flag"), [text_value(entity.flag)]))
        rows.append((_("ISO 3166 codes"), [text_value(entity.alpha2), text_value(entity.alpha3)]))
    if isinstance(entity, Programme):
        rows.append((_("Kind"), [text_value(entity.get_programme_kind_display())]))
    if isinstance(entity, Firm) and entity.home_country is not None:
        country = entity.home_country
        rows.append((_("Home country"), [FactValue(text=str(country), path=get_path(country))]))
    rows.append((_("Also known as"), [text_value(name) for name in other_names(entity)[:MAX_OTHER_NAMES]]))
    if entity.wikidata_id:
        rows.append((_("Wikidata"), [text_value(entity.wikidata_id)]))
    return [Fact(label=label, values=values) for label, values in rows if values]


def text_value(text: str) -> FactValue:
    """A value without a link; lazy translations become text."""
    return FactValue(text=str(text), path="")


def other_names(entity: Entity) -> list[str]:
    """Return the other names to show, each once, without adjectives, seats of government and abbreviations.

    Names from the country list are included in the site's language only; the others are for searching.
    """
    language = (get_language() or "en").split("-")[0]
    aliases = entity.aliases.filter(sort=Alias.Sort.NAME)
    shown = [alias for alias in aliases if alias.origin == Alias.Origin.EDITOR or alias.language == language]
    distinct = {name_key(alias.name): alias.name for alias in shown}
    distinct.pop(entity.name_key, None)
    return list(distinct.values())


def same_as(entity: Entity) -> list[str]:
    """Return the addresses of the same entity elsewhere, for `sameAs` in JSON-LD (schema.org)."""
    return [WIKIDATA + entity.wikidata_id] if entity.wikidata_id else []
