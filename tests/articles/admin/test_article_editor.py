"""The article editor: permissions, retired authors and disclaimers, rejected addresses and input."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Workflow

from articles.models import ArticlePage, Author, Disclaimer, JournalPage, PublicName, public_name
from articles.models.article import ArticlePage as ArticleModel
from tests import factories as make
from tests.articles.admin.posting import page_data
from tests.articles.responses import error_codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def journal():
    return make.make_journal()


@pytest.fixture
def superuser(client):
    user = make.make_user("superuser", "", is_superuser=True)
    client.force_login(user)
    return user


def test_our_groups_and_workflow_replace_wagtails():
    names = {"Authors", "Editors", "Standards editors", "Newsletter editors", "Administrators"}
    assert set(Group.objects.values_list("name", flat=True)) == names
    assert list(Workflow.objects.values_list("name", "active")) == [("Editorial review", True)]


def test_an_editor_publishes_without_approval(client, journal):
    client.force_login(make.make_user("editor", "Editors"))
    client.post(
        reverse("wagtailadmin_pages:add", args=["articles", "articlepage", journal.pk]),
        page_data("A bridge") | {"action-publish": "1"},
    )
    assert ArticlePage.objects.get().live


def test_an_author_writes_and_submits_but_cannot_publish(client, journal):
    client.force_login(make.make_user("author", "Authors"))
    client.post(
        reverse("wagtailadmin_pages:add", args=["articles", "articlepage", journal.pk]),
        page_data("A bridge") | {"action-submit": "1"},
    )
    article = ArticlePage.objects.get()
    assert not article.live
    assert article.workflow_in_progress


@pytest.mark.parametrize("model", [Author, Disclaimer])
@pytest.mark.parametrize("view", ["single", "bulk"])
def test_authors_and_disclaimers_are_not_deleted_even_by_superusers(client, superuser, model, view):
    thing = make.make_author() if model is Author else make.make_disclaimer()
    if view == "single":
        client.post(reverse(f"wagtailsnippets_articles_{model._meta.model_name}:delete", args=[thing.pk]))
    else:
        bulk = reverse("wagtail_bulk_action", args=["articles", model._meta.model_name, "delete"])
        client.post(f"{bulk}?id={thing.pk}")
    assert model.objects.filter(pk=thing.pk).exists()


def test_a_retired_author_is_not_offered_and_remains_on_published_articles(client, superuser, journal):
    author, other = make.make_author("Ilinca Drăgan"), make.make_author("Tomáš Weil")
    make.make_article(journal, "A bridge", authors=[author])
    author.retired = True
    author.save()
    offered = client.get(reverse("wagtailsnippetchoosers_articles_author:choose_results")).content.decode()
    assert other.name in offered
    assert author.name not in offered
    assert "Ilinca Drăgan" in client.get("/tideline/a-bridge/").content.decode()


def test_an_authors_former_address_redirects_to_the_new_one(client, journal):
    author = make.make_author("Ilinca Drăgan")
    make.make_article(journal, authors=[author])
    author.slug = "ilinca"
    author.save()
    answer = client.get("/authors/ilinca-dragan/")
    assert (answer.status_code, answer["Location"]) == (301, "/authors/ilinca/")


def test_a_former_address_of_another_author_is_a_form_error(client, superuser):
    author = make.make_author("Ilinca Drăgan")
    author.slug = "ilinca"
    author.save()
    form = {"name": "Someone", "slug": "ilinca-dragan", "affiliation": "", "bio": "null", "portrait": ""}
    answer = client.post(reverse("wagtailsnippets_articles_author:add"), form)
    assert error_codes(answer) == {"slug": ["former_slug"]}


@pytest.mark.parametrize("slug", ["countries", "search", "admin", "newsletter", "authors"])
def test_a_slug_that_would_hide_a_view_of_the_site_is_a_form_error(client, superuser, slug):
    home = make.make_site().root_page
    address = reverse("wagtailadmin_pages:add", args=["articles", "journalpage", home.pk])
    data = page_data("A journal", slug=slug)
    formset = {f"standing_disclaimers-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    answer = client.post(address, data | formset | {"standing_disclaimers-MAX_NUM_FORMS": "1000"})
    assert error_codes(answer) == {"slug": ["fixed_url"]}
    assert not JournalPage.objects.exists()


def test_a_former_address_of_an_article_is_a_form_error(client, superuser, journal):
    article = make.make_article(journal, "A bridge")
    make.publish_draft(make.edit(article, slug="the-bridge"))
    answer = client.post(
        reverse("wagtailadmin_pages:add", args=["articles", "articlepage", journal.pk]),
        page_data("Other", slug="a-bridge"),
    )
    assert error_codes(answer) == {"slug": ["address_taken"]}


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"title": "x" * 300}, {"title": ["max_length"]}),
        ({"standing_replaced": "on"}, {"standing_reason": ["no_reason"]}),
        ({"canonical_url": "javascript:alert(1)"}, {"canonical_url": ["invalid"]}),
        ({"published_on": "yesterday"}, {"published_on": ["invalid"]}),
    ],
)
def test_invalid_input_is_a_form_error(client, superuser, journal, fields, codes):
    answer = client.post(
        reverse("wagtailadmin_pages:add", args=["articles", "articlepage", journal.pk]),
        page_data("A bridge") | fields | {"action-publish": "1"},
    )
    assert error_codes(answer) == codes
    assert not ArticlePage.objects.exists()


def test_scripts_in_rich_text_are_not_published(client, superuser, journal):
    body = [("paragraph", '<p>Safe <script>alert(1)</script><img src=x onerror="alert(2)"> end</p>')]
    article = make.make_article(journal, "A bridge", body=body)
    words = client.get(article.url).content.decode()
    assert "Safe" in words
    assert "alert(" not in words.replace("theme", "")


def test_the_public_name_is_set_in_the_account_and_is_never_the_log_in_name(client):
    user = make.make_user("r.adeyemi", "Editors")
    client.force_login(user)
    assert public_name(user) == "The editors"
    page = client.get(reverse("wagtailadmin_account"))
    form = {
        field.html_name: field.value() or ""
        for panels in page.context["panels_by_tab"].values()
        for panel in panels
        for field in panel.get_form()
        if field.name != "avatar"
    }
    names = {"name_email-first_name": "Ruth", "name_email-last_name": "A.", "public_name-name": "Standards desk"}
    assert client.post(reverse("wagtailadmin_account"), form | names).status_code == 302
    assert PublicName.objects.get(user=user).name == "Standards desk"
    assert public_name(user) == "Standards desk"


def test_every_block_has_a_description_an_icon_and_a_preview_that_renders(client, superuser):
    make.make_image()
    for name, block in ArticleModel.body.field.stream_block.child_blocks.items():
        assert block.meta.icon, name
        assert block.get_description(), name
        assert block.is_previewable, name
        answer = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        assert answer.status_code == 200, name
        if name != "related":
            assert "shows once it is filled" not in answer.content.decode(), name


def test_the_admin_loads_nothing_from_third_parties(client, superuser):
    for name in ("wagtailadmin_home", "wagtailadmin_account"):
        words = client.get(reverse(name)).content.decode()
        assert "gravatar" not in words
        assert "releases.wagtail" not in words
