"""Search for entities by name, alias and code."""

import pytest

from entities.models import Alias, Country, Firm, Programme
from entities.search import filter_by_name, find_by_exact_name, suggest

pytestmark = pytest.mark.django_db


def names(kind: str, text: str) -> list[str]:
    return [str(suggestion.entity) for suggestion in suggest(kind, text)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("bela", "Belarus"),
        ("COTE", "Côte d’Ivoire"),
        ("ivory", "Côte d’Ivoire"),
        ("uae", "United Arab Emirates"),
        ("by", "Belarus"),
        ("BLR", "Belarus"),
        ("kremlin", "Russia"),
        ("белар", "Belarus"),
        ("косово", "Kosovo"),
        ("turkiye", "Türkiye"),
        ("niger", "Niger"),
        ("korea", "North Korea"),
    ],
)
def test_the_best_match_by_name_alias_or_code_comes_first(typed, first):
    assert names("country", typed)[0] == first


def test_a_suggestion_has_the_alias_that_matched():
    assert suggest("country", "kremlin")[0].alias == "Kremlin"
    assert suggest("country", "russia")[0].alias == ""


def test_only_the_requested_kind_is_found():
    Firm.objects.create(name="Belarus Works")
    assert "Belarus Works" not in names("country", "belarus")
    assert names("firm", "belarus") == ["Belarus Works"]


def test_a_search_needs_three_queries(django_assert_num_queries):
    with django_assert_num_queries(3):
        assert len(suggest("country", "ian")) == 12


def test_a_retired_entity_is_not_suggested():
    Country.objects.get(alpha2="BY").retire()
    assert "Belarus" not in names("country", "belarus")
    assert names("country", "minsk") == []
    assert names("country", "blr") == []


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "%", "_", "\u0301", "x" * 5000, "' OR 1=1 --"])
def test_invalid_input_finds_nothing(typed):
    assert names("country", typed) == []


def test_an_exact_name_is_found_before_an_alias_and_with_its_qualifier():
    firm = Firm.objects.create(name="Kret")
    other = Firm.objects.create(name="Other")
    Alias.objects.create(entity=other, name="KRET")
    assert [entity.pk for entity in find_by_exact_name("firm", "kret")] == [firm.pk]
    Programme.objects.create(name="Skif")
    missile = Programme.objects.create(name="Skif", qualifier="missile")
    assert len(find_by_exact_name("programme", "skif")) == 2
    assert [entity.pk for entity in find_by_exact_name("programme", "Skif (Missile)")] == [missile.pk]


def test_a_listing_is_filtered_by_alias_and_includes_retired_entities():
    Country.objects.get(alpha2="RU").retire()
    found = filter_by_name(Country.objects.all(), "kremlin")
    assert [country.alpha2 for country in found] == ["RU"]
    assert filter_by_name(Country.objects.all(), " ").count() == 250
