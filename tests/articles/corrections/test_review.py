"""The review: a draft beside what readers see, and the decision that publishes it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import ArticlePage
from articles.record.canonical import parse
from articles.record.models import Decision, Entry, ExpiryReason, Note, Publication, Status, Version
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def journal():
    return make.make_journal()


@pytest.fixture
def editor(client):
    user = make.make_user("editor", public="Standards desk")
    client.force_login(user)
    return user


@pytest.fixture
def changed(journal):
    """A public article with a draft over it."""
    return make.edit(make.make_article(journal, "A bridge"), title="A longer bridge")


def address(article) -> str:
    return reverse("corrections:review", args=[article.pk])


def shown(client, article, query="") -> dict[str, str]:
    """The hidden values of the review as it is shown now."""
    context = client.get(address(article) + query).context
    comparison = context["comparison"]
    return {
        "revision": str(comparison.revision.pk),
        "supersedes": str(comparison.current_number),
        "seal": comparison.seal,
        "compared": context["compared"],
    }


def decide(client, article, *, over=None, **fields):
    """Decide on the review as it was shown (`over`), or as it is shown now."""
    return client.post(address(article), (over or shown(client, article)) | fields, follow=True)


def words(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def numbers(article) -> list[int]:
    return list(Version.objects.filter(article_id=article.pk).values_list("number", flat=True))


def test_the_draft_is_shown_against_what_readers_see_word_by_word(client, editor, changed):
    page = words(client.get(address(changed)))
    assert "1 change" in page
    assert "Headline" in page
    changes = page.split("Headline", 1)[1]
    assert "longer" in changes.split("<ins", 1)[1].split("</ins>")[0]
    assert "paragraph" in page.lower()
    assert "version 1</a>, which readers see now" in page


def test_a_copy_edit_makes_a_version_and_moves_no_date(client, editor, changed):
    before = make.publication_of(changed)
    answer = decide(client, changed, change_class="copy_edit", summary="A word.")
    assert "is published as version 2" in words(answer)
    after = make.publication_of(changed)
    assert (after.version.number, after.version.entry.change_class) == (2, "copy_edit")
    assert after.substantive_at == before.substantive_at
    assert parse(after.version.text)["summary"] == "A word."
    assert after.version.entry.people["published"] == ["Standards desk"]


def test_an_update_moves_the_date(client, editor, changed):
    before = make.publication_of(changed)
    decide(client, changed, change_class="update")
    assert make.publication_of(changed).substantive_at > before.substantive_at


def test_a_note_is_written_with_the_version_and_gives_it_its_class(client, editor, changed):
    decide(client, changed, change_class="note", note_kind="correction", note_text="It is longer.")
    assert make.publication_of(changed).version.entry.change_class == "correction"
    note = Note.objects.get()
    assert (note.kind, note.entry.version) == ("correction", 2)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Say what kind of change this is."),
        ({"change_class": "note"}, "Choose what kind of note this is."),
        ({"change_class": "note", "note_kind": "correction"}, "an empty note tells readers nothing"),
        ({"note_text": "It is longer."}, "Choose what kind of note this is."),
        ({"change_class": "copy_edit", "note_kind": "update", "note_text": "x"}, "A note has a kind of its own"),
        ({"change_class": "first"}, "not one of the available choices"),
        ({"change_class": "note", "note_kind": "removal", "note_text": "x"}, "not one of the available choices"),
        ({"change_class": "update", "summary": "x" * 401}, "at most 400"),
        ({"change_class": "note", "note_kind": "update", "note_text": "x" * 4001}, "at most 4000"),
        ({"change_class": "update", "summary": "a\x00b"}, "Null characters"),
    ],
)
def test_what_is_missing_or_too_much_is_said_and_nothing_is_published(client, editor, changed, fields, said):
    assert said in words(decide(client, changed, **fields))
    assert numbers(changed) == [1]
    assert not Note.objects.exists()


def test_a_version_that_came_meanwhile_is_shown_and_what_was_typed_is_kept(client, editor, changed):
    over = shown(client, changed)
    make.publish_draft(changed, change_class="update")
    make.edit(changed, title="A bridge of two spans")
    typed = {"change_class": "note", "note_kind": "correction", "note_text": "Two spans, not one."}
    page = words(decide(client, changed, over=over, **typed))
    assert "Version 2 was published meanwhile" in page
    assert "Two spans, not one." in page
    assert numbers(changed) == [1, 2]
    answer = decide(client, changed, **typed)
    assert "is published as version 3" in words(answer)


def test_a_draft_that_was_saved_meanwhile_is_shown_anew(client, editor, changed):
    over = shown(client, changed)
    make.edit(changed, title="A bridge of lies")
    page = words(decide(client, changed, over=over, change_class="update", summary="Longer."))
    assert "The draft was changed meanwhile" in page
    assert "of lies" in page
    assert "Longer." in page
    assert numbers(changed) == [1]


def test_a_revision_that_was_overwritten_in_place_is_shown_anew(client, editor, changed):
    over = shown(client, changed)
    draft = changed.get_latest_revision_as_object()
    draft.title = "A bridge of lies"
    draft.save_revision(overwrite_revision=changed.get_latest_revision())
    assert "The draft was changed meanwhile" in words(decide(client, changed, over=over, change_class="update"))
    assert numbers(changed) == [1]


def test_without_a_change_it_says_so_and_has_no_button(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    page = words(client.get(address(article)))
    assert "Nothing that readers see has changed" in page
    assert 'class="button">' not in page
    decide(client, article, change_class="update")
    assert numbers(article) == [1]


def test_a_refusal_is_given_in_words_and_has_no_button(client, editor, journal):
    other = make.make_article(journal, "Other")
    make.publish_draft(make.edit(other, slug="another"))
    draft = make.edit(make.make_article(journal, "A bridge"), slug="other")
    page = words(client.get(address(draft)))
    assert "stands or once stood at /tideline/other/" in page
    assert 'class="button">' not in page
    decide(client, draft, change_class="update")
    assert numbers(draft) == [1]


def test_a_changed_slug_is_a_change_that_is_shown(client, editor, journal):
    draft = make.edit(make.make_article(journal, "A bridge"), slug="the-bridge")
    assert "/tideline/the-bridge/" in words(client.get(address(draft)))


def test_a_picture_that_went_missing_at_the_desk_is_a_change_that_is_shown(client, editor, journal):
    image = make.make_image(title="The bridge")
    article = make.make_article(journal, "A bridge", lead_image=image, lead_alt="A bridge over a river")
    image.delete()
    page = words(client.get(address(article)))
    assert "A bridge over a river" in page
    assert "1 change" in page


def test_values_from_elsewhere_are_offered_and_taken_only_when_chosen(client, editor, journal):
    author = make.make_author("Ilinca Drăgan", affiliation="Free Port Desk")
    article = make.make_article(journal, "A bridge", authors=[author])
    author.affiliation = "Harbour Institute"
    author.save()
    draft = make.edit(article, title="A longer bridge")
    key = f"author:{author.uid}"
    page = words(client.get(address(draft)))
    assert f'value="{key}"' in page
    assert "Free Port Desk" in page
    assert "1 change" in page
    taken = client.get(address(draft), {"accept": key})
    assert taken.context["comparison"].count == 2
    decide(client, draft, over=shown(client, draft, f"?accept={key}"), accept=key, change_class="update")
    copy = parse(make.publication_of(draft).version.text)["copy"]
    assert copy["authors"][0]["affiliation"] == "Harbour Institute"


def test_an_offer_that_is_left_alone_changes_nothing_for_readers(client, editor, journal):
    author = make.make_author("Ilinca Drăgan", affiliation="Free Port Desk")
    article = make.make_article(journal, "A bridge", authors=[author])
    author.affiliation = "Harbour Institute"
    author.save()
    draft = make.edit(article, title="A longer bridge")
    decide(client, draft, change_class="copy_edit")
    copy = parse(make.publication_of(draft).version.text)["copy"]
    assert copy["authors"][0]["affiliation"] == "Free Port Desk"


def test_an_offer_that_was_not_yet_compared_is_compared_before_it_is_published(client, editor, journal):
    author = make.make_author("Ilinca Drăgan", affiliation="Free Port Desk")
    article = make.make_article(journal, "A bridge", authors=[author])
    author.affiliation = "Harbour Institute"
    author.save()
    typed = {"change_class": "update", "summary": "Her new post.", "accept": f"author:{author.uid}"}
    draft = make.edit(article, title="A longer bridge")
    page = words(decide(client, draft, **typed))
    assert "You chose other values of today" in page
    assert "Her new post." in page
    assert numbers(draft) == [1]
    again = words(client.post(address(draft), shown(client, draft) | typed | {"compare": "1"}))
    assert "Her new post." in again
    assert "2 changes" in again


def test_a_scheduled_change_is_decided_now_and_named_on_the_button(client, editor, changed):
    moment = timezone.now() + timedelta(days=1)
    article = make.edit(changed, go_live_at=moment)
    assert "Schedule for " in words(client.get(address(article)))
    answer = decide(client, article, change_class="update", summary="Tomorrow.")
    assert "is scheduled for" in words(answer)
    decision = Decision.objects.get()
    assert (decision.supersedes, decision.change_class, decision.user) == (1, "update", editor)
    assert numbers(article) == [1]


def test_what_is_scheduled_is_locked_until_somebody_cancels_the_schedule(client, editor, changed):
    article = make.edit(changed, go_live_at=timezone.now() + timedelta(days=1))
    decide(client, article, change_class="update")
    answer = client.get(address(article), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[article.pk])
    client.post(address(article), {"change_class": "copy_edit"})
    assert Decision.objects.get().change_class == "update"


def test_a_first_publication_with_an_expiry_date_can_be_scheduled(client, editor, journal):
    moment = timezone.now() + timedelta(days=1)
    draft = make.make_draft(journal, "A tender", go_live_at=moment, expire_at=moment + timedelta(days=9))
    answer = decide(client, draft, expiry_cause="expired", expiry_reason="The tender is over.")
    assert "is scheduled for" in words(answer)
    assert Decision.objects.get().supersedes == 0
    assert ExpiryReason.objects.get().reason == "The tender is over."
    assert numbers(draft) == []


def test_a_withdrawn_article_comes_back_as_it_was(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    article.unpublish()
    assert "Bring back as it was" in words(client.get(address(article)))
    answer = decide(client, article, summary="The court let us.")
    assert "back in public" in words(answer)
    assert Publication.objects.get(article_id=article.pk).status == Status.PUBLIC
    assert numbers(article) == [1]
    assert list(Entry.objects.values_list("type", flat=True)) == ["version", "withdrawal", "return"]
    page = client.get("/tideline/a-bridge/").content.decode()
    assert "Back in public" in page
    assert "The court let us." in page


def test_a_withdrawn_article_with_a_new_draft_comes_back_changed(client, editor, changed):
    changed.unpublish()
    page = words(client.get(address(changed)))
    assert ">Bring back<" in page
    assert "the article is withdrawn" in page
    decide(client, changed, change_class="note", note_kind="correction", note_text="It is longer.")
    assert numbers(changed) == [1, 2]
    assert make.publication_of(changed).status == Status.PUBLIC


def test_an_expiry_date_asks_for_cause_and_reason(client, editor, changed):
    article = make.edit(changed, expire_at=timezone.now() + timedelta(days=9))
    page = words(decide(client, article, change_class="update"))
    assert "Say in a sentence why the article will no longer be there" in page
    assert numbers(article) == [1]
    decide(client, article, change_class="update", expiry_cause="expired", expiry_reason="The tender is over.")
    told = ExpiryReason.objects.get()
    assert (told.article_id, told.cause, told.reason) == (article.pk, "expired", "The tender is over.")


def test_a_first_publication_with_an_expiry_date_is_asked_too(client, editor, journal):
    draft = make.make_draft(journal, "A tender", expire_at=timezone.now() + timedelta(days=9))
    page = words(client.get(address(draft)))
    assert "Readers have not seen this article yet" in page
    decide(client, draft, expiry_cause="expired", expiry_reason="The tender is over.")
    assert numbers(draft) == [1]
    assert ArticlePage.objects.get(pk=draft.pk).expire_at
    assert ExpiryReason.objects.get().cause == "expired"


def test_an_expiry_date_alone_is_set_without_a_version_and_taken_away_again(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    expires = timezone.now().replace(microsecond=0) + timedelta(days=9)
    article = make.edit(article, expire_at=expires)
    assert "Set the expiry date" in words(client.get(address(article)))
    answer = decide(client, article, expiry_cause="legal", expiry_reason="A court’s order.")
    assert "leaves the public on" in words(answer)
    assert ArticlePage.objects.get(pk=article.pk).expire_at == expires
    assert ExpiryReason.objects.get().reason == "A court’s order."
    article = make.edit(article, expire_at=None)
    assert "stays in public" in words(decide(client, article))
    assert ArticlePage.objects.get(pk=article.pk).expire_at is None
    assert not ExpiryReason.objects.exists()
    assert numbers(article) == [1]


def test_an_expiry_date_that_has_passed_is_refused_in_words(client, editor, changed):
    article = make.edit(changed, expire_at=timezone.now() - timedelta(days=1))
    assert "lies in the past" in words(client.get(address(article)))


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_one_who_may_not_publish_may_not_review(client, changed, method):
    client.force_login(make.make_user("author", "Authors"))
    answer = getattr(client, method)(address(changed), {"change_class": "update"})
    assert answer.status_code == 302
    assert answer.url == reverse("wagtailadmin_home")
    assert numbers(changed) == [1]


def test_an_article_that_somebody_else_has_locked_is_not_published(client, editor, changed):
    changed.locked, changed.locked_by, changed.locked_at = True, make.make_user("other"), timezone.now()
    changed.save()
    assert "was locked" in words(client.get(address(changed), follow=True))
    client.post(address(changed), {"change_class": "update"})
    assert numbers(changed) == [1]


def test_what_is_posted_without_the_comparison_is_answered_with_it(client, editor, changed):
    page = words(client.post(address(changed), {"change_class": "update", "supersedes": "x", "accept": "\x00"}))
    assert "Headline" in page
    assert numbers(changed) == [1]


def test_an_article_that_does_not_exist_is_not_found(client, editor):
    assert client.get(reverse("corrections:review", args=[987654])).status_code == 404


def test_markup_in_a_draft_is_shown_as_words(client, editor, changed):
    draft = make.edit(changed, title="<script>alert(1)</script>")
    assert "<script>alert(1)" not in words(client.get(address(draft)))


def test_a_review_of_many_changes_asks_the_database_no_more(client, editor, journal, django_assert_max_num_queries):
    body = [make.paragraph(f"Paragraph {number}.") for number in range(60)]
    article = make.make_article(journal, "A bridge", body=body)
    draft = make.edit(article, body=[make.paragraph(f"Sentence {number}.") for number in range(60)])
    client.get(address(draft))
    with django_assert_max_num_queries(45):
        answer = client.get(address(draft))
    assert answer.context["comparison"].count >= 60
