"""The admin: permissions, retired authors and disclaimers, slugs, form errors, blocks."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Workflow

from articles.models import ArticlePage, Author, Disclaimer, JournalPage, PublicName, public_name
from tests import factories as make
from tests.articles.admin.posting import page_data
from tests.articles.responses import error_codes, parse_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser(client):
    user = make.make_user("superuser", "", is_superuser=True)
    client.force_login(user)
    return user


def add_article(client, journal, data):
    """Post the form of a new article."""
    return client.post(reverse("wagtailadmin_pages:add", args=["articles", "articlepage", journal.pk]), data)


def test_the_sites_groups_and_workflow_replace_those_of_wagtail():
    names = {"Authors", "Editors", "Standards editors", "Newsletter editors", "Administrators"}
    assert set(Group.objects.values_list("name", flat=True)) == names
    assert list(Workflow.objects.values_list("name", "active")) == [("Editorial review", True)]


def test_an_editor_publishes_directly(client, journal):
    client.force_login(make.make_user("editor", "Editors"))
    add_article(client, journal, page_data("A bridge") | {"action-publish": "1"})
    assert ArticlePage.objects.get().live


def test_an_author_submits_and_cannot_publish(client, journal):
    client.force_login(make.make_user("author", "Authors"))
    add_article(client, journal, page_data("A bridge") | {"action-submit": "1", "action-publish": "1"})
    article = ArticlePage.objects.get()
    assert not article.live
    assert article.workflow_in_progress


@pytest.mark.parametrize("model", [Author, Disclaimer])
@pytest.mark.parametrize("view", ["delete", "bulk"])
def test_authors_and_disclaimers_cannot_be_deleted_even_by_superusers(client, superuser, model, view):
    row = make.make_author() if model is Author else make.make_disclaimer()
    if view == "delete":
        client.post(reverse(f"wagtailsnippets_articles_{model._meta.model_name}:delete", args=[row.pk]))
    else:
        bulk = reverse("wagtail_bulk_action", args=["articles", model._meta.model_name, "delete"])
        client.post(f"{bulk}?id={row.pk}")
    assert model.objects.filter(pk=row.pk).exists()


def test_a_retired_author_cannot_be_chosen_and_stays_on_published_articles(client, superuser, journal):
    author, other = make.make_author("Ilinca Drăgan"), make.make_author("Tomáš Weil")
    make.make_article(journal, "A bridge", authors=[author])
    author.retired = True
    author.save()
    results = parse_html(client.get(reverse("wagtailsnippetchoosers_articles_author:choose_results")))
    assert [link.get_text(strip=True) for link in results.select("a[data-chooser-modal-choice]")] == [other.name]
    assert "Ilinca Drăgan" in client.get("/tideline/a-bridge/").content.decode()


def test_a_former_slug_of_an_author_redirects(client, journal):
    author = make.make_author("Ilinca Drăgan")
    make.make_article(journal, authors=[author])
    author.slug = "ilinca"
    author.save()
    response = client.get("/authors/ilinca-dragan/")
    assert (response.status_code, response["Location"]) == (301, "/authors/ilinca/")


def test_a_former_slug_of_another_author_is_a_form_error(client, superuser):
    author = make.make_author("Ilinca Drăgan")
    author.slug = "ilinca"
    author.save()
    form = {"name": "Someone", "slug": "ilinca-dragan", "affiliation": "", "bio": "null", "portrait": ""}
    response = client.post(reverse("wagtailsnippets_articles_author:add"), form)
    assert error_codes(response) == {"slug": ["former_slug"]}


@pytest.mark.parametrize("slug", ["countries", "search", "admin", "newsletter", "authors"])
def test_a_slug_at_which_the_site_has_a_view_is_a_form_error(client, superuser, slug):
    home = make.make_site().root_page
    url = reverse("wagtailadmin_pages:add", args=["articles", "journalpage", home.pk])
    data = page_data("A journal", slug=slug)
    formset = {f"standing_disclaimers-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    response = client.post(url, data | formset | {"standing_disclaimers-MAX_NUM_FORMS": "1000"})
    assert error_codes(response) == {"slug": ["fixed_url"]}
    assert not JournalPage.objects.exists()


def test_a_former_address_of_another_article_is_a_form_error(client, superuser, journal, article):
    make.publish_draft(make.edit(article, slug="the-bridge"))
    response = add_article(client, journal, page_data("Other", slug="a-bridge"))
    assert error_codes(response) == {"slug": ["address_taken"]}


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"title": "x" * 300}, {"title": ["max_length"]}),
        ({"standing_replaced": "on"}, {"standing_reason": ["no_reason"]}),
        ({"canonical_url": "javascript:alert(1)"}, {"canonical_url": ["invalid"]}),
        ({"published_on": "yesterday"}, {"published_on": ["invalid"]}),
    ],
)
def test_invalid_input_in_the_editor_is_a_form_error(client, superuser, journal, fields, codes):
    response = add_article(client, journal, page_data("A bridge") | fields | {"action-publish": "1"})
    assert error_codes(response) == codes
    assert not ArticlePage.objects.exists()


def test_a_script_in_rich_text_is_not_published(client, superuser, journal):
    body = [("paragraph", '<p>Safe <script>alert(1)</script><img src=x onerror="alert(2)"> end</p>')]
    article = make.make_article(journal, "A bridge", body=body)
    html = client.get(article.url).content.decode()
    assert "Safe" in html
    assert "alert(" not in html


def test_the_public_name_is_set_in_the_account_and_is_never_the_user_name(client):
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
    for name, block in ArticlePage.body.field.stream_block.child_blocks.items():
        assert block.meta.icon, name
        assert block.get_description(), name
        assert block.is_previewable, name
        response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        assert response.status_code == 200, name
        if name != "related":
            assert any(template.name.startswith("components/blocks/") for template in response.templates), name


def test_the_admin_requests_nothing_from_other_hosts(client, superuser):
    for name in ("wagtailadmin_home", "wagtailadmin_account"):
        html = client.get(reverse(name)).content.decode()
        assert "gravatar" not in html
        assert "releases.wagtail" not in html
