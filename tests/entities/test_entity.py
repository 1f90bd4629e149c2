"""Names, addresses and retirement of entities."""

import pytest
from django.core.exceptions import ValidationError

from entities.lookup import Redirected, find
from entities.models import Alias, Country, Entity, Firm, Programme

pytestmark = pytest.mark.django_db


def errors_of(entity) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        entity.full_clean()
    return caught.value.message_dict


def test_an_entity_gets_its_kind_its_key_and_an_address():
    firm = Firm.objects.create(name="  Société  Générale ")
    assert (firm.name, firm.kind, firm.name_key, firm.slug) == (
        "Société Générale",
        "firm",
        "societe generale",
        "societe-generale",
    )
    assert firm.get_absolute_url() == "/firms/societe-generale/"


def test_a_name_without_latin_letters_still_has_an_address():
    assert Programme.objects.create(name="Скиф").slug == "skif"
    assert Programme.objects.create(name="№").slug != ""


def test_a_second_one_of_the_same_name_is_refused_by_naming_the_first():
    Programme.objects.create(name="Skif")
    assert "“Skif” (/programmes/skif/)" in errors_of(Programme(name="SKIF"))["name"][0]


def test_a_qualifier_tells_two_of_one_name_apart():
    Programme.objects.create(name="Skif")
    missile = Programme(name="Skif", qualifier="missile")
    missile.full_clean()
    missile.save()
    assert str(missile) == "Skif (missile)"
    assert missile.slug == "skif-missile"
    assert "“Skif (missile)”" in errors_of(Programme(name="Skif", qualifier="Missile"))["name"][0]


def test_a_retired_one_still_holds_its_name():
    Programme.objects.create(name="Skif").retire()
    assert "name" in errors_of(Programme(name="Skif"))


def test_kinds_share_names_and_addresses():
    Programme.objects.create(name="Polonez")
    Firm(name="Polonez").full_clean()
    assert Firm.objects.create(name="Polonez").slug == "polonez"


def test_a_third_one_of_a_name_and_qualifier_too_long_for_an_address_gets_a_number():
    for qualifier in ("", "missile", "missile!", "missile?"):
        Programme.objects.create(name="Skif", qualifier=qualifier)
    assert set(Programme.objects.values_list("slug", flat=True)) == {"skif", "skif-missile", "skif-2", "skif-3"}


def test_a_name_without_letters_is_refused():
    assert "name" in errors_of(Firm(name="\u0301"))
    firm = Firm.objects.create(name="Kret")
    with pytest.raises(ValidationError, match="letter"):
        Alias(entity=firm, name="\u0301").full_clean()


def test_an_alias_may_be_shared():
    for name in ("Kret", "Sozvezdie"):
        Alias(entity=Firm.objects.create(name=name), name="Concern").full_clean()


@pytest.mark.parametrize("code", ["by", "B", "BLR", "Б1"])
def test_a_malformed_country_code_is_refused(code):
    assert "alpha2" in errors_of(Country(name="Somewhere", alpha2=code, alpha3="ZZZ"))


@pytest.mark.parametrize("wikidata_id", ["184", "Q0", "q184", "https://www.wikidata.org/wiki/Q184"])
def test_a_malformed_wikidata_id_is_refused(wikidata_id):
    assert "wikidata_id" in errors_of(Firm(name="Kret", wikidata_id=wikidata_id))


def test_a_changed_address_leads_to_the_new_one():
    firm = Firm.objects.create(name="Kret")
    firm.slug = "concern-kret"
    firm.save()
    assert find("firm", "concern-kret") == firm
    former = find("firm", "kret")
    assert isinstance(former, Redirected)
    assert former.path == "/firms/concern-kret/"
    assert find("programme", "kret") is None
    assert find("planet", "kret") is None


def test_an_entity_may_take_its_former_address_back():
    firm = Firm.objects.create(name="Kret")
    for slug in ("concern-kret", "kret"):
        firm.slug = slug
        firm.full_clean()
        firm.save()
    assert find("firm", "kret") == firm
    assert isinstance(find("firm", "concern-kret"), Redirected)
    assert firm.former_slugs.count() == 1


def test_the_address_of_another_is_refused_by_naming_it():
    Firm.objects.create(name="Kret")
    assert "“Kret”" in errors_of(Firm(name="Other", slug="kret"))["slug"][0]


def test_the_former_address_of_another_is_refused_and_never_given_away():
    firm = Firm.objects.create(name="Kret")
    firm.slug = "concern-kret"
    firm.name = "Concern Kret"
    firm.save()
    assert "“Concern Kret”" in errors_of(Firm(name="Other", slug="kret"))["slug"][0]
    assert Firm.objects.create(name="Kret").slug == "kret-2"


def test_an_entity_keeps_its_permanent_id_through_every_change():
    firm = Firm.objects.create(name="Kret")
    uid = firm.uid
    firm.name, firm.slug = "New", "new"
    firm.save()
    assert Firm.objects.get(pk=firm.pk).uid == uid


def test_a_retired_entity_is_left_out_of_the_active_ones_until_it_is_taken_back():
    firm = Firm.objects.create(name="Kret")
    firm.retire()
    assert firm not in Firm.objects.active()
    assert find("firm", "kret") == firm
    firm.take_back()
    assert firm in Firm.objects.active()


def test_an_entity_is_one_row_of_the_common_table():
    firm = Firm.objects.create(name="Kret")
    assert Entity.objects.get(uid=firm.uid).firm == firm


def test_the_flag_is_made_of_regional_indicators():
    assert Country(alpha2="BY").flag == "🇧🇾"
