"""The built-in list of countries, and its update from the source."""

import io

import pytest
from django.apps import apps
from django.core.management import call_command

from entities.countries.source import read_countries, read_phrases
from entities.countries.update import CountryUpdate
from entities.models import Alias, Country, Entity, Kind
from entities.names import name_key


def run_update(**options) -> str:
    output = io.StringIO()
    call_command("update_countries", stdout=output, **options)
    return output.getvalue()


def test_the_source_has_every_country_once():
    entries = read_countries()
    assert len(entries) == 250
    assert len({entry.alpha3 for entry in entries}) == 250
    assert len({name_key(entry.name) for entry in entries}) == 250
    wikidata_ids = [entry.wikidata_id for entry in entries if entry.wikidata_id]
    assert len(wikidata_ids) == len(set(wikidata_ids))


def test_every_sovereign_state_has_an_adjective():
    sorts = {entry.alpha2: {alias.sort for alias in entry.aliases} for entry in read_countries()}
    without_adjective = {code for code, found in sorts.items() if "adjective" not in found}
    # Uninhabited or shared territories, and the Vatican, whose adjective is its name.
    assert without_adjective <= {"BV", "GS", "HM", "MF", "SJ", "SX", "TF", "UM", "VA"}


def test_no_country_has_an_alias_twice():
    for entry in read_countries():
        keys = [name_key(alias.name) for alias in entry.aliases]
        assert len(keys) == len(set(keys))


def test_an_alias_that_two_countries_share_is_ambiguous_in_both():
    by_key: dict[str, list] = {}
    for entry in read_countries():
        for alias in entry.aliases:
            by_key.setdefault(name_key(alias.name), []).append(alias)
    shared = [alias for aliases in by_key.values() if len(aliases) > 1 for alias in aliases]
    assert shared
    assert all(alias.ambiguous for alias in shared)


def test_phrases_are_read_without_comments():
    phrases = read_phrases()
    assert "Guinea pig" in phrases
    assert not any(phrase.startswith("#") or not phrase for phrase in phrases)


@pytest.mark.django_db
class TestTheDatabase:
    def test_migrations_create_the_countries(self):
        assert Country.objects.count() == 250
        belarus = Country.objects.get(alpha2="BY")
        assert (belarus.name, belarus.alpha3, belarus.slug, belarus.kind) == ("Belarus", "BLR", "belarus", "country")
        assert belarus.description == ""
        assert Country.objects.get(alpha2="XK").alpha3 == "XKX"

    def test_every_country_has_its_own_permanent_id(self):
        assert Entity.objects.filter(kind=Kind.COUNTRY).values("uid").distinct().count() == 250

    @pytest.mark.parametrize(
        ("alias", "code"),
        [
            ("Belarusian", "BY"),
            ("Minsk", "BY"),
            ("Kremlin", "RU"),
            ("Russian Federation", "RU"),
            ("White House", "US"),
            ("Downing Street", "GB"),
            ("uae", "AE"),
            ("Ivory Coast", "CI"),
            ("Россия", "RU"),
            ("Deutschland", "DE"),
            ("Turkey", "TR"),
            ("DRC", "CD"),
        ],
    )
    def test_countries_are_found_by_their_other_names(self, alias, code):
        assert list(Country.objects.filter(aliases__name_key=name_key(alias))) == [Country.objects.get(alpha2=code)]

    def test_names_that_also_mean_something_else_are_ambiguous(self):
        ambiguous = set(Country.objects.filter(ambiguous=True).values_list("name", flat=True))
        assert {"Georgia", "Chad", "Jordan", "Guinea", "Niger"} <= ambiguous
        assert not Country.objects.get(alpha2="BY").ambiguous

    def test_an_update_from_an_unchanged_source_changes_nothing(self):
        run_update()
        assert CountryUpdate(apps).plan().empty

    def test_a_dry_run_shows_the_changes_and_writes_nothing(self):
        Country.objects.get(alpha2="BY").delete()
        Alias.objects.get(name="Kremlin").delete()
        output = run_update(dry_run=True)
        changes = output.splitlines()[:-1]
        assert len(changes) == 2
        assert any("Russia" in change and "Kremlin" in change for change in changes)
        assert any("Belarus" in change and "BY" in change for change in changes)
        assert not Country.objects.filter(alpha2="BY").exists()
        assert not Alias.objects.filter(name="Kremlin").exists()

    def test_an_update_adds_and_corrects_and_a_second_one_changes_nothing(self):
        Country.objects.get(alpha2="BY").delete()
        Alias.objects.get(name="Kremlin").delete()
        Country.objects.filter(alpha2="RU").update(alpha3="RSS")
        assert len(CountryUpdate(apps).plan().descriptions) == 3
        run_update()
        assert Country.objects.get(alpha2="BY").aliases.filter(name="Minsk").exists()
        assert Country.objects.get(alpha2="RU").alpha3 == "RUS"
        assert CountryUpdate(apps).plan().empty

    def test_an_update_corrects_and_removes_only_aliases_from_the_country_list(self):
        russia = Country.objects.get(alpha2="RU")
        Alias.objects.filter(name="Kremlin").update(ambiguous=True)
        Alias.objects.create(entity=russia, name="Third Rome", origin=Alias.Origin.VOCABULARY)
        Alias.objects.create(entity=russia, name="Muscovy")
        run_update()
        assert not Alias.objects.get(name="Kremlin").ambiguous
        assert set(russia.aliases.filter(name__in=["Third Rome", "Muscovy"]).values_list("name", flat=True)) == {
            "Muscovy"
        }

    def test_a_name_that_an_editor_changed_is_kept_and_the_original_becomes_an_alias(self):
        turkey = Country.objects.get(alpha2="TR")
        turkey.name, turkey.slug = "Turkey", "turkey"
        turkey.save()
        assert len(CountryUpdate(apps).plan().remarks) == 1
        run_update()
        turkey = Country.objects.get(alpha2="TR")
        assert turkey.name == "Turkey"
        assert turkey.aliases.filter(name="Türkiye").exists()
        assert CountryUpdate(apps).plan().empty

    def test_a_country_whose_name_another_row_has_is_left_out_with_a_remark(self):
        Country.objects.get(alpha2="BY").delete()
        Country.objects.create(name="Belarus", alpha2="QB", alpha3="QBB")
        (remark,) = CountryUpdate(apps).plan().remarks
        assert "Belarus" in remark
        assert remark in run_update()
        assert not Country.objects.filter(alpha2="BY").exists()

    def test_a_new_country_never_gets_a_slug_that_another_had(self):
        Country.objects.get(alpha2="BY").delete()
        russia = Country.objects.get(alpha2="RU")
        russia.slug = "belarus"
        russia.save()
        run_update()
        assert Country.objects.get(alpha2="BY").slug == "belarus-2"
