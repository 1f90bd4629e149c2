"""Names, slugs and retirement of entities."""

import pytest
from django.core.exceptions import ValidationError

from entities.kinds import Kind, entity_path
from entities.lookup import FormerAddress, find_by_address
from entities.models import Alias, Country, Entity, Firm, Programme

pytestmark = pytest.mark.django_db


def errors_of(instance) -> dict[str, list[ValidationError]]:
    with pytest.raises(ValidationError) as caught:
        instance.full_clean()
    return caught.value.error_dict


def codes_of(instance) -> dict[str, list[str]]:
    """Codes of the validation errors, by field."""
    return {field: [error.code for error in errors] for field, errors in errors_of(instance).items()}


def named_in(error: ValidationError) -> str:
    """The other entity that an error names, as its message has it."""
    assert error.params["name"] in error.messages[0]
    return error.params["name"]


def test_an_entity_gets_its_kind_key_and_slug():
    firm = Firm.objects.create(name="  Société  Générale ")
    assert (firm.name, firm.kind, firm.name_key, firm.slug) == (
        "Société Générale",
        "firm",
        "societe generale",
        "societe-generale",
    )
    assert firm.get_absolute_url() == "/firms/societe-generale/"


def test_a_name_without_latin_letters_has_a_slug():
    assert Programme.objects.create(name="Скиф").slug == "skif"
    assert Programme.objects.create(name="№").slug != ""


def test_a_name_that_another_entity_has_is_an_error_that_names_it():
    Programme.objects.create(name="Skif")
    (error,) = errors_of(Programme(name="SKIF"))["name"]
    assert (error.code, named_in(error), error.params["path"]) == ("name_exists", "Skif", "/programmes/skif/")


def test_two_entities_of_one_name_differ_by_a_qualifier():
    Programme.objects.create(name="Skif")
    missile = Programme(name="Skif", qualifier="missile")
    missile.full_clean()
    missile.save()
    assert str(missile) == "Skif (missile)"
    assert missile.slug == "skif-missile"
    (error,) = errors_of(Programme(name="Skif", qualifier="Missile"))["name"]
    assert (error.code, named_in(error)) == ("name_exists", "Skif (missile)")


def test_a_retired_entity_keeps_its_name():
    Programme.objects.create(name="Skif").retire()
    assert codes_of(Programme(name="Skif"))["name"] == ["name_exists"]


def test_entities_of_different_kinds_may_have_the_same_name_and_slug():
    Programme.objects.create(name="Polonez")
    Firm(name="Polonez").full_clean()
    assert Firm.objects.create(name="Polonez").slug == "polonez"


def test_a_slug_that_is_in_use_gets_a_number():
    for qualifier in ("", "missile", "missile!", "missile?"):
        Programme.objects.create(name="Skif", qualifier=qualifier)
    assert set(Programme.objects.values_list("slug", flat=True)) == {"skif", "skif-missile", "skif-2", "skif-3"}


def test_a_name_without_letters_is_refused():
    assert codes_of(Firm(name="\u0301"))["name"] == ["empty_name"]
    assert codes_of(Alias(entity=Firm.objects.create(name="Kret"), name="\u0301"))["name"] == ["empty_name"]


def test_an_alias_may_be_shared():
    for name in ("Kret", "Sozvezdie"):
        Alias(entity=Firm.objects.create(name=name), name="Concern").full_clean()


@pytest.mark.parametrize("code", ["by", "B", "BLR", "Б1"])
def test_a_malformed_country_code_is_refused(code):
    assert "invalid_alpha2" in codes_of(Country(name="Somewhere", alpha2=code, alpha3="ZZZ"))["alpha2"]


@pytest.mark.parametrize("wikidata_id", ["184", "Q0", "q184", "https://www.wikidata.org/wiki/Q184"])
def test_a_malformed_wikidata_id_is_refused(wikidata_id):
    assert "invalid_wikidata_id" in codes_of(Firm(name="Kret", wikidata_id=wikidata_id))["wikidata_id"]


def test_a_former_address_leads_to_the_new_one():
    firm = Firm.objects.create(name="Kret")
    firm.slug = "concern-kret"
    firm.save()
    assert find_by_address("firm", "concern-kret") == firm
    former = find_by_address("firm", "kret")
    assert isinstance(former, FormerAddress)
    assert former.path == "/firms/concern-kret/"
    assert find_by_address("programme", "kret") is None
    assert find_by_address("planet", "kret") is None


def test_an_entity_may_have_its_former_slug_again():
    firm = Firm.objects.create(name="Kret")
    for slug in ("concern-kret", "kret"):
        firm.slug = slug
        firm.full_clean()
        firm.save()
    assert find_by_address("firm", "kret") == firm
    assert isinstance(find_by_address("firm", "concern-kret"), FormerAddress)
    assert firm.former_slugs.count() == 1


def test_a_slug_that_another_entity_has_is_an_error_that_names_it():
    Firm.objects.create(name="Kret")
    (error,) = errors_of(Firm(name="Other", slug="kret"))["slug"]
    assert (error.code, named_in(error)) == ("slug_exists", "Kret")


def test_a_former_slug_of_another_entity_is_an_error_and_is_never_given_to_a_new_one():
    firm = Firm.objects.create(name="Kret")
    firm.slug = "concern-kret"
    firm.name = "Concern Kret"
    firm.save()
    (error,) = errors_of(Firm(name="Other", slug="kret"))["slug"]
    assert (error.code, named_in(error)) == ("former_slug_exists", "Concern Kret")
    assert Firm.objects.create(name="Kret").slug == "kret-2"


def test_an_entity_keeps_its_permanent_id_through_every_change():
    firm = Firm.objects.create(name="Kret")
    uid = firm.uid
    firm.name, firm.slug = "New", "new"
    firm.save()
    assert Firm.objects.get(pk=firm.pk).uid == uid


def test_a_retired_entity_is_not_active_until_it_is_restored():
    firm = Firm.objects.create(name="Kret")
    firm.retire()
    assert firm not in Firm.objects.active()
    assert find_by_address("firm", "kret") == firm
    firm.restore()
    assert firm in Firm.objects.active()


def test_an_entity_has_a_row_in_the_common_table():
    firm = Firm.objects.create(name="Kret")
    assert Entity.objects.get(uid=firm.uid).firm == firm


def test_the_flag_is_made_of_regional_indicators():
    assert Country(alpha2="BY").flag == "🇧🇾"


def test_every_kind_has_labels_a_section_and_a_model():
    assert [(kind.value, kind.section, kind.model) for kind in Kind] == [
        ("country", "countries", Country),
        ("programme", "programmes", Programme),
        ("firm", "firms", Firm),
    ]
    assert all(kind.label and kind.plural_label and kind.label != kind.plural_label for kind in Kind)
    assert entity_path("country", "belarus") == "/countries/belarus/"


def test_a_former_slug_that_belongs_to_another_entity_stays_with_it():
    kret, other = Firm.objects.create(name="Kret"), Firm.objects.create(name="Other")
    kret.slug = "concern-kret"
    kret.save()
    for slug in ("kret", "another"):
        other.slug = slug
        other.save()
    former = find_by_address("firm", "kret")
    assert isinstance(former, FormerAddress)
    assert former.entity.pk == kret.pk
