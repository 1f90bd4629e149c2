"""Countries, programmes and firms in the admin."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from entities.models import Alias, Country, Firm, Programme
from entities.usage import Use, counters, register
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def belarus() -> Country:
    return Country.objects.get(alpha2="BY")


@pytest.fixture
def editor(client):
    client.force_login(make_user("editor", "Editors"))
    return client


def listing(model, **query) -> str:
    return reverse(f"wagtailsnippets_entities_{model._meta.model_name}:list", query=query or None)


def address(entity, view: str) -> str:
    return reverse(f"wagtailsnippets_entities_{entity._meta.model_name}:{view}", args=[entity.pk])


def firm_data(name: str = "Kret", aliases: list[dict] = (), **fields) -> dict[str, str]:
    """What the form of a firm posts; an alias with an `id` is one that is stored."""
    rows = [{"language": "en", "sort": "name", **alias} for alias in aliases]
    stored = sum("id" in alias for alias in rows)
    data = {"name": name, "qualifier": "", "slug": "", "wikidata_id": "", "home_country": ""}
    data |= {"description": rich_text(""), "aliases": inline_formset(rows, initial=stored)}
    return nested_form_data(data | fields)


class TestListing:
    def test_it_is_searched_by_name_and_alias_whatever_the_case(self, editor):
        for words in ("RUSSIA", "kremlin", "россия"):
            page = editor.get(listing(Country, q=words)).content.decode()
            assert "Russia" in page
            assert "Poland" not in page

    def test_it_is_filtered_by_retirement(self, editor, belarus):
        belarus.retire()
        assert "Belarus" in editor.get(listing(Country, retired="true")).content.decode()
        assert "Belarus" not in editor.get(listing(Country, retired="false", q="belar")).content.decode()

    def test_programmes_are_filtered_by_kind_and_firms_by_home(self, editor, belarus):
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
    def test_odd_queries_do_no_harm(self, editor, query):
        assert editor.get(listing(Firm, **query)).status_code in (200, 404)


class TestForm:
    def test_a_firm_is_made_with_its_other_names(self, editor, belarus):
        data = firm_data(aliases=[{"name": "КРЭТ", "language": "ru"}], home_country=belarus.pk)
        assert editor.post(listing(Firm) + "add/", data).status_code == 302
        firm = Firm.objects.get()
        assert (firm.name, firm.slug, firm.home_country) == ("Kret", "kret", belarus)
        assert list(firm.aliases.values_list("name", "name_key", "origin")) == [("КРЭТ", "крэт", "desk")]

    def test_a_clash_of_names_is_an_error_that_names_the_other(self, editor):
        Firm.objects.create(name="Kret")
        answer = editor.post(listing(Firm) + "add/", firm_data("KRET"))
        assert answer.status_code == 200
        assert "There is already a firm named “Kret” (/firms/kret/)" in answer.content.decode()
        assert Firm.objects.count() == 1

    def test_a_former_address_of_another_is_an_error_that_names_it(self, editor):
        firm = Firm.objects.create(name="Kret")
        firm.slug = "concern-kret"
        firm.save()
        answer = editor.post(listing(Firm) + "add/", firm_data("Other", slug="kret"))
        assert "leads to “Kret”, which once had it" in answer.content.decode()

    @pytest.mark.parametrize("names", [("KRET", "KRET"), ("KRET", "Krét")])
    def test_an_alias_twice_is_refused_in_words(self, editor, names):
        answer = editor.post(listing(Firm) + "add/", firm_data("Other", [{"name": name} for name in names]))
        assert answer.status_code == 200
        assert "already" in answer.content.decode() or "duplicate" in answer.content.decode()
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
    def test_bad_input_is_answered_in_words(self, editor, fields):
        data = firm_data(aliases=[{"name": "KRET"}]) | fields
        answer = editor.post(listing(Firm) + "add/", data)
        assert answer.status_code == 200
        assert "error" in answer.content.decode()
        assert not Firm.objects.exists()

    def test_script_in_a_description_is_dropped(self, editor):
        text = rich_text('<p>A maker<script>alert(1)</script> of <a href="javascript:alert(1)">radios</a></p>')
        editor.post(listing(Firm) + "add/", firm_data(description=text))
        assert "script" not in Firm.objects.get().description

    def test_an_alias_of_the_vocabulary_becomes_the_desks_once_an_editor_changes_it(self, editor):
        firm = Firm.objects.create(name="Kret")
        kept = Alias.objects.create(entity=firm, name="КРЭТ", language="en", origin=Alias.Origin.VOCABULARY)
        changed = Alias.objects.create(entity=firm, name="Kret Group", origin=Alias.Origin.VOCABULARY)
        rows = [{"name": "КРЭТ", "id": kept.pk}, {"name": "Kret Holding", "id": changed.pk}]
        assert editor.post(address(firm, "edit"), firm_data(aliases=rows)).status_code == 302
        assert Alias.objects.get(pk=kept.pk).origin == Alias.Origin.VOCABULARY
        assert Alias.objects.get(pk=changed.pk).origin == Alias.Origin.DESK

    def test_a_country_of_the_vocabulary_can_be_edited(self, editor, belarus):
        page = editor.get(address(belarus, "edit")).content.decode()
        assert 'value="Belarusian"' in page
        assert "Name also means something else" in page


class TestUsage:
    @pytest.fixture(autouse=True)
    def registry(self):
        before = list(counters)
        yield
        counters[:] = before

    def test_every_registered_way_of_being_used_is_shown(self, editor, belarus):
        register(lambda entity: Use("Telegrams", 7, "/admin/telegrams/"))
        for page in (address(belarus, "edit"), reverse("entities_retire", args=[belarus.pk])):
            assert '<a href="/admin/telegrams/">Telegrams</a>: 7' in editor.get(page).content.decode()

    def test_registering_twice_counts_once(self, belarus):
        def telegrams(entity):
            return Use("Telegrams", 7)

        before = len(counters)
        assert register(register(telegrams)) is telegrams
        assert len(counters) == before + 1


class TestRetiring:
    def test_it_is_asked_first_then_done_and_logged(self, editor, belarus):
        retire = reverse("entities_retire", args=[belarus.pk])
        page = editor.get(retire).content.decode()
        assert "no longer be offered" in page
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
    def test_nobody_deletes_one_singly_or_in_bulk(self, client, admin_user, belarus, person):
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
