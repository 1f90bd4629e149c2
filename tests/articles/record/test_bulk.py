import pytest
from django.core.files.storage import storages
from django.utils import timezone

from articles.models import ArticlePage
from articles.record import bulk
from articles.record.models import Entry, Permit, Publication, RecordImage, Version, WaitingNote
from articles.record.notes import NoteDraft
from articles.record.signals import recorded
from articles.record.verify import verify
from tests import factories as make
from tests.articles.record.test_rebuild import found_by, index_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def journal():
    return make.make_journal()


def three_revisions(journal, **fields) -> list:
    """Three revisions of an unpublished article."""
    article = make.make_draft(journal, "A bridge", **fields)
    revisions = [article.get_latest_revision()]
    for title in ("A longer bridge", "The longest bridge"):
        revisions.append(make.edit(article, title=title).get_latest_revision())
    return revisions


def test_an_archive_gets_valid_chains_and_the_index_of_its_last_versions(journal):
    author, country = make.make_author(), make.make_country()
    items = [bulk.Item(revision) for revision in three_revisions(journal, authors=[author], countries=[country])]
    items += [bulk.Item(make.make_draft(journal).get_latest_revision()) for _number in range(3)]
    outcome = bulk.publish_many(items, batch_size=4)
    assert [version.number for version in outcome.versions] == [1, 2, 3, 1, 1, 1]
    assert outcome.refused == []
    publication = Publication.objects.get(title="The longest bridge")
    assert list(publication.mentions.values_list("entity_id", flat=True)) == [country.pk]
    assert list(publication.bylines.values_list("author_id", flat=True)) == [author.pk]
    assert found_by("longest") == [publication.article_id]
    assert ArticlePage.objects.get(pk=publication.article_id).live
    assert [str(finding) for finding in verify()] == []


def test_bulk_publishing_writes_the_same_as_publishing_one_by_one(journal):
    options = {"countries": [make.make_country()], "authors": [make.make_author()]}
    together = make.make_draft(journal, "A bridge", slug="together", **options)
    one_by_one = make.make_draft(journal, "A bridge", slug="one-by-one", **options)
    notes = [NoteDraft("correction", "It is longer.")]
    first = together.get_latest_revision()
    second = make.edit(together, title="A longer bridge").get_latest_revision()
    bulk.publish_many([bulk.Item(first), bulk.Item(second, notes=notes, summary="Longer.")], imported=False)
    make.publish_draft(one_by_one)
    make.publish_draft(make.edit(one_by_one, title="A longer bridge"), notes=notes, summary="Longer.")
    heads = [
        list(Entry.objects.filter(article=article).values_list("position", "type", "change_class", "version", "people"))
        for article in (together, one_by_one)
    ]
    assert heads[0] == heads[1]
    rows = index_rows()
    for column in ("title", "status", "search_text", "search_people", "search_names", "language", "published_on"):
        assert rows[together.pk][0][column] == rows[one_by_one.pk][0][column]
    assert rows[together.pk][2:] == rows[one_by_one.pk][2:]
    assert [str(finding) for finding in verify()] == []


def test_pictures_are_copied_to_the_record(journal):
    image = make.make_image()
    draft = make.make_draft(journal, lead_image=image, lead_alt="A bridge")
    bulk.publish_many([bulk.Item(draft.get_latest_revision())])
    kept = RecordImage.objects.get(spec="original")
    assert storages["record"].open(kept.file).read() == image.file.open().read()
    assert [str(finding) for finding in verify()] == []


def test_imported_versions_do_not_change_the_date_that_readers_see(journal):
    day = timezone.localdate().replace(year=2019, day=2)
    revisions = three_revisions(journal, published_on=day)
    WaitingNote.objects.create(page_id=int(revisions[0].object_id), kind="correction", text="It said otherwise.")
    bulk.publish_many(bulk.Item(revision) for revision in revisions)
    publication = Publication.objects.get()
    assert publication.substantive_at == publication.published_at
    assert publication.published_at.date() == day
    assert publication.last_note["imported"]
    assert [str(finding) for finding in verify()] == []


def test_refused_items_are_returned_and_the_others_are_published(journal):
    nameless = make.make_draft(journal)
    nameless.title = " "
    items = [bulk.Item(nameless.save_revision(clean=False)), bulk.Item(make.make_draft(journal).get_latest_revision())]
    outcome = bulk.publish_many(items)
    assert len(outcome.versions) == 1
    assert [(item, refusal.code) for item, refusal in outcome.refused] == [(items[0], "no_title")]
    assert not ArticlePage.objects.get(pk=nameless.pk).live
    assert Publication.objects.count() == 1


def test_an_error_rolls_back_its_batch_only_and_ends_the_write_permission(journal):
    items = [bulk.Item(make.make_draft(journal).get_latest_revision()) for _number in range(4)]

    def fail(publication, **kwargs):
        if publication.article_id == items[3].article_id:
            raise ValueError("the outbox is full")

    recorded.connect(fail)
    try:
        with pytest.raises(ValueError, match="outbox"):
            bulk.publish_many(items, batch_size=2)
    finally:
        recorded.disconnect(fail)
    assert Version.objects.count() == 2
    assert not Permit.objects.exists()
    assert [str(finding) for finding in verify()] == []


def test_a_batch_is_one_transaction_and_the_signal_is_sent_once_for_each_article(journal, monkeypatch):
    opened, heard = [], []
    real = bulk.allow_record_writes
    monkeypatch.setattr(bulk, "allow_record_writes", lambda: opened.append(1) or real())

    def listen(publication, entries, **kwargs):
        heard.append((publication.title, len(entries)))

    recorded.connect(listen)
    try:
        bulk.publish_many(bulk.Item(revision) for revision in three_revisions(journal))
    finally:
        recorded.disconnect(listen)
    assert opened == [1]
    assert heard == [("The longest bridge", 3)]
