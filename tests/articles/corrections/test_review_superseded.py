"""A decision on a comparison that is out of date publishes nothing and keeps the text of the form."""

import pytest
from django.urls import reverse

from articles.corrections.draft_comparison import ReviewAction
from tests import factories as make
from tests.articles.corrections.review_page import (
    action,
    changed_places,
    post_review,
    review_data,
    review_url,
    version_numbers,
)
from tests.articles.responses import error_codes, links, message_levels, parse_html

pytestmark = pytest.mark.django_db


def test_after_another_publication_the_new_comparison_is_shown_and_the_text_is_kept(client, editor, changed):
    opened = review_data(client, changed)
    make.publish_draft(changed, change_class="update")
    make.edit(changed, title="A bridge of two spans")
    typed = {"change_class": "note", "note_kind": "correction", "note_text": "Two spans, not one."}
    response = post_review(client, changed, opened=opened, **typed)
    assert error_codes(response) == {"__all__": ["superseded"]}
    assert parse_html(response).select_one("textarea[name=note_text]").get_text(strip=True) == typed["note_text"]
    assert version_numbers(changed) == [1, 2]
    assert message_levels(post_review(client, changed, **typed)) == ["success"]
    assert version_numbers(changed) == [1, 2, 3]


def test_text_for_which_the_form_has_no_field_any_more_is_kept(client, editor, changed):
    opened = review_data(client, changed)
    make.publish_draft(changed, change_class="update")
    response = post_review(client, changed, opened=opened, change_class="update", summary="A longer title.")
    assert error_codes(response) == {"__all__": ["superseded"]}
    assert action(response) == ReviewAction.NOTHING
    assert response.context["unused_texts"] == ["A longer title."]
    assert parse_html(response).select_one("blockquote.review-unused").get_text(strip=True) == "A longer title."
    assert reverse("corrections:note", args=[changed.pk]) in links(response)


def test_after_another_save_the_new_comparison_is_shown_and_the_text_is_kept(client, editor, changed):
    opened = review_data(client, changed)
    make.edit(changed, title="A bridge of lies")
    response = post_review(client, changed, opened=opened, change_class="update", summary="Longer.")
    assert error_codes(response) == {"__all__": ["draft_changed"]}
    page = parse_html(response)
    assert "of lies" in page.select_one("section.hunk ins").get_text()
    assert page.select_one("input[name=summary]")["value"] == "Longer."
    assert version_numbers(changed) == [1]


def test_a_revision_that_was_overwritten_in_place_counts_as_another_draft(client, editor, changed):
    opened = review_data(client, changed)
    draft = changed.get_latest_revision_as_object()
    draft.title = "A bridge of lies"
    draft.save_revision(overwrite_revision=changed.get_latest_revision())
    response = post_review(client, changed, opened=opened, change_class="update")
    assert error_codes(response) == {"__all__": ["draft_changed"]}
    assert version_numbers(changed) == [1]


def test_a_decision_without_the_hidden_fields_is_answered_with_the_comparison(client, editor, changed):
    response = client.post(review_url(changed), {"change_class": "update", "basis": "x", "accept": "\x00"})
    assert error_codes(response) == {"__all__": ["standing_changed"]}
    assert changed_places(response) == ["title"]
    assert version_numbers(changed) == [1]
