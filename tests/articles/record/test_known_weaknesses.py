"""Weaknesses found in other public correction workflows, which do not exist here."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from articles.models import ArticlePage
from articles.models.append_only import AppendOnlyError
from articles.record.models import Note
from articles.record.notes import NoteDraft, add_note
from tests import factories as make

pytestmark = pytest.mark.django_db
ADDRESS = "/tideline/a-bridge/"


def test_a_published_note_cannot_be_changed(article):
    add_note(article, NoteDraft("correction", "It is 25 tonnes."), user=None)
    note = Note.objects.get(article=article)
    for values in ({"text": "{}"}, {"kind": "update"}, {"number": 9}):
        with pytest.raises(AppendOnlyError):
            Note.objects.filter(pk=note.pk).update(**values)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE record_entry SET version = 1")


def test_a_newer_draft_does_not_lose_a_note(article, client):
    draft = make.edit(article, title="A newer draft")
    add_note(article, NoteDraft("correction", "It is 25 tonnes."), user=None)
    assert "It is 25 tonnes." in client.get(ADDRESS).content.decode()
    make.publish_draft(draft, change_class="update")
    assert "It is 25 tonnes." in client.get(ADDRESS).content.decode()


def test_a_superseded_version_is_kept_when_revisions_are_purged(article, client):
    call_command("purge_revisions", "--days", "0", verbosity=0)
    answer = client.get(f"{ADDRESS}versions/1/")
    assert answer.status_code == 200
    assert "The first title" in answer.content.decode()


def test_overwriting_a_revision_changes_no_version(article, unchanged):
    revision = article.live_revision
    revision.content["title"] = "Overwritten"
    revision.save()
    unchanged()


def test_a_superseded_version_keeps_the_snippets_that_readers_saw(client):
    disclaimer = make.make_disclaimer("<p>Old words of the editors.</p>")
    author = make.make_author("Ilinca Drăgan", bio="<p>Old bio.</p>")
    journal = make.make_journal("Estuary", disclaimers=[disclaimer])
    article = make.make_article(journal, "A bridge", authors=[author])
    make.publish_draft(make.edit(article, title="The bridge"), change_class="update")
    disclaimer.text, author.bio = "<p>New words.</p>", "<p>New bio.</p>"
    disclaimer.save()
    author.save()
    words = client.get("/estuary/a-bridge/versions/1/").content.decode()
    assert "Old words of the editors." in words
    assert "Old bio." in words
    assert "New words." not in words


def test_publishing_an_old_revision_keeps_all_notes(article, client):
    old = article.revisions.order_by("created_at").first()
    add_note(article, NoteDraft("correction", "It is 25 tonnes."), user=None)
    draft = old.as_object()
    draft.save_revision()
    make.publish_draft(ArticlePage.objects.get(pk=article.pk), change_class="update")
    words = client.get(ADDRESS).content.decode()
    assert "The first title" in words
    assert "It is 25 tonnes." in words
