"""The review of a withdrawn article reinstates it."""

import pytest

from articles.corrections.draft_comparison import ReviewAction
from articles.record.models import ChangeClass, Entry, Publication, Status
from tests import factories as make
from tests.articles.corrections.review_page import action, post_review, review_url, version_numbers
from tests.articles.responses import message_levels

pytestmark = pytest.mark.django_db


def test_a_withdrawn_article_is_reinstated_unchanged(client, editor, article):
    article.unpublish()
    assert action(client.get(review_url(article))) == ReviewAction.REINSTATE
    response = post_review(client, article, summary="The court let us.")
    assert message_levels(response) == ["success"]
    assert Publication.objects.get(article_id=article.pk).status == Status.PUBLIC
    assert version_numbers(article) == [1]
    assert list(Entry.objects.values_list("type", flat=True)) == ["version", "withdrawal", "return"]
    page = client.get("/tideline/a-bridge/").content.decode()
    assert str(ChangeClass.RETURN.label) in page
    assert "The court let us." in page


def test_a_withdrawn_article_is_reinstated_with_the_changes_of_its_draft(client, editor, changed):
    changed.unpublish()
    response = client.get(review_url(changed))
    assert action(response) == ReviewAction.PUBLISH
    assert response.context["comparison"].withdrawn
    post_review(client, changed, change_class="note", note_kind="correction", note_text="It is longer.")
    assert version_numbers(changed) == [1, 2]
    assert make.publication_of(changed).status == Status.PUBLIC
