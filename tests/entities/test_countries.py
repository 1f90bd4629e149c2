"""The vocabulary of countries that comes ready, and how it follows its source."""

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


def test_the_source_holds_every_country_with_what_is_known_of_it():
    entries = read_countries()
    assert len(entries) == 250
    assert len({entry.alpha3 for entry in entries}) == 250
    assert len({name_key(entry.name) for entry in entries}) == 250
    wikidata_ids = [entry.wikidata_id for entry in entries if entry.wikidata_id]
    assert len(wikidata_ids) == len(set(wikidata_ids))


def test_every_sovereign_state_has_an_adjective():
    lacking = {entry.alpha2 for entry in read_countries() if not any(a.sort == "adjective" for a in entry.aliases)}
    # Uninhabited or shared territories, and the Vatican, whose adjective is its name.
    assert lacking <= {"BV", "GS", "HM", "MF", "SJ", "SX", "TF", "UM", "VA"}


def test_no_alias_of_a_country_is_there_twice():
    for entry in read_countries():
        keys = [name_key(alias.name) for alias in entry.aliases]
        assert len(keys) == len(set(keys))


def test_an_alias_that_two_countries_share_is_marked_in_both():
    owners: dict[str, list] = {}
    for entry in read_countries():
        for alias in entry.aliases:
            owners.setdefault(name_key(alias.name), []).append(alias)
    shared = [alias for aliases in owners.values() if len(aliases) > 1 for alias in aliases]
    assert shared
    assert all(alias.ambiguous for alias in shared)


def test_phrases_are_read_without_comments():
    phrases = read_phrases()
    assert "Guinea pig" in phrases
    assert not any(phrase.startswith("#") or not phrase for phrase in phrases)


@pytest.mark.django_db
class TestTheDatabase:
    def test_countries_are_there_after_migrating(self):
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

    def test_names_that_mean_other_things_are_marked(self):
        marked = set(Country.objects.filter(ambiguous=True).values_list("name", flat=True))
        assert {"Georgia", "Chad", "Jordan", "Guinea", "Niger"} <= marked
        assert not Country.objects.get(alpha2="BY").ambiguous

    def test_an_update_of_what_is_current_changes_nothing(self):
        assert "up to date" in run_update()
        assert CountryUpdate(apps).plan().empty

    def test_a_dry_run_shows_the_changes_and_writes_nothing(self):
        Country.objects.get(alpha2="BY").delete()
        Alias.objects.get(name="Kremlin").delete()
        output = run_update(dry_run=True)
        assert "Belarus (BY): new" in output
        assert "Russia: alias “Kremlin” added" in output
        assert "2 changes would be made, nothing was written." in output
        assert not Country.objects.filter(alpha2="BY").exists()

    def test_an_update_brings_back_what_is_missing_and_then_rests(self):
        Country.objects.get(alpha2="BY").delete()
        Alias.objects.get(name="Kremlin").delete()
        Country.objects.filter(alpha2="RU").update(alpha3="RSS")
        assert "3 changes made." in run_update()
        assert Country.objects.get(alpha2="BY").aliases.filter(name="Minsk").exists()
        assert Country.objects.get(alpha2="RU").alpha3 == "RUS"
        assert "up to date" in run_update()

    def test_an_update_corrects_and_removes_only_aliases_that_came_with_the_vocabulary(self):
        russia = Country.objects.get(alpha2="RU")
        Alias.objects.filter(name="Kremlin").update(ambiguous=True)
        Alias.objects.create(entity=russia, name="Third Rome", origin=Alias.Origin.VOCABULARY)
        Alias.objects.create(entity=russia, name="Muscovy")
        run_update()
        assert not Alias.objects.get(name="Kremlin").ambiguous
        assert set(russia.aliases.filter(name__in=["Third Rome", "Muscovy"]).values_list("name", flat=True)) == {
            "Muscovy"
        }

    def test_a_name_that_editors_chose_is_kept_and_the_other_becomes_an_alias(self):
        turkey = Country.objects.get(alpha2="TR")
        turkey.name, turkey.slug = "Turkey", "turkey"
        turkey.save()
        output = run_update()
        assert "the name here is kept" in output
        turkey = Country.objects.get(alpha2="TR")
        assert turkey.name == "Turkey"
        assert turkey.aliases.filter(name="Türkiye").exists()
        assert "up to date" in run_update()

    def test_a_country_whose_name_another_row_has_is_left_out_in_words(self):
        Country.objects.get(alpha2="BY").delete()
        Country.objects.create(name="Belarus", alpha2="QB", alpha3="QBB")
        assert "Belarus: another country has this name, left out." in run_update()

    def test_a_new_country_never_takes_an_address_that_another_had(self):
        Country.objects.get(alpha2="BY").delete()
        russia = Country.objects.get(alpha2="RU")
        russia.slug = "belarus"
        russia.save()
        run_update()
        assert Country.objects.get(alpha2="BY").slug == "belarus-2"
