"""A backup from before a redaction has it applied again, without a list of words."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from articles.record.canonical import digest
from articles.record.models import Entry, ImageUse, Version
from articles.record.redaction.instructions import pending_mark, read
from articles.record.redaction.reapply import reapply
from articles.record.redaction.run import redact_picture, redact_words
from articles.record.verify import verify
from tests import factories as make
from tests.articles.record.redaction.conftest import NAME, SLUG, add_copies, make_named_article
from tests.articles.record.redaction.searching import files_with, tables_with

pytestmark = pytest.mark.django_db

ORDER = {"cause": "court", "order": "12 O 34/26", "text": "A name."}


@pytest.fixture
def named_article(db):
    """The article of conftest.py, but only in the tests that ask for it: the others look for words in every table."""
    return add_copies(make_named_article())


@contextmanager
def undone() -> Iterator[None]:
    """Undo at its end what the block changes in the database, as the restore of an older backup does."""

    class Undo(Exception):
        pass

    try:
        with transaction.atomic():
            yield
            raise Undo
    except Undo:
        pass


def test_the_file_is_private_and_has_no_words(named_article, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        redact_words(named_article, NAME, **ORDER)
    assert stat.S_IMODE(os.stat(settings.REDACTIONS_FILE).st_mode) == 0o600
    content = Path(settings.REDACTIONS_FILE).read_text()
    assert not any(words in content.lower() for words in ("kowalski", SLUG, "jan"))
    assert [instruction["state"] for instruction in read()] == ["done"]
    assert files_with(NAME, SLUG) == set()


def test_a_redaction_is_applied_again_with_the_same_texts(named_article):
    with undone():
        redact_words(named_article, NAME, **ORDER)
        after = [digest(text) for text in Version.objects.order_by("number").values_list("text", flat=True)]
        path = make.publication_of(named_article).card["path"]
    assert "record_version" in tables_with(NAME)
    result = reapply()
    assert (result.articles, result.problems) == (1, [])
    assert [digest(text) for text in Version.objects.order_by("number").values_list("text", flat=True)] == after
    assert make.publication_of(named_article).card["path"] == path
    assert tables_with(NAME, SLUG) == set()
    assert [str(finding) for finding in verify()] == []
    assert Entry.objects.order_by("position").last().type == "redaction"


def test_a_backup_with_fewer_entries_is_redacted_as_far_as_it_goes(db):
    article = make_named_article()
    with undone():
        add_copies(article)
        redact_words(article, NAME, **ORDER)
    assert reapply().problems == []
    assert tables_with(NAME, SLUG) == set()
    assert [str(finding) for finding in verify()] == []


def test_several_redactions_of_one_article_are_applied_in_order(named_article):
    with undone():
        redact_words(named_article, NAME, **ORDER)
        redact_words(named_article, "1,240 metres", **ORDER)
    assert reapply().problems == []
    assert tables_with(NAME, "1,240") == set()


def test_applying_again_what_is_applied_changes_nothing(named_article):
    redact_words(named_article, NAME, **ORDER)
    redact_words(named_article, "1,240 metres", **ORDER)
    count = Entry.objects.count()
    result = reapply()
    assert (result.articles, result.problems) == (0, [])
    assert Entry.objects.count() == count


def test_a_picture_is_redacted_again(db):
    image = make.make_image(colour=(7, 7, 7))
    make.make_article(make.make_journal(), lead_image=image)
    [original] = {use.original for use in ImageUse.objects.all()}
    with undone():
        redact_picture(original, **ORDER)
    assert tables_with(original)
    assert reapply().articles == 1
    assert tables_with(original) == set()


def test_an_article_that_the_backup_does_not_have_is_left_out(db):
    with undone():
        redact_words(make_named_article(), NAME, **ORDER)
    assert reapply().problems == []


def test_an_article_that_is_a_draft_in_the_backup_is_a_problem_for_a_person(db):
    draft = make.make_draft(make.make_journal(), f"On {NAME}")
    with undone():
        make.publish_draft(draft)
        redact_words(draft, NAME, **ORDER)
    assert len(reapply().problems) == 1


def test_a_text_that_fits_neither_before_nor_after_is_a_problem(named_article):
    with undone():
        redact_words(named_article, NAME, **ORDER)
    instructions = Path(settings.REDACTIONS_FILE)
    instructions.write_text(instructions.read_text().replace('"before": "', '"before": "0'))
    assert reapply().problems
    pending_mark().touch()
    with pytest.raises(CommandError) as failed:
        call_command("redact", reapply="")
    assert failed.value.returncode == 1
    assert pending_mark().exists()


def test_the_mark_of_a_restored_backup_is_removed_when_all_is_applied(named_article):
    with undone():
        redact_words(named_article, NAME, **ORDER)
    pending_mark().touch()
    with pytest.raises(CommandError):
        call_command("redact", NAME, article=str(named_article.pk), cause="court", yes=True)
    call_command("redact", reapply="")
    assert not pending_mark().exists()
    assert tables_with(NAME, SLUG) == set()
