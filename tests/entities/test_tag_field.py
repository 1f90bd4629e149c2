"""Tagging an article in its editor: by id, and nothing dropped."""

import pytest
from django.http import QueryDict
from django.urls import reverse
from wagtail.admin.compare import comparison_class_registry

from articles.models import ArticlePage
from entities.models import Alias, Country, Firm, Programme
from tests.articles.admin.posting import page_data
from tests.factories import make_draft, make_journal, make_user, publish_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def belarus() -> Country:
    return Country.objects.get(alpha2="BY")


@pytest.fixture
def russia() -> Country:
    return Country.objects.get(alpha2="RU")


@pytest.fixture
def article(belarus) -> ArticlePage:
    return make_draft(make_journal(), countries=[belarus])


def form_for(article: ArticlePage, **chosen):
    """The editor's form over the newest draft, with these values posted in its tag fields alone."""
    posted = QueryDict(mutable=True)
    posted.update(page_data(article.title, slug=article.slug))
    for name, values in chosen.items():
        posted.setlist(name, [str(value) for value in values])
    form_class = ArticlePage.get_edit_handler().get_form_class()
    return form_class(posted, instance=article.get_latest_revision_as_object(), parent_page=article.get_parent())


def chosen(article: ArticlePage, **values) -> list:
    form = form_for(article, countries=values["countries"])
    form.is_valid()
    assert "countries" not in form.errors
    return form.cleaned_data["countries"]


def refusals(article: ArticlePage, values: list) -> list[str]:
    form = form_for(article, countries=values)
    form.is_valid()
    return form.errors["countries"]


class TestTheForm:
    def test_entities_are_chosen_by_id(self, article, belarus, russia):
        assert chosen(article, countries=[russia.pk, belarus.pk]) == [russia, belarus]

    def test_none_chosen_leaves_the_article_without(self, article):
        assert chosen(article, countries=[]) == []

    @pytest.mark.parametrize("words", ["belarus", "BELARUS", "Minsk", "Беларусь"])
    def test_words_left_in_the_box_are_taken_if_they_are_the_name_of_one(self, article, belarus, words):
        assert chosen(article, countries=[words]) == [belarus]

    def test_a_name_with_commas_and_quotes_stays_whole(self, article):
        firm = Firm.objects.create(name='Smith, Jones & "Sons" Ltd')
        form = form_for(article, firms=['smith, jones & "sons" ltd'])
        form.is_valid()
        assert form.cleaned_data["firms"] == [firm]

    def test_every_unknown_name_is_refused_by_naming_it(self, article, belarus):
        assert refusals(article, [belarus.pk, "Polnd", "Saudi, Arabia"]) == [
            "“Polnd” is no country that we know. Choose one from the list or remove it.",
            "“Saudi, Arabia” is no country that we know. Choose one from the list or remove it.",
        ]

    def test_a_name_of_several_is_refused_by_naming_them(self, article):
        assert refusals(article, ["korea"]) == [
            "“korea” may be “North Korea”, “South Korea”. Choose one from the list."
        ]

    def test_an_unknown_number_is_refused(self, article):
        firm = Firm.objects.create(name="Kret")
        assert refusals(article, [999_999, firm.pk]) == [
            "There is no country with the number 999999.",
            f"There is no country with the number {firm.pk}.",
        ]

    @pytest.mark.parametrize("value", ["9" * 40, "-1", "1.5", "²", "\x00", "<script>", "x" * 10_000])
    def test_hostile_values_are_refused_in_words(self, article, value):
        (refusal,) = refusals(article, [value])
        assert "no country that we know" in refusal
        assert len(refusal) < 200

    def test_one_chosen_twice_is_refused(self, article, belarus):
        assert refusals(article, [belarus.pk, "minsk"]) == ["“Belarus” is here twice."]

    def test_two_of_one_name_are_told_apart_by_id(self, article):
        Programme.objects.create(name="Skif")
        missile = Programme.objects.create(name="Skif", qualifier="missile")
        form = form_for(article, programmes=[missile.pk])
        form.is_valid()
        assert form.cleaned_data["programmes"] == [missile]

    def test_a_retired_one_is_refused_where_it_is_new(self, article, russia):
        russia.retire()
        assert refusals(article, [russia.pk]) == ["“Russia” is retired and cannot be newly chosen."]
        assert "no country that we know" in refusals(article, ["Russia"])[0]

    def test_a_retired_one_is_kept_where_the_draft_has_it(self, article, belarus):
        belarus.retire()
        assert chosen(article, countries=[belarus.pk]) == [belarus]

    def test_taking_off_a_retired_one_can_be_undone_as_long_as_the_stored_page_has_it(self, article, belarus):
        publish_draft(article)
        belarus.retire()
        draft = article.get_latest_revision_as_object()
        draft.countries.set([])
        draft.save_revision()
        assert chosen(ArticlePage.objects.get(pk=article.pk), countries=[belarus.pk]) == [belarus]

    def test_an_unchanged_field_is_seen_as_unchanged(self, article, belarus, russia):
        assert "countries" not in form_for(article, countries=[belarus.pk]).changed_data
        assert "countries" in form_for(article, countries=[belarus.pk, russia.pk]).changed_data

    def test_what_was_refused_stays_in_sight(self, article, belarus):
        form = form_for(article, countries=[belarus.pk, "Polnd <b>"])
        form.is_valid()
        html = str(form["countries"])
        assert f'name="countries" value="{belarus.pk}"' in html
        assert 'name="countries" value="Polnd &lt;b&gt;"' in html


class TestTheManager:
    def test_a_string_is_never_made_into_a_tag(self, article):
        with pytest.raises(TypeError, match="names do not tell entities apart"):
            article.countries.set(["Newland"])
        assert not Country.objects.filter(name="Newland").exists()

    def test_removing_takes_the_one_and_not_its_namesake(self, article):
        plain = Programme.objects.create(name="Skif")
        missile = Programme.objects.create(name="Skif", qualifier="missile")
        article.programmes.set([plain, missile])
        article.programmes.remove(missile)
        article.save()
        assert list(ArticlePage.objects.get(pk=article.pk).programmes.all()) == [plain]

    def test_one_set_twice_is_there_once(self, article, belarus):
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

    def test_a_draft_gives_its_tags_by_name_in_one_query(self, article, belarus, russia, django_assert_num_queries):
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

    def test_it_answers_with_ids_labels_and_what_tells_them_apart(self, admin_client, belarus):
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

    @pytest.mark.parametrize("words", ["", "\x00", "x" * 3000])
    def test_odd_words_find_nothing(self, admin_client, words):
        assert admin_client.get(self.url(), {"q": words}).json() == {"results": []}

    def test_nobody_searches_without_the_admin(self, client, django_user_model):
        assert client.get(self.url(), {"q": "a"}).status_code == 302
        client.force_login(django_user_model.objects.create_user("reader", password="reader"))
        assert client.get(self.url(), {"q": "a"}).status_code == 302

    def test_an_author_may_search(self, client):
        client.force_login(make_user("author", "Authors"))
        assert client.get(self.url(), {"q": "kremlin"}).status_code == 200


def test_the_editor_offers_one_type_ahead_for_each_kind(admin_client, article):
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    for kind in ("country", "programme", "firm"):
        assert f'data-entity-field-url-value="/admin/entities/search/{kind}/"' in html
    assert "js/entity-field.js" in html
    assert "css/entity-field.css" in html
