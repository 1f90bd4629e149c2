"""Countries, programmes and firms in the admin."""

import pytest
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import IntegrityError
from django.urls import reverse
from wagtail import hooks
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from entities.admin.forms import EntityForm
from entities.models import Alias, Country, Firm, Programme
from entities.usage import HOOK_NAME, Usage, get_usages
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def listing(model, **query) -> str:
    return reverse(f"wagtailsnippets_entities_{model._meta.model_name}:list", query=query or None)


def address(entity, view: str) -> str:
    return reverse(f"wagtailsnippets_entities_{entity._meta.model_name}:{view}", args=[entity.pk])


def firm_data(name: str = "Kret", aliases: list[dict] = (), **fields) -> dict[str, str]:
    """The data that the form of a firm posts; an alias with an `id` is already stored."""
    rows = [{"language": "en", "sort": "name", **alias} for alias in aliases]
    stored = sum("id" in alias for alias in rows)
    data = {"name": name, "qualifier": "", "slug": "", "wikidata_id": "", "home_country": ""}
    data |= {"description": rich_text(""), "aliases": inline_formset(rows, initial=stored)}
    return nested_form_data(data | fields)


def codes_of(answer, field: str) -> list[str]:
    """Codes of the errors that the form in an answer has on a field."""
    return [error.code for error in answer.context["form"].errors.as_data().get(field, [])]


class TestListing:
    def test_it_is_searched_by_name_and_alias_without_regard_to_case(self, editor):
        for words in ("RUSSIA", "kremlin", "россия"):
            page = editor.get(listing(Country, q=words)).content.decode()
            assert "Russia" in page
            assert "Poland" not in page

    def test_it_is_filtered_by_retirement(self, editor, belarus):
        belarus.retire()
        assert "Belarus" in editor.get(listing(Country, retired="true")).content.decode()
        assert "Belarus" not in editor.get(listing(Country, retired="false", q="belar")).content.decode()

    def test_programmes_are_filtered_by_kind_and_firms_by_home_country(self, editor, belarus):
        Programme.objects.create(name="Polonez", programme_kind="weapon")
        Firm.objects.create(name="Kret", home_country=belarus)
        assert "Polonez" in editor.get(listing(Programme, programme_kind="weapon")).content.decode()
        assert "Polonez" not in editor.get(listing(Programme, programme_kind="aid")).content.decode()
        assert "Kret" in editor.get(listing(Firm, home_country=belarus.pk)).content.decode()

    def test_it_needs_the_same_queries_for_few_and_many(self, editor, belarus, django_assert_max_num_queries):
        for number in range(30):
            Firm.objects.create(name=f"Firm {number}", home_country=belarus)
        editor.get(listing(Firm))
        with django_assert_max_num_queries(30):
            editor.get(listing(Firm))

    @pytest.mark.parametrize("query", [{"q": "\x00"}, {"home_country": "x"}, {"retired": "perhaps"}, {"p": "9999"}])
    def test_invalid_queries_raise_no_error(self, editor, query):
        assert editor.get(listing(Firm, **query)).status_code in (200, 404)


class TestForm:
    def test_a_firm_is_created_with_its_other_names(self, editor, belarus):
        data = firm_data(aliases=[{"name": "КРЭТ", "language": "ru"}], home_country=belarus.pk)
        assert editor.post(listing(Firm) + "add/", data).status_code == 302
        firm = Firm.objects.get()
        assert (firm.name, firm.slug, firm.home_country) == ("Kret", "kret", belarus)
        assert list(firm.aliases.values_list("name", "name_key", "origin")) == [("КРЭТ", "крэт", "desk")]

    def test_a_name_that_another_firm_has_is_an_error_that_names_it(self, editor):
        Firm.objects.create(name="Kret")
        answer = editor.post(listing(Firm) + "add/", firm_data("KRET"))
        assert answer.status_code == 200
        assert codes_of(answer, "name") == ["name_exists"]
        assert "“Kret” (/firms/kret/)" in answer.content.decode()
        assert Firm.objects.count() == 1

    def test_a_former_slug_of_another_firm_is_an_error_that_names_it(self, editor):
        firm = Firm.objects.create(name="Kret")
        firm.slug = "concern-kret"
        firm.save()
        answer = editor.post(listing(Firm) + "add/", firm_data("Other", slug="kret"))
        assert codes_of(answer, "slug") == ["former_slug_exists"]
        assert "“Kret”" in answer.content.decode()

    @pytest.mark.parametrize("names", [("KRET", "KRET"), ("KRET", "Krét")])
    def test_an_alias_that_is_entered_twice_is_a_form_error(self, editor, names):
        answer = editor.post(listing(Firm) + "add/", firm_data("Other", [{"name": name} for name in names]))
        assert answer.status_code == 200
        assert answer.context["form"].formsets["aliases"].total_error_count()
        assert not Alias.objects.filter(name="KRET").exists()

    @pytest.mark.parametrize(
        "fields",
        [
            {"name": ""},
            {"name": "x" * 500},
            {"name": "\u0301"},
            {"slug": "no spaces"},
            {"slug": "кириллица"},
            {"wikidata_id": "184"},
            {"home_country": "999999"},
            {"aliases-0-name": "x" * 500},
        ],
    )
    def test_invalid_input_is_a_form_error(self, editor, fields):
        data = firm_data(aliases=[{"name": "KRET"}]) | fields
        answer = editor.post(listing(Firm) + "add/", data)
        assert answer.status_code == 200
        form = answer.context["form"]
        assert form.errors or form.formsets["aliases"].total_error_count()
        assert not Firm.objects.exists()

    def test_script_in_a_description_is_dropped(self, editor):
        text = rich_text('<p>A maker<script>alert(1)</script> of <a href="javascript:alert(1)">radios</a></p>')
        editor.post(listing(Firm) + "add/", firm_data(description=text))
        assert "script" not in Firm.objects.get().description

    def test_an_alias_from_the_country_list_counts_as_an_editors_once_an_editor_changes_it(self, editor):
        firm = Firm.objects.create(name="Kret")
        kept = Alias.objects.create(entity=firm, name="КРЭТ", language="en", origin=Alias.Origin.VOCABULARY)
        changed = Alias.objects.create(entity=firm, name="Kret Group", origin=Alias.Origin.VOCABULARY)
        rows = [{"name": "КРЭТ", "id": kept.pk}, {"name": "Kret Holding", "id": changed.pk}]
        assert editor.post(address(firm, "edit"), firm_data(aliases=rows)).status_code == 302
        assert Alias.objects.get(pk=kept.pk).origin == Alias.Origin.VOCABULARY
        assert Alias.objects.get(pk=changed.pk).origin == Alias.Origin.EDITOR

    def test_a_country_can_be_edited(self, editor, belarus):
        page = editor.get(address(belarus, "edit")).content.decode()
        assert 'value="Belarusian"' in page
        assert 'name="ambiguous"' in page


class TestConflictingSaves:
    """Another editor saves between the validation and the saving of a form."""

    @pytest.fixture
    def after_validation(self, monkeypatch):
        """Runs a function once, after the form was validated and before it is saved."""

        def run_after_validation(save_other) -> None:
            are_aliases_distinct = EntityForm.are_aliases_distinct

            def validate_then_save_other(form: EntityForm) -> bool:
                valid = are_aliases_distinct(form)
                monkeypatch.setattr(EntityForm, "are_aliases_distinct", are_aliases_distinct)
                save_other()
                return valid

            monkeypatch.setattr(EntityForm, "are_aliases_distinct", validate_then_save_other)

        return run_after_validation

    def test_a_new_firm_of_the_same_name_gets_the_error_of_an_ordinary_conflict(self, editor, after_validation):
        after_validation(lambda: Firm.objects.create(name="Kret"))
        answer = editor.post(listing(Firm) + "add/", firm_data("KRET", [{"name": "КРЭТ"}], slug="other"))
        assert answer.status_code == 200
        assert codes_of(answer, "name") == ["name_exists"]
        assert Firm.objects.count() == 1
        assert not Alias.objects.filter(name="КРЭТ").exists()

    def test_a_renamed_firm_gets_the_error_of_an_ordinary_conflict(self, editor, after_validation):
        firm = Firm.objects.create(name="Concern")
        after_validation(lambda: Firm.objects.create(name="Kret"))
        answer = editor.post(address(firm, "edit"), firm_data("Kret", slug="concern"))
        assert codes_of(answer, "name") == ["name_exists"]
        assert Firm.objects.get(pk=firm.pk).name == "Concern"

    def test_a_conflict_that_a_second_validation_does_not_find_is_a_general_error(self, editor, monkeypatch):
        def fail(*_args, **_kwargs):
            raise IntegrityError

        monkeypatch.setattr(Alias, "save", fail)
        answer = editor.post(listing(Firm) + "add/", firm_data(aliases=[{"name": "КРЭТ"}]))
        assert answer.status_code == 200
        assert codes_of(answer, NON_FIELD_ERRORS) == ["concurrent_change"]
        assert not Firm.objects.exists()


class TestUsage:
    def test_every_usage_that_a_hook_reports_is_shown(self, editor, belarus):
        with hooks.register_temporarily(HOOK_NAME, lambda entity: Usage("Telegrams", 7, "/admin/telegrams/")):
            for page in (address(belarus, "edit"), reverse("entities_retire", args=[belarus.pk])):
                assert '<a href="/admin/telegrams/">Telegrams</a>: 7' in editor.get(page).content.decode()

    def test_usages_come_in_the_order_of_the_hooks_and_those_that_count_nothing_are_included(self, belarus):
        before = get_usages(belarus)
        telegrams, letters = Usage("Telegrams", 0), Usage("Letters", 2)
        new_hooks = [(HOOK_NAME, lambda entity: telegrams), (HOOK_NAME, lambda entity: letters)]
        with hooks.register_temporarily(new_hooks):
            assert get_usages(belarus) == [*before, telegrams, letters]
        assert get_usages(belarus) == before


class TestRetiring:
    def test_it_is_confirmed_done_and_logged(self, editor, belarus):
        retire = reverse("entities_retire", args=[belarus.pk])
        page = editor.get(retire).content.decode()
        assert f'href="{address(belarus, "edit")}"' in page
        assert not Country.objects.get(pk=belarus.pk).retired
        editor.post(retire)
        assert Country.objects.get(pk=belarus.pk).retired
        editor.post(reverse("entities_take_back", args=[belarus.pk]))
        assert not Country.objects.get(pk=belarus.pk).retired
        logged = ModelLogEntry.objects.filter(object_id=str(belarus.pk)).order_by("timestamp")
        assert list(logged.values_list("action", flat=True)) == ["entities.retire", "entities.take_back"]

    def test_retiring_twice_is_logged_once(self, editor, belarus):
        for _time in range(2):
            editor.post(reverse("entities_retire", args=[belarus.pk]))
        assert ModelLogEntry.objects.filter(action="entities.retire").count() == 1

    def test_an_unknown_entity_is_not_found(self, editor):
        assert editor.post("/admin/entities/999999/retire/").status_code == 404
        assert editor.post("/admin/entities/99999999999999999999999/retire/").status_code == 404


class TestPermissions:
    def protected(self, belarus) -> list[str]:
        return [
            listing(Country),
            listing(Country) + "add/",
            address(belarus, "edit"),
            address(belarus, "history"),
            reverse("entities_retire", args=[belarus.pk]),
            reverse("entities_take_back", args=[belarus.pk]),
        ]

    def test_an_author_may_neither_see_nor_change_them(self, client, belarus):
        client.force_login(make_user("author", "Authors"))
        for page in self.protected(belarus):
            assert client.get(page).status_code == 302, page
            assert client.post(page).status_code == 302, page
        assert not Country.objects.get(pk=belarus.pk).retired

    def test_a_stranger_is_sent_to_the_log_in(self, client, belarus):
        for page in self.protected(belarus):
            assert client.get(page).url.startswith("/admin/login/")
            client.post(page)
        assert not Country.objects.get(pk=belarus.pk).retired

    @pytest.mark.parametrize("person", ["editor", "superuser"])
    def test_an_entity_cannot_be_deleted_singly_or_in_bulk(self, client, admin_user, belarus, person):
        client.force_login(admin_user if person == "superuser" else make_user("editor", "Editors"))
        client.get(address(belarus, "delete"))
        client.post(address(belarus, "delete"))
        client.post(reverse("wagtail_bulk_action", args=["entities", "country", "delete"], query={"id": belarus.pk}))
        assert Country.objects.filter(pk=belarus.pk).exists()

    def test_deleting_and_copying_are_not_offered(self, admin_client, belarus):
        page = admin_client.get(listing(Country, q="belarus")).content.decode()
        assert f"/delete/{belarus.pk}/" not in page
        assert f"/copy/{belarus.pk}/" not in page
        assert reverse("entities_retire", args=[belarus.pk]) in page
