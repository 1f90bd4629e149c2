"""A redaction that is killed leaves nothing of it, or everything; running it again finishes it."""

import pytest

from articles.models import ArticlePage
from articles.record.models import Entry, Permit, RecordImage
from articles.record.redaction.acts import finish_interrupted
from articles.record.redaction.instructions import PLANNED, read
from articles.record.redaction.run import redact_picture, redact_words
from articles.record.verify import verify
from tests import factories as make
from tests.articles.record.killing import kill_at
from tests.articles.record.redaction.conftest import NAME, SLUG, add_copies, make_named_article
from tests.articles.record.redaction.searching import tables_with
from tests.articles.record.redaction.test_redact_picture import record_files
from tests.soak import size

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

EVERY = [25, pytest.param(size(1, sample=5), marks=pytest.mark.soak)]


@pytest.mark.parametrize("every", EVERY)
def test_a_killed_redaction_leaves_nothing_or_everything(every):
    article = add_copies(make_named_article())
    before = tables_with(NAME, SLUG)
    entries = Entry.objects.count()

    def run() -> None:
        redact_words(ArticlePage.objects.get(pk=article.pk), NAME, cause="court")

    fatal, outcomes = 1, set()
    while kill_at(run, fatal):
        assert not Permit.objects.exists()
        assert [str(finding) for finding in verify()] == []
        complete = Entry.objects.count() > entries
        assert tables_with(NAME, SLUG) == (set() if complete else before), f"killed before statement {fatal}"
        outcomes.add(complete)
        fatal += every
    assert False in outcomes
    finish_interrupted()
    assert tables_with(NAME, SLUG) == set()
    assert Entry.objects.count() == entries + 1
    assert all(instruction["state"] != PLANNED for instruction in read())


def test_files_of_a_picture_are_deleted_after_a_kill_between_commit_and_deletion():
    image = make.make_image(colour=(4, 5, 6))
    make.make_article(make.make_journal(), "A bridge", slug="a-bridge", lead_image=image)
    [original] = originals()

    def run() -> None:
        redact_picture(original, cause="privacy")

    steps = 0
    while kill_at(run, steps := steps + 20):
        assert [str(finding) for finding in verify()] == []
    finish_interrupted()
    assert originals() == set()
    assert not any(original in name for name in record_files())


def originals() -> set[str]:
    return set(RecordImage.objects.values_list("original", flat=True))
