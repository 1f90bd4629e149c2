import json
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail import hooks

from articles.models import ArticlePage
from articles.models.append_only import AppendOnlyError
from articles.record.canonical import digest, parse
from articles.record.chain import head
from articles.record.models import (
    Address,
    ChangeClass,
    Entry,
    EntryType,
    Note,
    Publication,
    Status,
    Version,
    WaitingNote,
)
from articles.record.notes import NoteDraft, add_note
from articles.record.reader_copy import ReaderCopy
from articles.record.refusals import Refused
from articles.record.signals import recorded
from tests import factories as make
from tests.articles.record.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def journal():
    return make.make_journal()


def test_the_first_publication_makes_version_1_its_address_and_its_rows(journal):
    author, country = make.make_author(), make.make_country("BY")
    article = make.make_article(journal, "A bridge", authors=[author], countries=[country])
    publication = make.publication_of(article)
    assert article.live
    assert publication.version.number == 1
    assert publication.current_address.path == "/tideline/a-bridge/"
    assert [mention.entity_id for mention in publication.mentions.all()] == [country.pk]
    assert [byline.author for byline in publication.bylines.all()] == [author]
    assert publication.version.entry.change_class == ChangeClass.FIRST


def test_a_second_publication_adds_a_version_and_keeps_the_first_as_it_was(journal):
    article = make.make_article(journal, "A bridge")
    first = Version.objects.get(article=article)
    make.publish_draft(make.edit(article, title="A longer bridge"))
    assert Version.objects.get(pk=first.pk).text == first.text
    assert make.publication_of(article).title == "A longer bridge"
    second = Version.objects.get(article=article, number=2)
    assert second.entry.change_class == ""
    assert ReaderCopy.of(second).data["title"] == "A longer bridge"


def test_each_entry_covers_its_text_and_the_entry_before_it(journal):
    article = make.make_article(journal)
    make.publish_draft(make.edit(article, title="Other"), notes=[NoteDraft("correction", "It was other.")])
    add_note(article, NoteDraft("update", "More came in."), user=None)
    entries = list(Entry.objects.filter(article=article))
    assert [entry.type for entry in entries] == ["version", "version", "note", "note"]
    assert [entry.position for entry in entries] == [1, 2, 3, 4]
    for before, entry in zip([None, *entries], entries, strict=False):
        row = entry.version_row if entry.type == EntryType.VERSION else entry.note_row
        assert entry.content_digest == digest(row.text)
        assert entry.previous == (before.digest if before else "")
        assert entry.digest == digest(head(entry))


def test_a_version_published_with_notes_takes_the_gravest_kind(journal):
    article = make.make_article(journal)
    notes = [NoteDraft("update", "New figures."), NoteDraft("correction", "The date was wrong.")]
    version = make.publish_draft(make.edit(article, title="Other"), notes=notes)
    assert version.entry.change_class == ChangeClass.CORRECTION


def test_a_note_without_a_change_of_text_makes_no_version(journal):
    article = make.make_article(journal)
    entry = add_note(article, NoteDraft("clarification", "The waiver lapsed for crude oil."), user=None)
    assert Version.objects.filter(article=article).count() == 1
    assert entry.version == 1
    assert make.publication_of(article).last_note["kind"] == "clarification"


def test_a_note_on_an_article_that_was_never_published_is_refused(journal):
    draft = make.make_draft(journal)
    with refused("not_published"):
        add_note(draft, NoteDraft("correction", "Wrong."), user=None)


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("rumour", "Text", "unknown_kind"),
        ("correction", "  \n ", "empty_note"),
        ("correction", "x" * 4001, "note_too_long"),
    ],
)
def test_an_invalid_note_is_refused(kind, text, code):
    with refused(code):
        NoteDraft(kind, text)


def test_a_refused_publication_stores_nothing(journal):
    draft = make.make_draft(journal)

    def refuse(change):
        raise Refused("Not today.", "not_today")

    with hooks.register_temporarily("check_record_change", refuse), refused("not_today"):
        make.publish_draft(draft)
    assert not ArticlePage.objects.get(pk=draft.pk).live
    assert not Entry.objects.exists()
    assert not Publication.objects.exists()


def test_a_failing_receiver_rolls_the_publication_back(journal):
    draft = make.make_draft(journal)

    def fail(**kwargs):
        raise ValueError("the outbox is full")

    recorded.connect(fail)
    try:
        with pytest.raises(ValueError, match="outbox"):
            make.publish_draft(draft)
    finally:
        recorded.disconnect(fail)
    assert not Version.objects.exists()
    assert not ArticlePage.objects.get(pk=draft.pk).live


def test_a_changed_slug_gives_a_new_address_and_keeps_the_old_one(journal):
    article = make.make_article(journal, "A bridge")
    make.publish_draft(make.edit(article, slug="the-bridge"))
    publication = make.publication_of(article)
    assert publication.current_address.path == "/tideline/the-bridge/"
    assert set(publication.addresses.values_list("path", "current")) == {
        ("/tideline/a-bridge/", False),
        ("/tideline/the-bridge/", True),
    }


def test_returning_to_a_former_slug_makes_its_address_current_again(journal):
    article = make.make_article(journal, "A bridge")
    make.publish_draft(make.edit(article, slug="the-bridge"))
    make.publish_draft(make.edit(article, slug="a-bridge"))
    assert make.publication_of(article).current_address.path == "/tideline/a-bridge/"
    assert Address.objects.filter(publication__article_id=article.pk).count() == 2


def test_an_address_that_another_article_once_had_is_refused_in_words(journal):
    article = make.make_article(journal, "A bridge")
    make.publish_draft(make.edit(article, slug="the-bridge"))
    other = make.make_draft(journal, "Other", slug="other")
    other.slug = "a-bridge"
    revision = other.save_revision(clean=False)
    with refused("address_taken"):
        make.publish_draft(make.edit(other)) if revision is None else make.publish(revision)


def test_a_moved_article_and_a_renamed_journal_keep_the_published_address(journal):
    article = make.make_article(journal, "A bridge")
    other = make.make_journal("The Long Frontier")
    article.move(other, pos="last-child")
    article = ArticlePage.objects.get(pk=article.pk)
    assert article.url == "/tideline/a-bridge/"
    journal.slug = "tide"
    journal.save_revision().publish()
    make.publish_draft(make.edit(article, title="A bridge, again"))
    assert make.publication_of(article).current_address.path == "/tideline/a-bridge/"


def test_the_date_of_first_publication_never_moves(journal):
    article = make.make_article(journal, published_on=timezone.localdate().replace(year=2020, day=1))
    with refused("first_published_changed"):
        make.publish_draft(make.edit(article, published_on=timezone.localdate()))
    assert make.publication_of(article).published_on.year == 2020


def test_pending_notes_are_written_after_version_1_and_marked_as_imported(journal):
    draft = make.make_draft(journal)
    WaitingNote.objects.create(page=draft, kind="correction", text="It said otherwise.")
    make.publish_draft(draft)
    note = Note.objects.get(article=draft)
    assert note.entry.position == 2
    assert note.entry.imported
    assert parse(note.text)["text"] == "It said otherwise."
    assert not WaitingNote.objects.exists()
    assert make.publication_of(draft).substantive_at == make.publication_of(draft).version.entry.at


def test_an_older_article_is_listed_at_its_own_date_and_not_shown_as_updated(journal):
    article = make.make_article(journal, published_on=date(2020, 5, 12))
    publication = make.publication_of(article)
    assert publication.published_at == publication.substantive_at == datetime(2020, 5, 12, 12, tzinfo=UTC)
    make.publish_draft(make.edit(article, title="Changed"))
    assert make.publication_of(article).substantive_at == make.publication_of(article).version.entry.at


def test_versions_notes_and_entries_cannot_be_changed_or_deleted_by_code(journal):
    article = make.make_article(journal)
    add_note(article, NoteDraft("update", "More."), user=None)
    for model in (Entry, Version, Note):
        row = model.objects.filter(article=article).first()
        for act in (row.save, row.delete, model.objects.all().delete):
            with pytest.raises(AppendOnlyError):
                act()
        with pytest.raises(AppendOnlyError):
            model.objects.update(article=article)
        with pytest.raises(AppendOnlyError):
            model.objects.bulk_update([row], ["article"])


def test_the_chain_cannot_fork(journal):
    article = make.make_article(journal)
    entry = Entry.objects.get(article=article)
    twin = Entry(**{f.attname: getattr(entry, f.attname) for f in Entry._meta.concrete_fields if f.name != "id"})
    twin.digest = "0" * 64
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_the_chain_contains_the_public_name_and_never_the_log_in_name(journal):
    named = make.make_user("m.weil", public="Standards desk")
    nameless = make.make_user("r.adeyemi")
    first = make.publish_draft(make.make_draft(journal), user=named)
    second = make.publish_draft(make.make_draft(journal), user=nameless)
    assert first.entry.people == {"published": ["Standards desk"], "approved": []}
    assert second.entry.people == {"published": ["The editors"], "approved": []}
    assert "r.adeyemi" not in json.dumps(second.entry.people) + second.text


def test_an_article_without_a_title_is_refused(journal):
    draft = make.make_draft(journal)
    draft.title = " "
    revision = draft.save_revision(clean=False)
    with refused("no_title"):
        make.publish(revision)


def test_publishing_after_a_withdrawal_reinstates_the_article(journal):
    article = make.make_article(journal, countries=[make.make_country("BY")])
    article.unpublish()
    assert make.publication_of(article).status == Status.WITHDRAWN
    assert make.publication_of(article).mentions.count() == 0
    back = make.edit(ArticlePage.objects.get(pk=article.pk), title="Back")
    with refused("standing_changed"):
        make.publish_draft(back)
    make.publish_draft(back, reinstate=True)
    publication = make.publication_of(article)
    assert publication.status == Status.PUBLIC
    assert publication.mentions.count() == 1
    types = [entry.type for entry in Entry.objects.filter(article=article)]
    assert types == ["version", "withdrawal", "return", "version"]


def test_an_unchanged_withdrawn_article_is_reinstated_without_a_new_version(journal):
    article = make.make_article(journal)
    article.unpublish()
    withdrawn = ArticlePage.objects.get(pk=article.pk)
    version = make.publish_draft(withdrawn, summary="The claim was checked.", reinstate=True)
    assert version.number == 1
    assert Version.objects.count() == 1
    assert make.publication_of(article).status == Status.PUBLIC
    assert ArticlePage.objects.get(pk=article.pk).live
    back = Note.objects.get(entry__type="return")
    assert parse(back.text)["text"] == "The claim was checked."


def test_a_publication_that_changes_nothing_for_readers_is_refused(journal):
    article = make.make_article(journal)
    with refused("unchanged"):
        make.publish_draft(article)


def test_a_decision_against_another_version_is_refused_and_the_draft_kept(journal):
    article = make.make_article(journal)
    make.publish_draft(make.edit(article, title="Second"), supersedes=1)
    late = make.edit(article, title="Third")
    with refused("superseded"):
        make.publish_draft(late, supersedes=1)
    assert ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().title == "Third"
