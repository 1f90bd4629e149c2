"""A note that was forged together with its digests is reported."""

import json

import pytest

from articles.record.canonical import canonical_json, digest
from articles.record.formats.heads import head
from articles.record.models import Note
from articles.record.notes import NoteDraft, add_note
from tests.articles.record.tampering import tamper
from tests.articles.record.verifying import found


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"amends": [{"how": "lifts", "note": 7}]}, "amends a note"),
        ({"nonce": "x" * 32}, "no nonce"),
        ({"approval": {"by": ["Chief"], "ground": "", "how": "approved", "reason": ""}}, "other people as approving"),
    ],
    ids=["amends", "nonce", "approval"],
)
def test_a_forged_note_of_a_valid_chain_is_reported(article, changes, words):
    add_note(article, NoteDraft("correction", "It is longer."), user=None)
    note = Note.objects.select_related("entry").get(article=article)
    text = canonical_json(json.loads(note.text) | changes)
    entry = note.entry
    entry.content_digest = digest(text)
    entry.digest = digest(head(entry))
    tamper("UPDATE record_note SET text = %s WHERE entry_id = %s", text, note.pk)
    columns = (entry.content_digest, entry.digest, entry.pk)
    tamper("UPDATE record_entry SET content_digest = %s, digest = %s WHERE id = %s", *columns)
    assert found(entry.position, words)
