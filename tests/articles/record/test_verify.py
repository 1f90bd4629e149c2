import json
import sqlite3
from io import StringIO

import psycopg
import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from articles.models import ArticlePage, EditorialImage
from articles.record import triggers
from articles.record.canonical import canonical_json, digest
from articles.record.chain import head
from articles.record.management.commands import verify_record
from articles.record.models import Byline, Entry, Mention, Note, RecordImage, Version
from articles.record.notes import NoteDraft, add_note
from articles.record.transactions import allow_record_writes
from articles.record.verify import Totals, verify
from tests import factories as make
from tests.articles.record.tampering import sql, tamper, without_triggers

pytestmark = pytest.mark.django_db


@pytest.fixture
def journal():
    return make.make_journal()


@pytest.fixture
def article(journal):
    """An article with two versions, a note, a picture, a country and an author."""
    article = make.make_article(
        journal, "A bridge", authors=[make.make_author()], countries=[make.make_country()], lead_image=make.make_image()
    )
    make.publish_draft(make.edit(article, title="A longer bridge"), notes=[NoteDraft("correction", "It is longer.")])
    return ArticlePage.objects.get(pk=article.pk)


def findings(only=None) -> list[str]:
    return [str(finding) for finding in verify(only)]


def verified(**options) -> tuple[str, str]:
    """Return the output of the command and its error."""
    out = StringIO()
    try:
        call_command("verify_record", stdout=out, **options)
    except CommandError as error:
        return out.getvalue(), f"{error} Status {error.returncode}"
    return out.getvalue(), ""


def test_an_unchanged_record_is_in_order(article):
    out, refusal = verified()
    assert refusal == ""
    assert "The record is in order: 1 articles, 3 entries, " in out


def test_an_empty_record_is_in_order():
    assert verified()[1] == ""


def test_a_changed_text_is_reported_with_article_and_entry(article):
    version = Version.objects.get(article=article, number=1)
    tamper(
        "UPDATE record_version SET text = %s WHERE entry_id = %s",
        version.text.replace("A bridge", "A Bridge"),
        version.pk,
    )
    out, refusal = verified()
    assert f"article {article.pk} ({version.entry.uid}), entry 1: its text does not match its digest" in out
    assert refusal.startswith("1 mismatch in")
    assert refusal.endswith("Status 1")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("change_class", "update"),
        ("at", "2020-01-01 00:00:00+00:00"),
        ("type", "note"),
        ("imported", True),
        ("version", 7),
        ("people", '{"published": ["Somebody else"], "approved": []}'),
        ("content_digest", "0" * 64),
    ],
)
def test_a_change_of_any_field_of_an_entry_is_reported(article, column, value):
    entry = Entry.objects.get(article=article, position=2)
    tamper(f"UPDATE record_entry SET {column} = %s WHERE id = %s", value, entry.pk)
    assert any("entry 2: its head does not match its digest" in line for line in findings())


def test_an_entry_rewritten_with_its_digest_does_not_match_the_next_entry(article):
    entry = Entry.objects.get(article=article, position=1)
    entry.people = {"published": ["Somebody else"], "approved": []}
    tamper(
        "UPDATE record_entry SET people = %s, digest = %s WHERE id = %s",
        json.dumps(entry.people),
        digest(head(entry)),
        entry.pk,
    )
    assert findings() == [
        f"article {article.pk} ({entry.uid}), entry 2: "
        "it does not follow from the entry before: the digest it names is another one"
    ]


def test_a_removed_entry_is_reported_as_a_gap(article):
    entry = Entry.objects.get(article=article, position=2)
    with without_triggers():
        first = Version.objects.get(article=article, number=1)
        sql("UPDATE record_publication SET version_id = %s", first.pk)
        sql("DELETE FROM record_version WHERE entry_id = %s", entry.pk)
        sql("DELETE FROM record_entry WHERE id = %s", entry.pk)
    lines = findings()
    assert any("entry 3: position 2 was expected" in line for line in lines)
    assert any("it refers to version 2, readers had version 1" in line for line in lines)


def test_a_missing_text_is_reported(article):
    note = Note.objects.get(article=article)
    tamper("DELETE FROM record_note WHERE entry_id = %s", note.pk)
    assert any("entry 3: the text of this note is missing" in line for line in findings())


def test_a_text_that_is_not_json_is_reported_and_does_not_stop_the_check(article, journal):
    other = make.make_article(journal, "A tunnel")
    for changed in (article, other):
        tamper("UPDATE record_version SET text = '{' WHERE article_id = %s", changed.pk)
    lines = findings()
    assert any(f"article {article.pk}" in line and "cannot be read" in line for line in lines)
    assert any(f"article {other.pk}" in line and "cannot be read" in line for line in lines)


def test_a_text_in_another_order_of_keys_is_not_canonical(article):
    version = Version.objects.get(article=article, number=2)
    value = dict(reversed(json.loads(version.text).items()))
    tamper("UPDATE record_version SET text = %s WHERE entry_id = %s", json.dumps(value), version.pk)
    assert any("not in canonical form" in line for line in findings())


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE record_version SET number = 5 WHERE number = 2", "version 5 is in the place of version 2"),
        ("UPDATE record_note SET number = 5", "note 5 is in the place of note 1"),
        ("UPDATE record_note SET kind = 'update'", "number or kind of its note differ from those in its text"),
        ("UPDATE record_publication SET title = 'Forged'", "its publication has the title 'Forged'"),
        ("UPDATE record_publication SET status = 'withdrawn'", "its publication has the status 'withdrawn'"),
        ("UPDATE record_address SET path = '/elsewhere/'", "its address /tideline/a-bridge/ is missing"),
        ("DELETE FROM record_mention", "its mention of entity"),
        ("DELETE FROM record_byline", "its byline of author"),
        ("UPDATE wagtailcore_page SET live = FALSE WHERE slug = 'a-bridge'", "but its page is not live"),
    ],
)
def test_each_other_mismatch_is_reported(article, statement, words):
    tamper(statement)
    lines = findings()
    assert any(words in line and f"article {article.pk}" in line for line in lines), lines


def test_a_missing_publication_is_reported(article):
    with transaction.atomic(), allow_record_writes():
        publication = make.publication_of(article)
        for model in (Mention, Byline):
            model.objects.all().delete()
        publication.addresses.all().delete()
        publication.delete()
    lines = findings()
    assert any("it has no publication" in line for line in lines)
    assert any("its page is live, but readers cannot see it" in line for line in lines)


def test_a_live_page_without_a_publication_is_reported(journal):
    draft = make.make_draft(journal)
    ArticlePage.objects.filter(pk=draft.pk).update(live=True)
    assert findings() == [f"article {draft.pk}: its page is live, but readers cannot see it"]


def test_a_missing_or_changed_file_is_reported_for_each_version_that_shows_it(article, journal):
    files = storages["record"]
    original = RecordImage.objects.get(spec="original")
    kept = files.open(original.file).read()
    files.delete(original.file)
    lines = findings()
    assert [line for line in lines if "cannot be read (FileNotFoundError)" in line and ", entry 1:" in line]
    assert [line for line in lines if "cannot be read (FileNotFoundError)" in line and ", entry 2:" in line]
    with files.open(original.file, "wb") as file:
        file.write(kept[:-1] + b"?")
    assert any(f"the bytes of the file {original.file} have changed" in line for line in findings())
    with files.open(original.file, "wb") as file:
        file.write(kept)
    assert findings() == []


def test_a_missing_size_of_an_image_is_reported(article):
    tamper("DELETE FROM record_recordimage WHERE spec LIKE 'width-480%%'")
    assert any("no size “width-480|format-webp|webpquality-80”" in line for line in findings())


def test_deleting_images_of_the_library_does_not_affect_the_record(article):
    EditorialImage.objects.all().delete()
    assert findings() == []


def test_a_missing_trigger_is_reported(article):
    triggers.drop_triggers()
    out, refusal = verified()
    assert "the trigger fence_record_version_update is missing" in out
    assert refusal
    triggers.install_triggers()
    assert verified()[1] == ""


def test_a_committed_write_permission_is_reported(article):
    sql("INSERT INTO record_permit (id) VALUES (999)")
    assert any("record_permit has a row" in line for line in findings())


def test_one_article_is_checked_by_page_id_or_permanent_id(article, journal):
    other = make.make_article(journal, "A tunnel")
    tamper("UPDATE record_publication SET title = 'Forged' WHERE article_id = %s", other.pk)
    assert verified(article=str(article.pk))[1] == ""
    assert "1 mismatch" in verified(article=str(other.pk))[1]
    assert "1 mismatch" in verified(article=str(make.publication_of(other).uid))[1]
    assert "1 mismatch" in verified()[1]


@pytest.mark.parametrize("named", ["999999", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_article_is_an_error_that_names_it(article, named):
    with pytest.raises(CommandError, match=named):
        call_command("verify_record", article=named)


def test_progress_is_printed(article, monkeypatch):
    monkeypatch.setattr(verify_record, "SECONDS_BETWEEN_LINES", 0)
    err = StringIO()
    call_command("verify_record", stdout=StringIO(), stderr=err)
    assert "1 articles, 3 entries, " in err.getvalue()


def test_the_number_of_queries_does_not_grow_with_the_versions(article, journal, django_assert_max_num_queries):
    for number in range(5):
        make.publish_draft(make.edit(article, title=f"Title {number}"))
    with django_assert_max_num_queries(25):
        assert findings() == []


def test_totals_count_each_file_once(article):
    totals = Totals()
    assert list(verify(totals=totals)) == []
    assert (totals.articles, totals.entries, totals.versions) == (1, 3, 2)
    assert totals.files == RecordImage.objects.values("file").distinct().count()


def test_a_forged_chain_with_valid_digests_differs_from_the_index(article):
    """A person who can write all tables can write a new chain; then the index, the files and backups differ from it."""
    version = Version.objects.select_related("entry").get(article=article, number=2)
    text = canonical_json(json.loads(version.text.replace("A longer bridge", "A shorter bridge")))
    entry = version.entry
    entry.content_digest = digest(text)
    with without_triggers():
        sql("UPDATE record_version SET text = %s WHERE entry_id = %s", text, version.pk)
        sql(
            "UPDATE record_entry SET content_digest = %s, digest = %s WHERE id = %s",
            entry.content_digest,
            digest(head(entry)),
            entry.pk,
        )
    assert any("its publication has the title 'A longer bridge'" in line for line in findings())


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_byte_changed_by_a_database_client_after_dropping_the_triggers_is_reported():
    article = make.make_article(make.make_journal(), "A bridge")
    triggers.drop_triggers()
    change_one_byte()
    out, refusal = verified()
    assert f"article {article.pk}" in out
    assert "entry 1: its text does not match its digest" in out
    assert "the trigger fence_record_version_update is missing" in out
    assert refusal


def change_one_byte() -> None:
    """Change a text with the database's own client library, as a person with access to the database could."""
    statement = "UPDATE record_version SET text = replace(text, 'A bridge', 'A bridgf') WHERE number = 1"
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        with sqlite3.connect(name) as client:
            assert client.execute(statement).rowcount == 1
        client.close()
    else:
        settings = connection.settings_dict
        with psycopg.connect(
            dbname=name,
            host=settings["HOST"],
            port=settings["PORT"] or None,
            user=settings["USER"],
            password=settings["PASSWORD"],
        ) as client:
            assert client.execute(statement).rowcount == 1


def test_a_note_without_a_version_verifies(article):
    add_note(article, NoteDraft("update", "More."), user=None)
    assert findings() == []
