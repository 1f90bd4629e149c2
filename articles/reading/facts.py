"""The rows of facts beside the name of an entity."""

from django.utils.translation import gettext as _

from articles.record.models import Publication
from entities.models import Alias, Country, Entity, Firm, Programme

ALIASES_SHOWN = 8
WIKIDATA = "https://www.wikidata.org/wiki/"


def facts_of(entity: Entity) -> list[dict]:
    """Facts of a country, programme or firm as `components/facts.html` prints them. Two queries at most."""
    facts = [*also_known_as(entity), *own_facts(entity)]
    if entity.wikidata_id:
        link = {"text": entity.wikidata_id, "path": WIKIDATA + entity.wikidata_id}
        facts.append({"label": _("Wikidata"), "values": [link]})
    return facts


def also_known_as(entity: Entity) -> list[dict]:
    """Other names, each once; adjectives, capitals and codes are for finding it, not for reading."""
    names = entity.aliases.filter(sort=Alias.Sort.NAME).values_list("name", flat=True)
    unique = list(dict.fromkeys(name for name in names if name != entity.name))
    return [{"label": _("Also known as"), "value": "; ".join(unique[:ALIASES_SHOWN])}] if unique else []


def own_facts(entity: Entity) -> list[dict]:
    """What only its kind has."""
    if isinstance(entity, Country):
        return [{"label": _("Codes"), "value": f"{entity.alpha2}, {entity.alpha3}"}]
    if isinstance(entity, Programme):
        return [{"label": _("Kind"), "value": entity.get_programme_kind_display()}]
    if isinstance(entity, Firm) and entity.home_country:
        return [{"label": _("Home country"), "values": [home(entity.home_country)]}]
    return []


def home(country: Country) -> dict[str, str]:
    """The home country, as a link where its page has articles to show."""
    has_page = Publication.objects.public().filter(mentions__entity=country).exists()
    return {"text": str(country), "path": country.get_absolute_url() if has_page else ""}
