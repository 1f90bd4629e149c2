"""Rebuilding the index from the record."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.search.backends import get_search_backend

from articles.record.models import Address, Byline, Mention, Publication, Version
from articles.record.rebuild import rebuild
from articles.record.transactions import allow_record_writes
from articles.record.verify import verify
from articles.record.verify.rows import COLUMNS
from tests import factories as make
from tests.articles.record.random_edits import RandomEdits
from tests.articles.record.tampering import tamper
from tests.soak import size

pytestmark = pytest.mark.django_db


def index_rows() -> dict:
    """Return every row of the index by article, without its primary key."""
    rows = {}
    for row in Publication.objects.order_by("pk"):
        rows[row.article_id] = (
            {column: getattr(row, column) for column in COLUMNS},
            set(row.addresses.values_list("site_id", "path", "current")),
            set(row.mentions.values_list("entity_id", flat=True)),
            set(row.bylines.values_list("author_id", "position", "role")),
        )
    return rows


def empty_index() -> None:
    with transaction.atomic(), allow_record_writes():
        for model in (Address, Mention, Byline, Publication):
            model.objects.all().delete()


def found_by(words: str) -> list[int]:
    results = get_search_backend().search(words, Publication.objects.all())
    return [publication.article_id for publication in results]


SEEDS = [*range(6), *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(6, size(100, sample=12)))]


@pytest.mark.parametrize("seed", SEEDS)
def test_after_random_edits_the_rebuilt_rows_equal_those_written_edit_by_edit(seed):
    RandomEdits(seed).make(14)
    written = index_rows()
    order = list(written)
    assert [str(finding) for finding in verify()] == []
    empty_index()
    assert rebuild().written == len(written)
    assert index_rows() == written
    assert list(index_rows()) == order
    assert [str(finding) for finding in verify()] == []


def test_rebuilding_again_changes_nothing_and_keeps_the_keys():
    RandomEdits(7).make(8)
    keys = set(Publication.objects.values_list("pk", flat=True))
    written = index_rows()
    assert rebuild().written == 0
    assert rebuild().written == 0
    assert set(Publication.objects.values_list("pk", flat=True)) == keys
    assert index_rows() == written


def test_changed_rows_are_corrected_and_the_others_are_left_unchanged():
    journal = make.make_journal()
    article = make.make_article(journal, "A bridge", countries=[make.make_country("BY")])
    other = make.make_article(journal, "A tunnel")
    make.publish_draft(make.edit(article, slug="the-bridge"))
    written = index_rows()
    with transaction.atomic(), allow_record_writes():
        Publication.objects.filter(article=article).update(
            title="Forged", status="withdrawn", substantive_at="2001-01-01T00:00Z"
        )
        Mention.objects.filter(publication__article=article).delete()
        Address.objects.filter(path="/tideline/a-bridge/").update(publication=make.publication_of(other))
        Address.objects.filter(path="/tideline/the-bridge/").update(current=False)
    assert rebuild().written == 2
    assert index_rows() == written


def test_an_address_assigned_to_another_article_is_corrected():
    journal = make.make_journal()
    first, second = make.make_article(journal, "A bridge"), make.make_article(journal, "A tunnel")
    written = index_rows()
    with transaction.atomic(), allow_record_writes():
        Address.objects.filter(publication__article=second).update(current=False)
        Address.objects.filter(publication__article=first).update(publication=make.publication_of(second))
    rebuild()
    assert index_rows() == written


def test_search_finds_rebuilt_articles():
    journal = make.make_journal()
    article = make.make_article(journal, "A zeppelin")
    empty_index()
    assert found_by("zeppelin") == []
    rebuild()
    assert found_by("zeppelin") == [article.pk]


def test_a_chain_that_does_not_verify_is_skipped_and_reported():
    journal = make.make_journal()
    article, other = make.make_article(journal, "A bridge"), make.make_article(journal, "A tunnel")
    version = Version.objects.get(article=article)
    forged = version.text.replace("A bridge", "B bridge")
    tamper("UPDATE record_version SET text = %s WHERE entry_id = %s", forged, version.pk)
    with transaction.atomic(), allow_record_writes():
        Publication.objects.filter(article=other).update(title="Forged")
    out = StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("rebuild_publications", stdout=out)
    assert failure.value.returncode == 1
    assert f"article {article.pk}" in out.getvalue()
    assert make.publication_of(article).title == "A bridge"
    assert make.publication_of(other).title == "A tunnel"


def test_a_rebuild_counts_what_it_checked_wrote_and_removed(journal):
    make.make_article(journal)
    rebuilt = rebuild()
    assert (rebuilt.articles, rebuilt.written, rebuilt.removed, rebuilt.skipped) == (1, 0, 0, [])
    out = StringIO()
    call_command("rebuild_publications", stdout=out)
    assert out.getvalue()
