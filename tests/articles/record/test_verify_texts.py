"""A text that was forged together with its digests is reported."""

import json

import pytest

from articles.record.canonical import canonical_json, digest
from articles.record.formats.heads import head
from articles.record.formats.notes import read_note
from articles.record.formats.versions import read_version
from articles.record.models import Act, Entry
from articles.record.notes import NoteDraft, add_note
from articles.record.privacy.decisions import Readers, restrict
from articles.record.verify import verify
from articles.record.withdraw import withdraw
from tests import factories as make
from tests.articles.record.tampering import tamper
from tests.articles.record.verifying import found


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"amends": [{"how": "lifts", "note": 7}]}, "amends a note"),
        ({"nonce": "x" * 32}, "no nonce"),
        ({"approval": {"by": ["Chief"], "ground": "", "how": "approved", "reason": ""}}, "other people as approving"),
        ({"verdict": "plain"}, "lacks or adds keys: verdict"),
        ({"access": "login"}, "is no restriction"),
        ({"since": "2026-05-12T12:05:00.000000Z"}, "is no restriction"),
    ],
    ids=["amends", "nonce", "approval", "unknown key", "access", "since"],
)
def test_a_forged_note_of_a_valid_chain_is_reported(article, changes, words):
    entry = add_note(article, NoteDraft("correction", "It is longer."), user=None)
    forge("record_note", entry, changes)
    assert found(entry.position, words)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"access": "everybody"}, "unknown readers"),
        ({"access": ""}, "unknown readers"),
        ({"since": "May"}, "the moment"),
    ],
)
def test_a_forged_restriction_of_a_valid_chain_is_reported(article, changes, words):
    restrict(article, Readers("login"), cause="members", text="For members.")
    entry = Entry.objects.get(article=article, type="restriction")
    forge("record_note", entry, changes)
    assert found(entry.position, words)


def test_a_note_that_the_changes_of_a_version_name_and_its_act_lacks_is_reported(article):
    entry = Entry.objects.get(article=article, type="version", version=2)
    changes = read_version(entry.version_row.text)["changes"]
    forge("record_version", entry, {"changes": [{**change, "note": 1} for change in changes]})
    assert found(entry.position, "a note that its act does not have")


def test_a_reinstatement_is_no_note_that_the_changes_of_its_version_can_name(article):
    withdraw(article, cause="legal", reason="By order.")
    draft = make.edit(article, title="The third title")
    make.publish_draft(draft, reinstate=True, notes=[NoteDraft("correction", "It is longer.")])
    entry = Entry.objects.get(article=article, type="version", version=3)
    assert list(verify()) == []
    [change] = read_version(entry.version_row.text)["changes"]
    version, reinstatement, note = Entry.objects.filter(act=entry.act).order_by("position")
    assert {version.type, reinstatement.type, note.type} == {"version", "return", "note"}
    forge("record_version", entry, {"changes": [{**change, "note": 2}]})
    assert found(entry.position, "a note that its act does not have")


def test_a_nonce_that_is_used_twice_is_reported(article):
    entries = [add_note(article, NoteDraft("correction", text), user=None) for text in ("It is longer.", "Again.")]
    forge("record_note", entries[1], {"nonce": read_note(entries[0].note_row.text)["nonce"]})
    assert found(entries[1].position, "the nonce of an earlier text")


def forge(table: str, entry: Entry, changes: dict) -> None:
    """Change the newest entry's text, and its digests with it."""
    row = entry.version_row if table == "record_version" else entry.note_row
    text = canonical_json(json.loads(row.text) | changes)
    entry.content_digest = digest(text)
    entry.digest = digest(head(entry))
    tamper(f"UPDATE {table} SET text = %s WHERE entry_id = %s", text, entry.pk)
    columns = (entry.content_digest, entry.digest, entry.pk)
    tamper("UPDATE record_entry SET content_digest = %s, digest = %s WHERE id = %s", *columns)


def test_the_private_row_distinguishes_two_accounts_with_one_public_name(article):
    users = [make.make_user(name, public="Standards desk") for name in ("anna", "boris")]
    entries = [add_note(article, NoteDraft("correction", user.username), user=user) for user in users]
    assert [entry.people["published"] for entry in entries] == [["Standards desk"]] * 2
    texts = [json.loads(Act.objects.get(pk=entry.act).actors) for entry in entries]
    assert [account["login"] for text in texts for account in text["accounts"]] == ["anna", "boris"]
    assert texts[0]["accounts"][0]["id"] != texts[1]["accounts"][0]["id"]
    assert list(verify(article.pk)) == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE record_act SET actors = replace(actors, 'anna', 'boris') WHERE article_id = %s", "does not match"),
        ("DELETE FROM record_act WHERE article_id = %s", "is missing"),
    ],
)
def test_a_changed_or_missing_private_row_is_reported(article, statement, words):
    entry = add_note(article, NoteDraft("correction", "It is longer."), user=make.make_user("anna"))
    tamper(statement, article.pk)
    assert found(entry.position, words)
