"""The facts about an entity on its public page."""

import pytest

from entities.facts import get_facts, other_names, same_as
from entities.models import Alias, Country, Firm, Programme

pytestmark = pytest.mark.django_db


def texts_of(entity) -> dict[str, list[str]]:
    return {fact["label"]: [value["text"] for value in fact["values"]] for fact in get_facts(entity)}


def test_a_country_shows_flag_codes_other_names_and_wikidata(django_assert_num_queries):
    belarus = Country.objects.get(alpha2="BY")
    with django_assert_num_queries(1):
        shown = texts_of(belarus)
    assert shown["Flag"] == ["🇧🇾"]
    assert shown["ISO 3166 codes"] == ["BY", "BLR"]
    assert shown["Wikidata"] == ["Q184"]
    assert "Republic of Belarus" in shown["Also known as"]
    assert not {"Minsk", "Belarusian", "Biélorussie"} & set(shown["Also known as"])


def test_a_programme_shows_its_kind():
    assert texts_of(Programme.objects.create(name="Polonez", programme_kind="weapon")) == {"Kind": ["Weapon"]}


def test_a_firm_shows_its_home_country_as_a_link_if_that_has_a_page():
    belarus = Country.objects.get(alpha2="BY")
    firm = Firm.objects.create(name="Kret", home_country=belarus)
    assert get_facts(firm) == [
        {"label": "Home country", "values": [{"text": "Belarus", "path": "/countries/belarus/"}]}
    ]
    assert get_facts(firm, get_path=lambda entity: "")[0]["values"] == [{"text": "Belarus", "path": ""}]


def test_unknown_facts_are_left_out():
    assert get_facts(Firm.objects.create(name="Kret")) == []


def test_other_names_are_distinct_and_those_of_editors_are_shown_in_any_language():
    firm = Firm.objects.create(name="Kret")
    for name, language in (("KRET", "en"), ("КРЭТ", "ru"), ("Radio-Electronic Technologies", "en")):
        Alias.objects.create(entity=firm, name=name, language=language)
    assert other_names(firm) == ["Radio-Electronic Technologies", "КРЭТ"]


def test_the_wikidata_item_is_the_same_entity():
    assert same_as(Country.objects.get(alpha2="BY")) == ["https://www.wikidata.org/wiki/Q184"]
    assert same_as(Firm.objects.create(name="Kret")) == []
