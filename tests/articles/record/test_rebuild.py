from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from wagtail.search.backends import get_search_backend

from articles.record import triggers
from articles.record.models import Address, Byline, Mention, Publication, Version
from articles.record.rebuild import rebuild
from articles.record.transactions import allow_record_writes
from articles.record.verify import verify
from articles.record.verify.rows import COLUMNS
from tests import factories as make
from tests.articles.record.random_changes import RandomChanges
from tests.soak import size

pytestmark = pytest.mark.django_db


def index_rows() -> dict:
    """Every row of the index, without its key."""
    found = {}
    for row in Publication.objects.order_by("pk"):
        found[row.article_id] = (
            {column: getattr(row, column) for column in COLUMNS},
            set(row.addresses.values_list("site_id", "path", "current")),
            set(row.mentions.values_list("entity_id", flat=True)),
            set(row.bylines.values_list("author_id", "position", "role")),
        )
    return found


def empty_index() -> None:
    with transaction.atomic(), allow_record_writes():
        for model in (Address, Mention, Byline, Publication):
            model.objects.all().delete()


def found_by(words: str) -> list[int]:
    results = get_search_backend().search(words, Publication.objects.all())
    return [publication.article_id for publication in results]


SEEDS = [*range(6), *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(6, size(100, sample=12)))]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_index_rebuilt_from_the_chains_is_the_one_that_publishing_wrote(seed):
    RandomChanges(seed).run(14)
    written = index_rows()
    order = list(written)
    assert [str(finding) for finding in verify()] == []
    empty_index()
    assert rebuild().written == len(written)
    assert index_rows() == written
    assert list(index_rows()) == order
    assert [str(finding) for finding in verify()] == []


def test_rebuilding_a_correct_index_changes_nothing_and_keeps_the_keys():
    RandomChanges(7).run(8)
    keys = set(Publication.objects.values_list("pk", flat=True))
    written = index_rows()
    assert rebuild().written == 0
    assert rebuild().written == 0
    assert set(Publication.objects.values_list("pk", flat=True)) == keys
    assert index_rows() == written


def test_changed_rows_are_corrected():
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


def test_an_address_moved_to_another_article_is_restored():
    journal = make.make_journal()
    first, second = make.make_article(journal, "A bridge"), make.make_article(journal, "A tunnel")
    written = index_rows()
    with transaction.atomic(), allow_record_writes():
        Address.objects.filter(publication__article=second).update(current=False)
        Address.objects.filter(publication__article=first).update(publication=make.publication_of(second))
    rebuild()
    assert index_rows() == written


def test_the_search_index_is_rebuilt():
    journal = make.make_journal()
    article = make.make_article(journal, "A zeppelin")
    empty_index()
    assert found_by("zeppelin") == []
    rebuild()
    assert found_by("zeppelin") == [article.pk]


def test_an_article_with_an_invalid_chain_is_skipped_and_reported():
    journal = make.make_journal()
    article, other = make.make_article(journal, "A bridge"), make.make_article(journal, "A tunnel")
    version = Version.objects.get(article=article)
    triggers.drop_triggers()
    with connection.cursor() as cursor:
        forged = version.text.replace("A bridge", "B bridge")
        cursor.execute("UPDATE record_version SET text = %s WHERE entry_id = %s", [forged, version.pk])
    triggers.install_triggers()
    with transaction.atomic(), allow_record_writes():
        Publication.objects.filter(article=other).update(title="Forged")
    out = StringIO()
    with pytest.raises(CommandError, match="1 skipped"):
        call_command("rebuild_publications", stdout=out)
    assert f"article {article.pk}" in out.getvalue()
    assert make.publication_of(article).title == "A bridge"
    assert make.publication_of(other).title == "A tunnel"


def test_the_command_prints_how_many_articles_it_changed():
    make.make_article(make.make_journal())
    out = StringIO()
    call_command("rebuild_publications", stdout=out)
    assert "1 articles checked, 0 written, 0 removed." in out.getvalue()
