"""Finding entities as someone types."""

import pytest

from entities.models import Alias, Country, Firm, Programme
from entities.search import matching, named, search

pytestmark = pytest.mark.django_db


def names(kind: str, text: str) -> list[str]:
    return [str(hit.entity) for hit in search(kind, text)]


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
def test_the_best_fit_by_name_alias_or_code_comes_first(typed, first):
    assert names("country", typed)[0] == first


def test_the_alias_by_which_it_was_found_is_told():
    assert search("country", "kremlin")[0].alias == "Kremlin"
    assert search("country", "russia")[0].alias == ""


def test_only_the_kind_asked_for_is_found():
    Firm.objects.create(name="Belarus Works")
    assert "Belarus Works" not in names("country", "belarus")
    assert names("firm", "belarus") == ["Belarus Works"]


def test_a_search_takes_three_queries_however_much_it_finds(django_assert_num_queries):
    with django_assert_num_queries(3):
        assert len(search("country", "ian")) == 12


def test_a_retired_entity_is_not_offered():
    Country.objects.get(alpha2="BY").retire()
    assert "Belarus" not in names("country", "belarus")
    assert names("country", "minsk") == []
    assert names("country", "blr") == []


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "%", "_", "\u0301", "x" * 5000, "' OR 1=1 --"])
def test_odd_input_finds_nothing_and_harms_nothing(typed):
    assert names("country", typed) == []


def test_named_finds_by_own_name_before_alias_and_by_qualifier():
    firm = Firm.objects.create(name="Kret")
    other = Firm.objects.create(name="Other")
    Alias.objects.create(entity=other, name="KRET")
    assert [entity.pk for entity in named("firm", "kret")] == [firm.pk]
    Programme.objects.create(name="Skif")
    missile = Programme.objects.create(name="Skif", qualifier="missile")
    assert len(named("programme", "skif")) == 2
    assert [entity.pk for entity in named("programme", "Skif (Missile)")] == [missile.pk]


def test_a_listing_is_narrowed_by_alias_and_keeps_retired_ones():
    Country.objects.get(alpha2="RU").retire()
    found = matching(Country.objects.all(), "kremlin")
    assert [country.alpha2 for country in found] == ["RU"]
    assert matching(Country.objects.all(), " ").count() == 250
