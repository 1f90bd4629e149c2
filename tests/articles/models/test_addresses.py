"""Absolute URLs, and the checks on a page's slug."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import ArticlePage
from articles.models.addresses import absolute_url, address_problem, validate_address
from tests import factories as make


def test_an_absolute_url_needs_no_request_and_starts_with_the_sites_address(settings) -> None:
    settings.SITE_URL = "https://journal.example.org"
    assert absolute_url("/countries/belarus/?page=2") == "https://journal.example.org/countries/belarus/?page=2"


def test_a_url_that_is_absolute_already_is_not_changed(settings) -> None:
    settings.SITE_URL = "https://journal.example.org"
    assert absolute_url("https://media.example.org/a.webp") == "https://media.example.org/a.webp"


@pytest.mark.django_db
def test_page_feed_and_mail_give_an_article_the_same_address(client, settings) -> None:
    settings.SITE_URL = "https://journal.example.org"
    article = make.make_article(make.make_journal(), "A bridge")
    url = absolute_url(article.published_address().path)
    assert f'<link rel="canonical" href="{url}"' in client.get("/tideline/a-bridge/").content.decode()
    assert f'href="{url}"' in client.get("/feed/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "code"), [("countries", "fixed_url"), ("bridge", "")])
def test_a_page_cannot_hide_a_fixed_url(slug: str, code: str) -> None:
    home = make.make_site().root_page
    problem = address_problem(ArticlePage(slug=slug), home)
    assert (problem.code if problem else "") == code


@pytest.mark.django_db
def test_a_draft_cannot_have_the_former_address_of_another_article() -> None:
    journal = make.make_journal()
    make.publish_draft(make.edit(make.make_article(journal, "A bridge"), slug="the-bridge"))
    draft = make.make_draft(journal, "Other")
    draft.slug = "a-bridge"
    with pytest.raises(ValidationError) as refused:
        validate_address(draft)
    assert [error.code for error in refused.value.error_dict["slug"]] == ["address_taken"]


@pytest.mark.django_db
def test_a_moved_article_keeps_its_address_and_can_be_saved_at_a_path_that_another_one_had() -> None:
    journal, other = make.make_journal(), make.make_journal("Frontier")
    make.publish_draft(make.edit(make.make_article(other, "A bridge"), slug="the-bridge"))
    article = make.make_article(journal, "A bridge")
    article.move(other, pos="last-child")
    validate_address(ArticlePage.objects.get(pk=article.pk))
