"""The picture files of hidden articles are moved out of the public storage, and back."""

import threading

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection, transaction
from wagtail.models import PageViewRestriction

from articles.record import withheld
from articles.record.models import ImageUse, Publication, RecordImage
from articles.record.privacy.decisions import open_page
from articles.record.publish import publish
from articles.record.transactions import allow_record_writes, lock_article
from articles.record.verify import verify
from articles.record.withdraw import withdraw
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def after_commit(django_capture_on_commit_callbacks):
    """A function that calls another one and runs what it left for after the commit."""

    def run(function, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return function(*args, **kwargs)

    return run


def make_pictured(journal, title: str = "A bridge", colour=(10, 20, 30), **fields):
    return make.make_article(journal, title, lead_image=make.make_image(colour=colour), **fields)


def names_of(article) -> set[str]:
    originals = ImageUse.objects.filter(publication__article=article).values("original")
    return set(RecordImage.objects.filter(original__in=originals).values_list("file", flat=True))


def places(article) -> set[str]:
    """Return in which storages the files of an article's pictures are."""
    found = set()
    for name in names_of(article):
        found |= {"public"} if storages["record"].exists(name) else set()
        found |= {"private"} if storages["record_private"].exists(f"withheld/{name}") else set()
    return found


def restrict(page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def set_private(article, *, private: bool) -> None:
    """Write what the acts will write that make an article private."""
    with transaction.atomic(), allow_record_writes():
        Publication.objects.filter(article=article).update(private=private)
        withheld.follow_visibility(Publication.objects.filter(article=article).values_list("pk", flat=True))


def test_pictures_of_a_journal_that_becomes_private_are_withheld_and_return_with_it(journal, after_commit):
    article = make_pictured(journal)
    assert places(article) == {"public"}
    after_commit(restrict, journal)
    assert places(article) == {"private"}
    assert list(verify()) == []
    after_commit(open_page, journal)
    assert places(article) == {"public"}
    assert list(verify()) == []


def test_pictures_of_an_article_that_the_record_makes_private_are_withheld(journal, after_commit):
    article = make_pictured(journal)
    after_commit(set_private, article, private=True)
    assert places(article) == {"private"}
    after_commit(set_private, article, private=False)
    assert places(article) == {"public"}


@pytest.mark.parametrize(
    ("cause", "expected"),
    [
        ("privacy", {"private"}),
        ("safety", {"private"}),
        ("legal", {"private"}),
        ("error", {"public"}),
        ("", {"public"}),
    ],
)
def test_the_cause_of_a_withdrawal_decides_whether_pictures_are_withheld(journal, after_commit, cause, expected):
    article = make_pictured(journal)
    after_commit(withdraw, article, cause=cause)
    assert places(article) == expected
    assert list(verify()) == []


def test_pictures_of_all_versions_are_back_before_the_commit_that_reinstates_an_article(journal, after_commit):
    article = make_pictured(journal)
    make.publish_draft(make.edit(article, lead_image=make.make_image(colour=(90, 0, 0))))
    after_commit(withdraw, article, cause="privacy")
    assert places(article) == {"private"}
    publish(make.edit(article).get_latest_revision(), reinstate=True)
    assert "public" in places(article)
    assert all(storages["record"].exists(name) for name in names_of(article))
    assert withheld.sync_all() == len(names_of(article))
    assert places(article) == {"public"}


def test_a_picture_that_another_article_shows_stays_public(journal, after_commit):
    article, other = make_pictured(journal), make_pictured(journal, "A tunnel")
    assert names_of(article) == names_of(other)
    after_commit(withdraw, article, cause="safety")
    assert places(article) == {"public"}
    after_commit(withdraw, other, cause="legal")
    assert places(article) == {"private"}


def test_a_new_article_puts_back_a_picture_that_was_withheld(journal, after_commit):
    article = make_pictured(journal)
    after_commit(withdraw, article, cause="privacy")
    other = after_commit(make_pictured, journal, "A tunnel")
    assert places(other) == {"public"}
    assert list(verify()) == []


def test_a_new_version_of_a_private_article_leaves_no_public_file(journal, after_commit):
    article = make_pictured(journal)
    after_commit(restrict, journal)
    figure = {"alt": "", "caption": "", "credit": "", "width": "column", "image": make.make_image(colour=(0, 90, 0))}
    after_commit(make.publish_draft, make.edit(article, body=[("image", figure)], lead_image=article.lead_image))
    assert places(article) == {"private"}


def test_pictures_of_an_article_moved_under_a_private_journal_are_withheld(journal, after_commit):
    article, private = make_pictured(journal), make.make_journal("Private")
    restrict(private)
    after_commit(article.move, private, pos="last-child")
    assert places(article) == {"private"}


def test_moving_files_again_moves_none_and_a_copy_that_was_left_is_deleted(journal, after_commit):
    article = make_pictured(journal)
    after_commit(withdraw, article, cause="privacy")
    assert withheld.sync_all() == 0
    # A process ended after it had copied a file and before it deleted the other one.
    name = sorted(names_of(article))[0]
    withheld.copy_file(name, public=True)
    assert "readers can load" in " ".join(map(str, verify()))
    assert withheld.sync_all() == 1
    assert places(article) == {"private"}


def test_the_command_moves_what_an_ended_process_has_left(journal):
    article = make_pictured(journal)
    # Without the callbacks after the commit, as when the process ends there.
    with transaction.atomic(), allow_record_writes():
        Publication.objects.filter(article=article).update(private=True)
    call_command("sync_record_files", verbosity=0)
    assert places(article) == {"private"}
    with transaction.atomic(), allow_record_writes():
        Publication.objects.filter(article=article).update(private=False)
    assert "withheld, but" in " ".join(map(str, verify()))
    call_command("sync_record_files", verbosity=0)
    assert places(article) == {"public"}


def test_a_file_that_cannot_be_moved_does_not_undo_the_act(journal, after_commit, monkeypatch):
    article = make_pictured(journal)

    def fail(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(withheld, "move_file", fail)
    after_commit(withdraw, article, cause="privacy")
    assert make.publication_of(article).status == "withdrawn"
    assert places(article) == {"public"}


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_files_are_not_withheld_while_an_article_is_published_that_shows_them(journal):
    article = make_pictured(journal)
    name = sorted(names_of(article))[0]
    draft = make.make_draft(journal, "A tunnel", lead_image=article.lead_image)
    written, finish = threading.Event(), threading.Event()

    def publish_slowly() -> None:
        try:
            with lock_article(draft.pk):
                publish(draft.get_latest_revision())
                written.set()
                finish.wait(20)
        finally:
            connection.close()

    def hide() -> None:
        try:
            withdraw(article, cause="privacy")
        finally:
            connection.close()

    publishing, hiding = threading.Thread(target=publish_slowly), threading.Thread(target=hide)
    publishing.start()
    assert written.wait(20)
    hiding.start()
    hiding.join(1)
    finish.set()
    publishing.join(20)
    hiding.join(20)
    assert storages["record"].exists(name)
    assert list(verify()) == []
