import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles.models import ArticlePage
from articles.record import checks, triggers
from articles.record.acts import Decider, context_of, finish_act, new_act
from articles.record.basis import basis_of
from articles.record.chain import append_entry
from articles.record.formats.addenda import redaction_text
from articles.record.models import Act, ActKind, Addendum, DayLine, Entry, Permit, Publication, Version
from articles.record.notes import NoteDraft
from articles.record.transactions import allow_record_writes, lock_article
from tests import factories as make
from tests.articles.record.tampering import sql

KEYS = {"record_version": "entry_id", "record_note": "entry_id", "record_addendum": "entry_id"}


@pytest.fixture(scope="module")
def article_id(module_rows):
    with module_rows():
        return make_article_with_every_row().pk


@pytest.fixture
def article(article_id, db):
    """An article with a row in every table of the record. Made once for this module."""
    return ArticlePage.objects.get(pk=article_id)


def make_article_with_every_row() -> ArticlePage:
    article = make.make_article(
        make.make_journal(),
        "A bridge",
        authors=[make.make_author()],
        countries=[make.make_country()],
        lead_image=make.make_image(),
    )
    make.publish_draft(make.edit(article, title="A longer bridge"), notes=[NoteDraft("correction", "It is longer.")])
    add_redaction_and_day_line(article)
    connection.check_constraints()  # PostgreSQL empties no table while it still has checks to make
    return article


def add_redaction_and_day_line(article) -> None:
    text = redaction_text(cause="legal", on="2026-06-01", order="", text="", touched=[])
    with lock_article(article.pk) as current:
        publication = make.publication_of(article)
        act = new_act(
            current,
            ActKind.REDACTION,
            Decider(),
            basis_of(publication, publication.article_id),
            uid=publication.uid,
            at=timezone.now(),
        )
        context = context_of(act, publication.uid, timezone.now())
        entry = append_entry(context, type="redaction", text=text, version=2, change_class="")
        Addendum(entry=entry, article=current, text=text).save()
        finish_act(act, timezone.now())
        DayLine(day=timezone.now().date(), digest="0" * 64, chains=1).save()


def assert_rejected(statement: str, message: str, *values) -> None:
    with pytest.raises(IntegrityError, match=re.escape(message)), transaction.atomic():
        sql(statement, *values)


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def change(table: str) -> str:
    key = KEYS.get(table, "id")
    return f"UPDATE {table} SET {key} = {key}"


@pytest.mark.parametrize("table", triggers.CHAIN)
def test_rows_of_the_chain_can_be_inserted_by_the_record_only_and_never_changed(article, table):
    before = count(table)
    assert before
    assert_rejected(f"INSERT INTO {table} SELECT * FROM {table}", triggers.SERVICE)
    assert_rejected(change(table), triggers.KEPT)
    assert_rejected(f"DELETE FROM {table}", triggers.KEPT)
    with transaction.atomic(), allow_record_writes():
        assert_rejected(change(table), triggers.KEPT)
        assert_rejected(f"DELETE FROM {table}", triggers.KEPT)
    assert count(table) == before


@pytest.mark.parametrize("table", triggers.INDEX)
def test_rows_of_the_index_can_be_written_by_the_record_only(article, table):
    before = count(table)
    assert before
    assert_rejected(f"INSERT INTO {table} SELECT * FROM {table}", triggers.SERVICE)
    assert_rejected(change(table), triggers.SERVICE)
    assert_rejected(f"DELETE FROM {table}", triggers.SERVICE)
    with transaction.atomic(), allow_record_writes():
        sql(change(table))
    assert count(table) == before


def test_a_text_can_be_replaced_only_with_a_write_permission_for_its_entry(article):
    first, second = Version.objects.filter(article=article).values_list("pk", flat=True)
    with transaction.atomic():
        permit = Permit.objects.create(entry=first)
        sql("UPDATE record_version SET text = 'x' WHERE entry_id = %s", first)
        assert_rejected("UPDATE record_version SET text = 'x' WHERE entry_id = %s", triggers.KEPT, second)
        assert_rejected("UPDATE record_version SET entry_id = 0 WHERE entry_id = %s", triggers.KEPT, first)
        assert_rejected("INSERT INTO record_note SELECT * FROM record_note", triggers.SERVICE)
        permit.delete()
    assert Version.objects.get(pk=first).text == "x"


def test_pictures_can_be_replaced_only_with_a_write_permission_for_pictures(article):
    with transaction.atomic():
        permit = Permit.objects.create(entry=0, pictures=True)
        sql(change("record_recordimage"))
        sql("DELETE FROM record_recordimage")
        permit.delete()
    assert count("record_recordimage") == 0


def test_an_act_that_has_been_carried_out_is_kept_and_its_person_can_be_deleted(article):
    assert Act.objects.filter(article=article, state="done").count() == 3
    assert_rejected("UPDATE record_act SET actors = '{}'", triggers.KEPT)
    assert_rejected("UPDATE record_act SET state = 'cancelled'", triggers.KEPT)
    assert_rejected("DELETE FROM record_act", triggers.KEPT)
    sql("UPDATE record_act SET decided_by_id = NULL")


@pytest.mark.postgresql
@pytest.mark.parametrize("table", [*triggers.CHAIN, *triggers.INDEX])
def test_no_table_of_the_record_can_be_truncated(article, table):
    assert_rejected(f"TRUNCATE {table} CASCADE", triggers.KEPT)
    with transaction.atomic(), allow_record_writes():
        assert_rejected(f"TRUNCATE {table} CASCADE", triggers.KEPT)


@pytest.mark.postgresql
def test_truncating_pages_does_not_truncate_the_record(article):
    assert_rejected("TRUNCATE wagtailcore_page CASCADE", triggers.KEPT)


def test_writes_through_the_orm_are_rejected_with_the_same_message(article):
    with pytest.raises(IntegrityError, match=re.escape(triggers.SERVICE)), transaction.atomic():
        Publication.objects.update(title="Forged")
    with pytest.raises(IntegrityError, match=re.escape(triggers.SERVICE)), transaction.atomic():
        Entry.objects.bulk_create(
            [Entry(article=article, uid=make.publication_of(article).uid, position=9, version=1, at=timezone.now())]
        )


def test_an_article_cannot_become_live_past_the_record(article):
    revision = make.edit(article, title="Unseen").latest_revision_id
    assert_rejected(
        "UPDATE wagtailcore_page SET live_revision_id = %s WHERE id = %s", triggers.LIVE, revision, article.pk
    )
    draft = make.make_draft(make.make_journal("Frontier"))
    assert_rejected(
        "UPDATE wagtailcore_page SET live = %s, live_revision_id = %s WHERE id = %s",
        triggers.LIVE,
        True,
        draft.latest_revision_id,
        draft.pk,
    )


def test_other_changes_of_pages_are_allowed(article):
    ArticlePage.objects.filter(pk=article.pk).update(title="Desk only", draft_title="Draft", locked=True)
    ArticlePage.objects.filter(pk=article.pk).update(live_revision=None)
    ArticlePage.objects.filter(pk=article.pk).update(live=False)
    journal = make.make_journal("Frontier")
    journal.title = "The Frontier"
    journal.save_revision().publish()
    assert make.publication_of(article).title == "A longer bridge"


def test_the_system_check_names_missing_and_disabled_triggers(article):
    assert triggers.missing_triggers() == []
    assert checks.check_triggers(None, databases=["default"]) == []
    triggers.drop_triggers()
    names = triggers.missing_triggers()
    assert {"fence_record_version_update", "fence_record_note_delete", "fence_wagtailcore_page_update"} <= set(names)
    assert len(checks.check_triggers(None, databases=["default"])) == len(names)
    triggers.install_triggers()
    assert triggers.missing_triggers() == []
    if connection.vendor == "postgresql":
        sql("ALTER TABLE record_version DISABLE TRIGGER fence_record_version_update")
        assert triggers.missing_triggers() == ["fence_record_version_update"]
        sql("ALTER TABLE record_version ENABLE TRIGGER fence_record_version_update")
