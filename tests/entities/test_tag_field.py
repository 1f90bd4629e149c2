"""The entity field: choosing entities by key in the editor of an article, and the manager behind it."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from wagtail.admin.compare import comparison_class_registry

from articles.models import ArticlePage
from entities.models import Alias, Country, Firm, Programme
from tests.articles.admin.posting import page_data
from tests.factories import make_draft, make_journal, make_user, publish_draft

pytestmark = pytest.mark.django_db


def form_for(article: ArticlePage, **chosen):
    """The form of the newest draft, with these values posted in its entity fields only."""
    posted = QueryDict(mutable=True)
    posted.update(page_data(article.title, slug=article.slug))
    for name, values in chosen.items():
        posted.setlist(name, [str(value) for value in values])
    form_class = ArticlePage.get_edit_handler().get_form_class()
    return form_class(posted, instance=article.get_latest_revision_as_object(), parent_page=article.get_parent())


def chosen(article: ArticlePage, field: str, values: list) -> list:
    """The entities that a field has after these values were posted."""
    form = form_for(article, **{field: values})
    form.is_valid()
    assert field not in form.errors
    return form.cleaned_data[field]


def errors_of(article: ArticlePage, values: list) -> list[ValidationError]:
    form = form_for(article, countries=values)
    form.is_valid()
    return form.errors.as_data()["countries"]


def codes_and_params(article: ArticlePage, values: list) -> list[tuple]:
    """Codes of the errors with the posted value or the entity that each one names."""
    errors = errors_of(article, values)
    named = [error.params.get("text", error.params.get("name", error.params.get("key"))) for error in errors]
    assert all(str(name) in error.messages[0] for name, error in zip(named, errors, strict=True))
    return [(error.code, name) for name, error in zip(named, errors, strict=True)]


class TestTheForm:
    def test_entities_are_chosen_by_key(self, article, belarus, russia):
        assert chosen(article, "countries", [russia.pk, belarus.pk]) == [russia, belarus]

    def test_an_empty_field_removes_all_entities(self, article):
        assert chosen(article, "countries", []) == []

    @pytest.mark.parametrize("text", ["belarus", "BELARUS", "Minsk", "Беларусь"])
    def test_text_left_in_the_field_is_accepted_if_it_is_the_name_of_one_entity(self, article, belarus, text):
        assert chosen(article, "countries", [text]) == [belarus]

    def test_a_name_with_commas_and_quotes_stays_whole(self, article):
        firm = Firm.objects.create(name='Smith, Jones & "Sons" Ltd')
        assert chosen(article, "firms", ['smith, jones & "sons" ltd']) == [firm]

    def test_every_unknown_name_has_an_error_that_names_it(self, article, belarus):
        assert codes_and_params(article, [belarus.pk, "Polnd", "Saudi, Arabia"]) == [
            ("unknown_name", "Polnd"),
            ("unknown_name", "Saudi, Arabia"),
        ]

    def test_a_name_of_several_entities_is_an_error_that_names_them(self, article):
        (error,) = errors_of(article, ["korea"])
        assert error.code == "shared_name"
        assert error.params == {"text": "korea", "names": "“North Korea”, “South Korea”"}

    def test_an_unknown_key_is_an_error(self, article):
        firm = Firm.objects.create(name="Kret")
        assert codes_and_params(article, [999_999, firm.pk]) == [("unknown_key", 999_999), ("unknown_key", firm.pk)]

    @pytest.mark.parametrize("value", ["9" * 40, "-1", "1.5", "²", "\x00", "<script>", "x" * 10_000])
    def test_hostile_values_are_form_errors(self, article, value):
        (error,) = errors_of(article, [value])
        assert error.code == "unknown_name"
        assert len(error.messages[0]) < 200

    def test_an_entity_that_is_chosen_twice_is_an_error(self, article, belarus):
        assert codes_and_params(article, [belarus.pk, "minsk"]) == [("duplicate", "Belarus")]

    def test_two_entities_of_one_name_are_distinguished_by_key(self, article):
        Programme.objects.create(name="Skif")
        missile = Programme.objects.create(name="Skif", qualifier="missile")
        assert chosen(article, "programmes", [missile.pk]) == [missile]

    def test_a_newly_chosen_retired_entity_is_an_error(self, article, russia):
        russia.retire()
        assert codes_and_params(article, [russia.pk]) == [("retired", "Russia")]
        assert codes_and_params(article, ["Russia"]) == [("unknown_name", "Russia")]

    def test_a_retired_entity_is_kept_if_the_draft_has_it(self, article, belarus):
        belarus.retire()
        assert chosen(article, "countries", [belarus.pk]) == [belarus]

    def test_removing_a_retired_entity_can_be_undone_while_the_stored_page_has_it(self, article, belarus):
        publish_draft(article)
        belarus.retire()
        draft = article.get_latest_revision_as_object()
        draft.countries.set([])
        draft.save_revision()
        assert chosen(ArticlePage.objects.get(pk=article.pk), "countries", [belarus.pk]) == [belarus]

    def test_only_another_choice_changes_the_field(self, article, belarus, russia):
        assert "countries" not in form_for(article, countries=[belarus.pk]).changed_data
        assert "countries" in form_for(article, countries=[belarus.pk, russia.pk]).changed_data

    def test_rejected_values_stay_in_the_form(self, article, belarus):
        form = form_for(article, countries=[belarus.pk, "Polnd <b>"])
        form.is_valid()
        html = str(form["countries"])
        assert f'name="countries" value="{belarus.pk}"' in html
        assert 'name="countries" value="Polnd &lt;b&gt;"' in html


class TestTheManager:
    def test_a_string_never_creates_an_entity(self, article):
        with pytest.raises(TypeError):
            article.countries.set(["Newland"])
        assert not Country.objects.filter(name="Newland").exists()

    def test_removing_an_entity_leaves_another_of_the_same_name(self, article):
        plain = Programme.objects.create(name="Skif")
        missile = Programme.objects.create(name="Skif", qualifier="missile")
        article.programmes.set([plain, missile])
        article.programmes.remove(missile)
        article.save()
        assert list(ArticlePage.objects.get(pk=article.pk).programmes.all()) == [plain]

    def test_an_entity_that_is_set_twice_is_kept_once(self, article, belarus):
        article.countries.set([belarus, belarus])
        article.save()
        assert ArticlePage.objects.get(pk=article.pk).countries.count() == 1

    def test_tags_of_many_articles_are_read_in_four_queries(self, belarus, django_assert_num_queries):
        journal = make_journal()
        for _number in range(3):
            make_draft(journal, countries=[belarus])
        with django_assert_num_queries(4):
            for page in ArticlePage.objects.prefetch_related("countries", "programmes", "firms"):
                list(page.countries.all()), list(page.programmes.all()), list(page.firms.all())

    def test_a_draft_reads_sorted_entities_in_one_query(self, article, belarus, russia, django_assert_num_queries):
        article.countries.set([russia, belarus])
        with django_assert_num_queries(1):
            assert ArticlePage._meta.get_field("countries").value_from_object(article) == [belarus, russia]

    def test_revisions_are_compared_by_name(self, article, belarus, russia):
        field = ArticlePage._meta.get_field("countries")
        other = article.get_latest_revision_as_object()
        other.countries.set([russia, belarus])
        comparison = comparison_class_registry.get(field)(field, article, other)
        assert comparison.has_changed()
        assert "Russia" in comparison.htmldiff()
        assert comparison.field_label() == "Countries"


class TestTheSearch:
    def url(self, kind: str = "country") -> str:
        return reverse("entities_search", args=[kind])

    def test_results_have_a_key_a_label_and_a_detail(self, admin_client, belarus):
        programme = Programme.objects.create(name="Skif", qualifier="missile", programme_kind="weapon")
        firm = Firm.objects.create(name="Kret", home_country=belarus)
        Alias.objects.create(entity=firm, name="KRET Concern")
        assert admin_client.get(self.url(), {"q": "kremlin"}).json() == {
            "results": [
                {"id": Country.objects.get(alpha2="RU").pk, "label": "Russia", "detail": "RUS · also “Kremlin”"}
            ]
        }
        assert admin_client.get(self.url("programme"), {"q": "skif"}).json() == {
            "results": [{"id": programme.pk, "label": "Skif (missile)", "detail": "Weapon"}]
        }
        assert admin_client.get(self.url("firm"), {"q": "concern"}).json() == {
            "results": [{"id": firm.pk, "label": "Kret", "detail": "Belarus · also “KRET Concern”"}]
        }

    def test_it_needs_a_fixed_number_of_queries(self, admin_client, django_assert_num_queries):
        admin_client.get(self.url(), {"q": "a"})
        with django_assert_num_queries(7):
            admin_client.get(self.url(), {"q": "ian"})

    def test_an_unknown_kind_is_not_found(self, admin_client):
        assert admin_client.get(self.url("planet"), {"q": "a"}).status_code == 404

    @pytest.mark.parametrize("text", ["", "\x00", "x" * 3000])
    def test_invalid_text_finds_nothing(self, admin_client, text):
        assert admin_client.get(self.url(), {"q": text}).json() == {"results": []}

    def test_searching_needs_access_to_the_admin(self, client, django_user_model):
        assert client.get(self.url(), {"q": "a"}).status_code == 302
        client.force_login(django_user_model.objects.create_user("reader", password="reader"))
        assert client.get(self.url(), {"q": "a"}).status_code == 302

    def test_an_author_may_search(self, client):
        client.force_login(make_user("author", "Authors"))
        assert client.get(self.url(), {"q": "kremlin"}).status_code == 200


def test_the_editor_has_one_entity_field_for_each_kind(admin_client, article):
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    for kind in ("country", "programme", "firm"):
        assert f'data-entity-field-url-value="/admin/entities/search/{kind}/"' in html
    assert "js/entity-field.js" in html
    assert "css/entity-field.css" in html
