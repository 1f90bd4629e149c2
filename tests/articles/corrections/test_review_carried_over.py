"""The review offers the current values of an article's author and publishes those that are accepted."""

import pytest

from articles.record.canonical import parse
from tests import factories as make
from tests.articles.corrections.review_page import changed_places, post_review, review_data, review_url, version_numbers
from tests.articles.responses import error_codes, parse_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make.make_author("Ilinca Drăgan", affiliation="Free Port Desk")


@pytest.fixture
def with_update(journal, author):
    """A public article with a draft, whose author has got another affiliation since it was published."""
    article = make.make_article(journal, "A bridge", authors=[author])
    author.affiliation = "Harbour Institute"
    author.save()
    return make.edit(article, title="A longer bridge")


def affiliation(article) -> str:
    """Return the author's affiliation as readers see it."""
    return parse(make.publication_of(article).version.text)["copy"]["authors"][0]["affiliation"]


def test_a_current_value_is_published_only_when_it_is_accepted(client, editor, author, with_update):
    key = f"author:{author.uid}"
    response = client.get(review_url(with_update))
    checkbox = parse_html(response).select_one("input[type=checkbox][name=accept]")
    assert (checkbox["value"], checkbox.has_attr("checked")) == (key, False)
    shown = parse_html(response).select_one(".review-update").get_text()
    assert "Free Port Desk" in shown
    assert "Harbour Institute" in shown
    assert len(changed_places(response)) == 1
    response = client.get(review_url(with_update), {"accept": key})
    assert len(changed_places(response)) == 2
    assert parse_html(response).select_one("input[type=checkbox][name=accept]").has_attr("checked")
    opened = review_data(client, with_update, f"?accept={key}")
    post_review(client, with_update, opened=opened, accept=key, change_class="update")
    assert affiliation(with_update) == "Harbour Institute"


def test_a_current_value_that_is_not_accepted_changes_nothing_for_readers(client, editor, with_update):
    post_review(client, with_update, change_class="copy_edit")
    assert affiliation(with_update) == "Free Port Desk"


def test_a_current_value_is_compared_before_it_is_published(client, editor, author, with_update):
    typed = {"change_class": "update", "summary": "Her new post.", "accept": f"author:{author.uid}"}
    response = post_review(client, with_update, **typed)
    assert error_codes(response) == {"__all__": ["other_updates"]}
    assert parse_html(response).select_one("input[name=summary]")["value"] == "Her new post."
    assert version_numbers(with_update) == [1]
    response = post_review(client, with_update, **typed, compare="1")
    assert parse_html(response).select_one("input[name=summary]")["value"] == "Her new post."
    assert len(changed_places(response)) == 2
    assert version_numbers(with_update) == [1]


def test_a_key_that_is_no_updated_value_is_not_accepted(client, editor, changed):
    opened = review_data(client, changed, "?accept=%00x")
    assert opened["compared"] == ""
    post_review(client, changed, opened=opened | {"compared": "\0x"}, accept="\0x", change_class="update")
    assert version_numbers(changed) == [1]
    post_review(client, changed, accept="\0x", change_class="update")
    assert version_numbers(changed) == [1, 2]
