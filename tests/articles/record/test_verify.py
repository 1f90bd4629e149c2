"""Verification of the record: every way in which a row or file can be changed is found."""

import json
from io import StringIO

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import transaction

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
from tests.articles.record.verifying import found, run_command

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def article_id(module_rows):
    with module_rows():
        article = make.make_article(
            make.make_journal(),
            "A bridge",
            authors=[make.make_author()],
            countries=[make.make_country()],
            lead_image=make.make_image(),
        )
        note = NoteDraft("correction", "It is longer.")
        make.publish_draft(make.edit(article, title="A longer bridge"), notes=[note])
        return article.pk


@pytest.fixture
def article(article_id, db):
    """An article with two versions, a note, an image, a country and an author. Made once for the module."""
    return ArticlePage.objects.get(pk=article_id)


@pytest.fixture
def journal(article):
    return article.get_parent().specific


def test_an_unchanged_record_has_no_findings(article):
    lines, status = run_command()
    assert status == 0
    assert len(lines) == 1
    assert "1 articles, 3 entries, " in lines[0]


def test_a_changed_text_is_reported_with_article_and_entry(article):
    version = Version.objects.get(article=article, number=1)
    tamper(
        "UPDATE record_version SET text = %s WHERE entry_id = %s",
        version.text.replace("A bridge", "A Bridge"),
        version.pk,
    )
    finding, consequence = verify()
    assert (finding.article, finding.uid, finding.position) == (article.pk, str(version.entry.uid), 1)
    assert "text does not match its digest" in finding.message
    assert [consequence] == found(2, "do not account for every difference")
    assert run_command() == ([str(finding), str(consequence)], 1)
    assert str(finding).startswith(f"article {article.pk} ({version.entry.uid}), entry 1: ")


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
    assert found(2, "head does not match its digest")


def test_an_entry_that_was_rewritten_with_its_digest_breaks_the_link_from_the_next(article):
    entry = Entry.objects.get(article=article, position=1)
    entry.people = {"published": ["Somebody else"], "approved": []}
    tamper(
        "UPDATE record_entry SET people = %s, digest = %s WHERE id = %s",
        json.dumps(entry.people),
        digest(head(entry)),
        entry.pk,
    )
    [finding] = verify()
    assert (finding.article, finding.position) == (article.pk, 2)
    assert "does not follow from the entry before" in finding.message


def test_a_gap_left_by_a_deleted_entry_is_reported(article):
    entry = Entry.objects.get(article=article, position=2)
    with without_triggers():
        first = Version.objects.get(article=article, number=1)
        sql("UPDATE record_publication SET version_id = %s", first.pk)
        sql("DELETE FROM record_version WHERE entry_id = %s", entry.pk)
        sql("DELETE FROM record_entry WHERE id = %s", entry.pk)
    assert found(3, "position 2 was expected")
    assert found(3, "refers to version 2, readers had version 1")


def test_a_missing_text_is_reported(article):
    note = Note.objects.get(article=article)
    tamper("DELETE FROM record_note WHERE entry_id = %s", note.pk)
    assert found(3, "text of this note is missing")


def test_a_text_that_is_not_json_is_reported_and_does_not_stop_the_check(article, journal):
    other = make.make_article(journal, "A tunnel")
    for changed in (article, other):
        tamper("UPDATE record_version SET text = '{' WHERE article_id = %s", changed.pk)
    assert {finding.article for finding in found(1, "cannot be read")} == {article.pk, other.pk}


def test_a_text_in_another_order_of_keys_is_not_canonical(article):
    version = Version.objects.get(article=article, number=2)
    value = dict(reversed(json.loads(version.text).items()))
    tamper("UPDATE record_version SET text = %s WHERE entry_id = %s", json.dumps(value), version.pk)
    assert found(2, "not in canonical form")


@pytest.mark.parametrize(
    ("statement", "position", "words"),
    [
        ("UPDATE record_version SET number = 5 WHERE number = 2", 2, "version 5 "),
        ("UPDATE record_note SET number = 5", 3, "note 5 "),
        ("UPDATE record_note SET kind = 'update'", 3, "kind"),
        ("UPDATE record_publication SET title = 'Forged'", None, "title 'Forged'"),
        ("UPDATE record_publication SET status = 'withdrawn'", None, "status 'withdrawn'"),
        ("UPDATE record_address SET path = '/elsewhere/'", None, "address /tideline/a-bridge/ is missing"),
        ("DELETE FROM record_mention", None, "mention of entity"),
        ("DELETE FROM record_byline", None, "byline of author"),
        ("UPDATE wagtailcore_page SET live = FALSE WHERE slug = 'a-bridge'", None, "page is not live"),
    ],
)
def test_every_other_mismatch_is_reported(article, statement, position, words):
    tamper(statement)
    assert article.pk in {finding.article for finding in found(position, words)}, list(map(str, verify()))


def test_a_missing_publication_is_reported(article):
    with transaction.atomic(), allow_record_writes():
        publication = make.publication_of(article)
        for model in (Mention, Byline):
            model.objects.all().delete()
        publication.addresses.all().delete()
        publication.delete()
    assert found(None, "no publication")
    assert found(None, "page is live")


def test_a_missing_or_changed_file_is_reported_for_each_version_that_shows_it(article, journal):
    files = storages["record"]
    original = RecordImage.objects.get(spec="original")
    content = files.open(original.file).read()
    files.delete(original.file)
    assert found(1, "FileNotFoundError")
    assert found(2, "FileNotFoundError")
    with files.open(original.file, "wb") as file:
        file.write(content[:-1] + b"?")
    assert found(1, f"the bytes of the file {original.file}")
    with files.open(original.file, "wb") as file:
        file.write(content)
    assert list(verify()) == []


def test_a_missing_size_of_an_image_is_reported(article):
    tamper("DELETE FROM record_recordimage WHERE spec LIKE 'width-480%%'")
    assert found(1, "“width-480|format-webp|webpquality-80”")


def test_images_of_the_library_can_be_deleted(article):
    EditorialImage.objects.all().delete()
    assert list(verify()) == []


def test_a_missing_trigger_is_reported(article):
    triggers.drop_triggers()
    assert found(None, "fence_record_version_update")
    triggers.install_triggers()
    assert list(verify()) == []


def test_a_leftover_write_permission_is_reported(article):
    sql("INSERT INTO record_permit (id) VALUES (999)")
    assert found(None, "record_permit")


def test_one_article_is_checked_by_page_id_or_permanent_id(article, journal):
    other = make.make_article(journal, "A tunnel")
    tamper("UPDATE record_publication SET title = 'Forged' WHERE article_id = %s", other.pk)
    assert run_command(article=str(article.pk))[1] == 0
    for options in ({"article": str(other.pk)}, {"article": str(make.publication_of(other).uid)}, {}):
        lines, status = run_command(**options)
        assert (len(lines), status) == (1, 1)


@pytest.mark.parametrize("named", ["999999", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_article_is_an_error_that_names_it(article, named):
    with pytest.raises(CommandError, match=named):
        call_command("verify_record", article=named)


def test_the_command_shows_progress(article, monkeypatch):
    monkeypatch.setattr(verify_record, "SECONDS_BETWEEN_LINES", 0)
    err = StringIO()
    call_command("verify_record", stdout=StringIO(), stderr=err)
    assert "1 articles, 3 entries, " in err.getvalue()


def test_the_number_of_queries_is_independent_of_the_number_of_versions(
    article, journal, django_assert_max_num_queries
):
    for number in range(5):
        make.publish_draft(make.edit(article, title=f"Title {number}"))
    with django_assert_max_num_queries(25):
        assert list(verify()) == []


def test_totals_count_each_file_once(article):
    totals = Totals()
    assert list(verify(totals=totals)) == []
    assert (totals.articles, totals.entries, totals.versions) == (1, 3, 2)
    assert totals.files == RecordImage.objects.values("file").distinct().count()


def test_a_forged_chain_with_recomputed_digests_differs_from_the_index(article):
    """An attacker who can write every table can write a new chain; the index, the files and a backup then differ."""
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
    assert found(None, "title 'A longer bridge'")


def test_a_note_without_a_new_version_verifies(article):
    add_note(article, NoteDraft("update", "More."), user=None)
    assert list(verify()) == []


def rewrite_version(article: ArticlePage, number: int, *, without: tuple[str, ...] = (), **changes) -> None:
    """Change the text of the newest version, and its digests with it, as an attacker who can write everything would.

    without: keys that are removed.
    """
    version = Version.objects.select_related("entry").get(article=article, number=number)
    content = {**json.loads(version.text), **changes}
    text = canonical_json({key: value for key, value in content.items() if key not in without})
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


@pytest.fixture
def changed_article(article):
    """A third version: another headline and another standfirst. The newest entry of the chain."""
    make.publish_draft(make.edit(article, title="A bridge again", standfirst="It is open."), change_class="update")
    assert list(verify()) == []
    return article


def stored_changes(article: ArticlePage, number: int) -> list:
    return json.loads(Version.objects.get(article=article, number=number).text)["changes"]


def test_a_version_names_the_places_of_its_changes(changed_article):
    assert stored_changes(changed_article, 1) == []
    [change] = stored_changes(changed_article, 2)
    assert (change["class"], change["note"]) == ("correction", 1)
    [change] = stored_changes(changed_article, 3)
    assert (change["class"], change["note"]) == ("update", 0)
    assert {spot[0] for spot in change["spots"]} == {"/title", "/standfirst"}


def test_a_difference_that_no_change_of_a_version_names_is_reported(changed_article):
    [change] = stored_changes(changed_article, 3)
    for left_out in change["spots"]:
        kept = [spot for spot in change["spots"] if spot != left_out]
        rewrite_version(changed_article, 3, changes=[{**change, "spots": kept}])
        assert len(list(verify())) == 1
        assert found(4, "do not account for every difference")


@pytest.mark.parametrize(
    "changes",
    [
        [],
        [{"spots": [["", ""]]}],
        [{"spots": "everything"}],
        [{"spots": [{}]}],
        [{}],
        [None],
        "update",
        {"spots": []},
        7,
    ],
)
def test_changes_that_name_nothing_or_are_malformed_are_reported(changed_article, changes):
    rewrite_version(changed_article, 3, changes=changes)
    assert found(4, "its text cannot be read") or found(4, "do not account for every difference")


def test_a_version_whose_changes_were_not_classed_is_reported_unless_it_was_imported(changed_article):
    rewrite_version(changed_article, 3, changes=None)
    assert found(4, "were not classed")


def test_a_version_in_an_older_format_than_its_head_is_reported(changed_article):
    rewrite_version(changed_article, 3, format=1, without=("approval", "changes", "judge"))
    assert found(4, "older than its head")
