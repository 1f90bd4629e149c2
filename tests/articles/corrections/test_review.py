"""The review: a draft compared with what readers see, and the decision that publishes it."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from articles.corrections.draft_comparison import ReviewAction
from articles.record.canonical import parse
from articles.record.models import Entry, Note, Status
from articles.record.notes import NoteDraft, add_note
from articles.record.withdraw import withdraw
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


def test_the_draft_is_compared_word_by_word_with_what_readers_see(client, editor, changed):
    response = client.get(review_url(changed))
    page = parse_html(response)
    assert changed_places(response) == ["title"]
    assert ["longer" in element.get_text() for element in page.select("section.hunk ins")] == [True]
    assert page.select(".record-diff > .hunk-same")
    assert "/tideline/a-bridge/versions/1/" in links(response)


def test_a_copy_edit_makes_a_version_and_moves_no_date(client, editor, changed):
    before = make.publication_of(changed)
    response = post_review(client, changed, change_class="copy_edit", summary="A word.")
    assert message_levels(response) == ["success"]
    after = make.publication_of(changed)
    assert (after.version.number, after.version.entry.change_class) == (2, "copy_edit")
    assert after.substantive_at == before.substantive_at
    assert parse(after.version.text)["summary"] == "A word."
    assert after.version.entry.people["published"] == ["Standards desk"]


def test_an_update_moves_the_date(client, editor, changed):
    before = make.publication_of(changed)
    post_review(client, changed, change_class="update")
    assert make.publication_of(changed).substantive_at > before.substantive_at


def test_a_note_is_written_with_the_version_and_gives_it_its_class(client, editor, changed):
    post_review(client, changed, change_class="note", note_kind="correction", note_text="It is longer.")
    assert make.publication_of(changed).version.entry.change_class == "correction"
    note = Note.objects.get()
    assert (note.kind, note.entry.version) == ("correction", 2)


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({}, {"change_class": ["no_class"]}),
        ({"change_class": "note"}, {"note_kind": ["no_kind"], "note_text": ["empty_note"]}),
        ({"change_class": "note", "note_kind": "correction"}, {"note_text": ["empty_note"]}),
        ({"note_text": "It is longer."}, {"note_kind": ["no_kind"]}),
        (
            {"change_class": "copy_edit", "note_kind": "update", "note_text": "x"},
            {"change_class": ["class_and_note"]},
        ),
        ({"change_class": "first"}, {"change_class": ["invalid_choice"]}),
        ({"change_class": "note", "note_kind": "removal", "note_text": "x"}, {"note_kind": ["invalid_choice"]}),
        ({"change_class": "update", "summary": "x" * 401}, {"summary": ["max_length"]}),
        (
            {"change_class": "note", "note_kind": "update", "note_text": "x" * 4001},
            {"note_text": ["max_length"]},
        ),
        ({"change_class": "update", "summary": "a\x00b"}, {"summary": ["null_characters_not_allowed"]}),
    ],
)
def test_invalid_input_is_a_form_error_and_publishes_nothing(client, editor, changed, fields, codes):
    response = post_review(client, changed, **fields)
    assert error_codes(response) == codes
    assert message_levels(response) == ["error"]
    assert version_numbers(changed) == [1]
    assert not Note.objects.exists()


def test_without_a_change_there_is_nothing_to_publish(client, editor, article):
    response = client.get(review_url(article))
    assert action(response) == ReviewAction.NOTHING
    assert parse_html(response).select(".help-info")
    post_review(client, article, change_class="update")
    assert version_numbers(article) == [1]


def test_a_refused_draft_shows_why_and_cannot_be_published(client, editor, journal, article):
    other = make.make_article(journal, "Other")
    make.publish_draft(make.edit(other, slug="another"))
    draft = make.edit(article, slug="other")
    response = client.get(review_url(draft))
    assert action(response) == ReviewAction.REFUSED
    refusal = response.context["comparison"].refusal
    assert refusal.code == "address_taken"
    assert str(refusal) in parse_html(response).select_one(".help-critical").get_text()
    post_review(client, draft, change_class="update")
    assert version_numbers(draft) == [1]


def test_a_changed_slug_is_a_change(client, editor, article):
    draft = make.edit(article, slug="the-bridge")
    assert "/tideline/the-bridge/" in client.get(review_url(draft)).content.decode()


def test_a_deleted_image_is_a_change(client, editor, journal):
    image = make.make_image(title="The bridge")
    article = make.make_article(journal, "A bridge", lead_image=image, lead_alt="A bridge over a river")
    image.delete()
    response = client.get(review_url(article))
    assert len(changed_places(response)) == 1
    assert "A bridge over a river" in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_user_without_permission_to_publish_cannot_review(client, changed, method):
    client.force_login(make.make_user("author", "Authors"))
    response = getattr(client, method)(review_url(changed), {"change_class": "update"})
    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")
    assert version_numbers(changed) == [1]


def test_a_lock_for_editing_does_not_stop_a_publication(client, editor, changed):
    changed.locked, changed.locked_by, changed.locked_at = True, make.make_user("other"), timezone.now()
    changed.save()
    assert message_levels(post_review(client, changed, change_class="update")) == ["success"]
    assert version_numbers(changed) == [1, 2]


def test_a_form_sent_twice_publishes_once_and_the_second_answer_is_a_success(client, editor, changed):
    opened = review_data(client, changed)
    for _time in range(2):
        response = post_review(client, changed, opened=opened, change_class="note", note_kind="update", note_text="x")
        assert response.status_code == 302
    assert version_numbers(changed) == [1, 2]
    assert Note.objects.count() == 1


def test_a_colleagues_note_is_shown_and_the_decision_is_sent_again(client, editor, changed):
    opened = review_data(client, changed)
    add_note(changed, NoteDraft("correction", "Two spans, not one."), user=None)
    response = post_review(client, changed, opened=opened, change_class="update")
    assert error_codes(response) == {"__all__": ["note_added"]}
    assert "Two spans, not one." in parse_html(response).select_one("#review-notes").parent.get_text()
    assert version_numbers(changed) == [1]
    assert message_levels(post_review(client, changed, change_class="update")) == ["success"]
    assert version_numbers(changed) == [1, 2]


@pytest.mark.parametrize("kind", ["retraction", "concern"])
def test_a_retraction_or_concern_that_was_added_meanwhile_voids_a_decision(client, editor, changed, kind):
    opened = review_data(client, changed)
    add_note(changed, NoteDraft(kind, "Under examination."), user=None)
    response = post_review(client, changed, opened=opened, change_class="update")
    assert error_codes(response) == {"__all__": ["notices_changed"]}
    assert version_numbers(changed) == [1]


def test_a_review_left_open_does_not_bring_a_withdrawn_article_back(client, editor, changed):
    opened = review_data(client, changed)
    withdraw(changed, cause="legal", reason="A court’s order.")
    response = post_review(client, changed, opened=opened, change_class="copy_edit")
    assert error_codes(response) == {"__all__": ["standing_changed"]}
    assert make.publication_of(changed).status == Status.WITHDRAWN
    assert [entry.type for entry in Entry.objects.all()] == ["version", "withdrawal"]


def test_a_review_left_open_publishes_nothing_after_the_journal_was_made_private(client, editor, changed):
    opened = review_data(client, changed)
    PageViewRestriction.objects.create(page=changed.get_parent(), restriction_type="login")
    response = post_review(client, changed, opened=opened, change_class="copy_edit")
    assert error_codes(response) == {"__all__": ["access_changed"]}
    assert version_numbers(changed) == [1]


def test_the_review_of_an_article_that_does_not_exist_is_not_found(client, editor):
    assert client.get(reverse("corrections:review", args=[987654])).status_code == 404


def test_markup_in_a_draft_is_escaped(client, editor, changed):
    draft = make.edit(changed, title="<script>alert(1)</script>")
    response = client.get(review_url(draft))
    assert "<script>alert(1)" not in response.content.decode()
    assert "<script>alert(1)</script>" in parse_html(response).select_one(".review-title").get_text()


def test_the_number_of_queries_does_not_grow_with_the_changes(client, editor, journal, django_assert_max_num_queries):
    body = [make.paragraph(f"Paragraph {number}.") for number in range(60)]
    article = make.make_article(journal, "A bridge", body=body)
    draft = make.edit(article, body=[make.paragraph(f"Sentence {number}.") for number in range(60)])
    client.get(review_url(draft))
    with django_assert_max_num_queries(45):
        response = client.get(review_url(draft))
    assert response.context["comparison"].change_count >= 60
