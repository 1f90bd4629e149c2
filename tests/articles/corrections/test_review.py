"""The review: a draft compared with what readers see, and the decision that publishes it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.corrections.draft_comparison import ReviewAction
from articles.models import ArticlePage
from articles.record.canonical import parse
from articles.record.models import ChangeClass, Decision, Entry, ExpiryReason, Note, Publication, Status, Version
from tests import factories as make
from tests.articles.responses import error_codes, links, message_levels, parse_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(article):
    """A public article with a draft that changes its title."""
    return make.edit(article, title="A longer bridge")


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


def review_url(article) -> str:
    return reverse("corrections:review", args=[article.pk])


def review_data(client, article, query="") -> dict[str, str]:
    """Open the review and return its hidden fields."""
    page = parse_html(client.get(review_url(article) + query))
    names = ("revision", "supersedes", "seal", "compared")
    return {name: page.select_one(f".review-form input[type=hidden][name={name}]")["value"] for name in names}


def post_review(client, article, *, opened=None, **fields):
    """Post a decision on the review as it was `opened` before, or as it is now."""
    return client.post(review_url(article), (opened or review_data(client, article)) | fields)


def changed_places(response) -> list[str]:
    """Return the keys of the changes that the review shows; each has a section of the page."""
    comparison = response.context["comparison"]
    keys = [stretch.key for stretch in comparison.stretches if hasattr(stretch, "key")]
    assert len(parse_html(response).select("section.hunk")) == comparison.change_count == len(keys)
    return keys


def action(response) -> ReviewAction:
    """Return what the review's button does; without an action the page has no button."""
    button = parse_html(response).select_one(".review-actions button[type=submit]")
    found = response.context["comparison"].action
    assert (button is None) == (found in (ReviewAction.NOTHING, ReviewAction.REFUSED))
    return found


def version_numbers(article) -> list[int]:
    return list(Version.objects.filter(article_id=article.pk).values_list("number", flat=True))


def affiliation(article) -> str:
    """Return the author's affiliation as readers see it."""
    return parse(make.publication_of(article).version.text)["copy"]["authors"][0]["affiliation"]


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


def test_a_change_with_a_go_live_time_is_decided_now_and_scheduled(client, editor, changed):
    article = make.edit(changed, go_live_at=timezone.now() + timedelta(days=1))
    assert action(client.get(review_url(article))) == ReviewAction.SCHEDULE
    response = post_review(client, article, change_class="update", summary="Tomorrow.")
    assert message_levels(response) == ["success"]
    decision = Decision.objects.get()
    assert (decision.supersedes, decision.change_class, decision.user) == (1, "update", editor)
    assert version_numbers(article) == [1]


def test_a_scheduled_article_is_locked_until_the_schedule_is_cancelled(client, editor, changed):
    article = make.edit(changed, go_live_at=timezone.now() + timedelta(days=1))
    post_review(client, article, change_class="update")
    response = client.get(review_url(article))
    assert response.url == reverse("wagtailadmin_pages:edit", args=[article.pk])
    client.post(review_url(article), {"change_class": "copy_edit"})
    assert Decision.objects.get().change_class == "update"


def test_a_first_publication_with_an_expiry_date_can_be_scheduled(client, editor, journal):
    moment = timezone.now() + timedelta(days=1)
    draft = make.make_draft(journal, "A tender", go_live_at=moment, expire_at=moment + timedelta(days=9))
    response = post_review(client, draft, expiry_cause="expired", expiry_reason="The tender is over.")
    assert message_levels(response) == ["success"]
    assert Decision.objects.get().supersedes == 0
    assert ExpiryReason.objects.get().reason == "The tender is over."
    assert version_numbers(draft) == []


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


def test_an_expiry_date_needs_cause_and_reason(client, editor, changed):
    article = make.edit(changed, expire_at=timezone.now() + timedelta(days=9))
    response = post_review(client, article, change_class="update")
    assert error_codes(response) == {"expiry_cause": ["required"], "expiry_reason": ["required"]}
    assert version_numbers(article) == [1]
    post_review(client, article, change_class="update", expiry_cause="expired", expiry_reason="The tender is over.")
    expiry = ExpiryReason.objects.get()
    assert (expiry.article_id, expiry.cause, expiry.reason) == (article.pk, "expired", "The tender is over.")


def test_a_first_publication_with_an_expiry_date_needs_cause_and_reason(client, editor, journal):
    draft = make.make_draft(journal, "A tender", expire_at=timezone.now() + timedelta(days=9))
    response = client.get(review_url(draft))
    assert response.context["comparison"].current_number == 0
    assert list(response.context["form"].fields) == ["expiry_cause", "expiry_reason"]
    post_review(client, draft, expiry_cause="expired", expiry_reason="The tender is over.")
    assert version_numbers(draft) == [1]
    assert ArticlePage.objects.get(pk=draft.pk).expire_at
    assert ExpiryReason.objects.get().cause == "expired"


def test_an_expiry_date_alone_is_set_and_removed_without_a_version(client, editor, article):
    expires = timezone.now().replace(microsecond=0) + timedelta(days=9)
    article = make.edit(article, expire_at=expires)
    assert action(client.get(review_url(article))) == ReviewAction.CHANGE_EXPIRY
    response = post_review(client, article, expiry_cause="legal", expiry_reason="A court’s order.")
    assert message_levels(response) == ["success"]
    assert ArticlePage.objects.get(pk=article.pk).expire_at == expires
    assert ExpiryReason.objects.get().reason == "A court’s order."
    article = make.edit(article, expire_at=None)
    assert action(client.get(review_url(article))) == ReviewAction.CHANGE_EXPIRY
    assert message_levels(post_review(client, article))[-1] == "success"
    assert ArticlePage.objects.get(pk=article.pk).expire_at is None
    assert not ExpiryReason.objects.exists()
    assert version_numbers(article) == [1]


def test_an_expiry_date_in_the_past_is_refused(client, editor, changed):
    article = make.edit(changed, expire_at=timezone.now() - timedelta(days=1))
    response = client.get(review_url(article))
    assert action(response) == ReviewAction.REFUSED
    assert response.context["comparison"].refusal.code == "expiry_in_past"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_user_without_permission_to_publish_cannot_review(client, changed, method):
    client.force_login(make.make_user("author", "Authors"))
    response = getattr(client, method)(review_url(changed), {"change_class": "update"})
    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")
    assert version_numbers(changed) == [1]


def test_an_article_locked_by_another_user_is_not_published(client, editor, changed):
    changed.locked, changed.locked_by, changed.locked_at = True, make.make_user("other"), timezone.now()
    changed.save()
    response = client.get(review_url(changed))
    assert response.url == reverse("wagtailadmin_pages:edit", args=[changed.pk])
    assert message_levels(response) == ["warning"]
    client.post(review_url(changed), {"change_class": "update"})
    assert version_numbers(changed) == [1]


def test_a_decision_without_the_hidden_fields_is_answered_with_the_comparison(client, editor, changed):
    response = client.post(review_url(changed), {"change_class": "update", "supersedes": "x", "accept": "\x00"})
    assert error_codes(response) == {"__all__": ["superseded"]}
    assert changed_places(response) == ["title"]
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
