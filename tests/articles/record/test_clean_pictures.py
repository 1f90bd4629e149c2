"""`manage.py clean_pictures`: pictures from before they were cleaned when they are stored."""

import threading
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from articles.models import EditorialImage
from articles.record import clock
from articles.record.images import ORIGINAL, RecordImages, save_row
from articles.record.models import Permit, RecordImage
from articles.record.prepare import prepare
from articles.record.publish import PublishOptions
from articles.record.schedule import carry_out_due, schedule_publication
from articles.record.transactions import allow_picture_changes, lock_article
from articles.record.verify import verify
from articles.record.verify.findings import FindingKind
from tests import pictures
from tests.factories import edit, make_article, make_draft, make_journal, publication_of, publish_draft

from .old_pictures import KINDS, clean_pictures, dirty, found, lead, make_image, stored, updates

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]


# A picture with 16 bits of grey could not be published before.
@pytest.mark.parametrize("name", sorted(KINDS.keys() - {"grey16.png"}))
def test_pictures_from_before_are_cleaned_without_a_change_of_any_article(
    name, files, as_before, client, django_capture_on_commit_callbacks
):
    with as_before():
        image = make_image(KINDS[name](), name)
        image.get_rendition("width-48")
        article = make_article(make_journal(), "A bridge", lead_image=image, lead_alt="Bridge")
        publish_draft(edit(article, title="A long bridge"))
    before = lead(article)
    with django_capture_on_commit_callbacks(execute=True):
        clean_pictures()
    assert dirty(files) == []
    assert not list(verify())
    assert updates(article) == []
    publish_draft(edit(article, title="A longer bridge"))
    assert lead(article) == before
    assert client.get("/tideline/a-bridge/").status_code == 200
    for source in RecordImages([before]).srcset(before, "lead")["srcset"].split(", "):
        assert (files / source.split()[0].removeprefix("/media/")).is_file()


def test_the_verification_lists_pictures_with_metadata(old_article):
    listed = found(FindingKind.METADATA)
    # The original and the picture for shared links keep metadata, in each of the two versions that show them.
    assert {finding.position for finding in listed} == {1, 2}
    assert len(listed) == 4
    assert all("clean_pictures" in finding.message for finding in listed)
    assert not found(FindingKind.MISMATCH)


def test_a_dry_run_lists_files_with_their_versions_and_changes_nothing(old_article, files):
    before, rows = stored(files), list(RecordImage.objects.values())
    lines = clean_pictures(dry_run=True)
    assert stored(files) == before
    assert list(RecordImage.objects.values()) == rows
    record = [line for line in lines if line.startswith("article")]
    assert len(record) == 2
    uid = publication_of(old_article).uid
    assert all(line.startswith(f"article {old_article.pk} ({uid}), versions 1, 2: ") for line in record)
    assert [line for line in lines if line.startswith("library: original_images/bridge.jpg")]


def test_a_picture_of_no_version_is_reported_as_such(files, as_before, django_capture_on_commit_callbacks):
    with as_before():
        make_image(pictures.jpeg())
    (files / "original_images" / "unused.png").write_bytes(pictures.png())
    with django_capture_on_commit_callbacks(execute=True):
        lines = clean_pictures()
    assert dirty(files) == []
    assert (files / "original_images" / "unused.png").is_file()
    cleaned = {line.split(":")[1].strip() for line in lines if line.startswith("library: ")}
    assert cleaned == {"original_images/bridge.jpg", "original_images/unused.png"}


def test_a_cleaned_original_is_still_checked(old_article, files, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        clean_pictures()
    row = RecordImage.objects.get(spec=ORIGINAL)
    assert (row.cleaned_from, row.original) == (row.original, row.cleaned_from)
    assert not row.file.startswith(row.original)
    file = files / "record" / row.file
    content = file.read_bytes()
    file.write_bytes(content + b"x")
    assert found(FindingKind.MISMATCH)
    file.write_bytes(content)
    with transaction.atomic(), allow_picture_changes():
        RecordImage._base_manager.filter(pk=row.pk).update(cleaned_from="0" * 64)
    assert [finding for finding in found(FindingKind.MISMATCH) if "recorded as the file" in finding.message]


def test_running_it_again_changes_nothing(old_article, files, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        clean_pictures()
    before, rows = stored(files), list(RecordImage.objects.values())
    with django_capture_on_commit_callbacks(execute=True):
        assert len(clean_pictures()) == 1
    assert stored(files) == before
    assert list(RecordImage.objects.values()) == rows


def test_files_that_an_interrupted_run_has_left_are_reported_and_cleaned(
    old_article, files, django_capture_on_commit_callbacks
):
    """Without the callbacks: the process was killed after each commit, before the old file was deleted."""
    clean_pictures()
    assert len([name for name in dirty(files) if name.startswith("record/")]) == 2
    assert len(found(FindingKind.METADATA)) == 4
    assert [finding for finding in verify() if "not deleted" in finding.message]
    with django_capture_on_commit_callbacks(execute=True):
        clean_pictures()
    assert dirty(files) == []
    assert not list(verify())


@pytest.mark.parametrize("step", ["store_file", "allow_picture_changes"])
def test_a_run_that_stops_at_any_step_can_be_repeated(
    old_article, files, step, monkeypatch, django_capture_on_commit_callbacks
):
    def stop(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(f"articles.record.clean.record.{step}", stop)
        with pytest.raises(KeyboardInterrupt):
            clean_pictures()
    assert not found(FindingKind.MISMATCH)
    with django_capture_on_commit_callbacks(execute=True):
        clean_pictures()
    assert dirty(files) == []
    assert not list(verify())


def test_only_the_record_was_cleaned_before_the_run_stopped(
    old_article, files, monkeypatch, django_capture_on_commit_callbacks
):
    """The library is still as before: no article has an update, and the library gets the bytes of the record."""
    image = EditorialImage.objects.get()
    with django_capture_on_commit_callbacks(execute=True), monkeypatch.context() as patch:
        patch.setattr("articles.record.clean.clean_library", lambda *args, **options: iter(()))
        clean_pictures()
    other = make_article(publication_of(old_article).journal, lead_image=image)
    row = RecordImage.objects.get(spec=ORIGINAL)
    assert lead(other)["digest"] == row.original
    with django_capture_on_commit_callbacks(execute=True):
        clean_pictures()
    image.refresh_from_db()
    assert (files / image.file.name).read_bytes() == (files / "record" / row.file).read_bytes()
    assert updates(other) == []


def test_a_scheduled_publication_from_before_is_written_without_metadata(files, as_before):
    with as_before():
        draft = make_draft(make_journal(), lead_image=make_image(pictures.jpeg()))
        with lock_article(draft.pk):
            prepared = prepare(draft.get_latest_revision())
            schedule_publication(prepared, PublishOptions(), timezone.now() + timedelta(hours=1))
    with clock.demo_time(timezone.now() + timedelta(hours=2)):
        assert carry_out_due()
    assert not [name for name in dirty(files) if name.startswith("record/")]
    assert not list(verify())
    assert RecordImage.objects.get(spec=ORIGINAL).cleaned_from == lead(draft)["digest"]


def test_a_file_that_cannot_be_cleaned_is_reported_and_the_others_are_cleaned(
    old_article, files, django_capture_on_commit_callbacks
):
    (files / "original_images" / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe1\xff\xff" + pictures.MARKER)
    with pytest.raises(CommandError) as failed, django_capture_on_commit_callbacks(execute=True):
        clean_pictures()
    assert failed.value.returncode == 1
    assert not list(verify())


def test_files_of_pictures_cannot_be_changed_without_permission(old_article):
    row = RecordImage.objects.first()
    with pytest.raises(DatabaseError), transaction.atomic():
        RecordImage._base_manager.filter(pk=row.pk).update(file="0")


def test_permission_to_change_pictures_allows_nothing_else(old_article):
    def insert() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO record_dayline (day, digest, previous, chains) VALUES ('2026-05-01', 'x', '', 1)"
            )

    with pytest.raises(DatabaseError), transaction.atomic(), allow_picture_changes():
        insert()
    assert not Permit.objects.exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_file_is_not_replaced_while_a_publication_refers_to_it(as_before, files, monkeypatch):
    """The publication has read the file of the original, and writes a row with it, for another focal point, later."""
    with as_before():
        image = make_image(pictures.jpeg())
        article = make_article(make_journal(), lead_image=image)
    original = RecordImage.objects.get(spec=ORIGINAL)
    EditorialImage.objects.update(focal_point_x=20, focal_point_y=20, focal_point_width=10, focal_point_height=10)
    draft = edit(article, title="A long bridge")
    paused, resumed = threading.Event(), threading.Event()

    def pause(*args: object) -> RecordImage:
        if not paused.is_set():
            paused.set()
            resumed.wait(1.5)
        return save_row(*args)

    def publish_slowly() -> None:
        try:
            publish_draft(draft, accepted=frozenset({f"image:{image.uid}"}))
        finally:
            connection.close()

    monkeypatch.setattr("articles.record.images.save_row", pause)
    publication = threading.Thread(target=publish_slowly)
    publication.start()
    assert paused.wait(10)
    clean_pictures()
    resumed.set()
    publication.join(20)
    assert RecordImage.objects.filter(spec=ORIGINAL, original=original.original).count() == 2
    assert not RecordImage.objects.filter(file=original.file).exists()
    assert dirty(files) == []
    assert not list(verify())


def test_pictures_of_a_hidden_article_are_cleaned_and_stay_withheld(
    old_article, files, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=old_article.get_parent(), restriction_type="login")
    with django_capture_on_commit_callbacks(execute=True):
        clean_pictures()
    assert list(verify()) == []
    names = set(RecordImage.objects.values_list("file", flat=True))
    assert not any(storages["record"].exists(name) for name in names)
    assert all(storages["record_private"].exists(f"withheld/{name}") for name in names)
