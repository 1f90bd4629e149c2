"""A database from before keeps working after the migrations: its record, and what was scheduled."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision

from articles.models import ArticlePage
from articles.record import triggers
from articles.record.formats.notes import read_note
from articles.record.models import Act, Entry, Note, Publication, Version
from articles.record.verify import verify
from articles.record.withdraw import withdraw
from tests import factories as make
from tests.articles.record.exporting import write_as_format_1
from tests.articles.record.tampering import sql

TWIN = Path(__file__).parents[1] / "importing" / "texts" / "twin.txt"


@pytest.fixture
def migrate_back(transactional_db):
    """Return a function that reverts the database to a migration; all migrations are applied afterwards."""
    yield lambda name: call_command("migrate", "record", name, verbosity=0)
    call_command("migrate", verbosity=0)


def test_a_record_from_before_the_triggers_migrates_verifies_and_can_be_published_to(migrate_back, client):
    journal = make.make_journal("The Long Frontier", slug="the-long-frontier")
    article = make.make_article(journal, "A bridge", countries=[make.make_country("BY")], lead_image=make.make_image())
    make.publish_draft(make.edit(article, title="The bridge"))
    call_command("import_article", str(TWIN), journal=journal.slug, title="Imported", date="2023-05-12", publish=True)
    for page in ArticlePage.objects.all():
        write_as_format_1(page)
    texts = list(Version.objects.order_by("pk").values_list("text", flat=True))

    migrate_back("0001")
    assert triggers.installed_triggers() == []
    call_command("migrate", verbosity=0)

    assert triggers.missing_triggers() == []
    assert list(Version.objects.order_by("pk").values_list("text", flat=True)) == texts
    assert list(verify()) == []
    assert Entry.objects.filter(type="version", change_class="").count() == 1
    assert "Unclassified" in client.get("/the-long-frontier/a-bridge/versions/").content.decode()
    make.publish_draft(make.edit(ArticlePage.objects.get(pk=article.pk), title="Third"), change_class="update")
    assert client.get("/the-long-frontier/a-bridge/versions/3/").status_code == 200
    formats = list(Entry.objects.filter(article=article).values_list("format", flat=True))
    assert formats == [1, 1, 2]
    assert list(verify()) == []


def test_what_was_scheduled_before_there_were_acts_is_carried_out_as_it_was_decided(migrate_back):
    journal, user = make.make_journal(), make.make_user()
    changed, first, expiring, failed = (make.make_draft(journal, f"Article {number}") for number in range(4))
    for article in (changed, expiring, failed):
        make.publish_draft(article)
    withdrawn = make.make_article(journal, "Withdrawn")
    withdraw(withdrawn, cause="legal", reason="A court’s order.")
    drafts = {article: make.edit(article, title=f"{article.title}, later") for article in (changed, first, failed)}
    past = timezone.now() - timedelta(minutes=1)
    for draft in (drafts[changed], drafts[first]):
        Revision.objects.filter(pk=draft.latest_revision_id).update(approved_go_live_at=past)
    Page.objects.filter(pk=expiring.pk).update(expire_at=past)
    for page in ArticlePage.objects.all():
        write_as_format_1(page)
    before = {row.pk: list(row.image_uses.values_list("original")) for row in Publication.objects.all()}

    migrate_back("0003")
    for article, waits in ((changed, ""), (failed, "Superseded.")):
        sql(
            "INSERT INTO record_decision (article_id, revision, supersedes, change_class, summary, note_kind, "
            "note_text, take, at, user_id, waits) "
            "VALUES (%s, %s, 1, '', 'Longer.', 'update', 'Later.', '[]', %s, %s, %s)",
            article.pk, drafts[article].latest_revision_id, past, user.pk, waits,
        )  # fmt: skip  # the values in the order of the columns
    sql(
        "INSERT INTO record_expiryreason (article_id, cause, reason) VALUES (%s, 'expired', 'It is over.')", expiring.pk
    )
    call_command("migrate", verbosity=0)

    assert {act.article_id: act.state for act in Act.objects.all()} == {
        changed.pk: "waiting",
        first.pk: "waiting",
        expiring.pk: "waiting",
        failed.pk: "attention",
    }
    assert Publication.objects.get(article_id=withdrawn.pk).hidden_cause == "legal"
    assert {row.pk: list(row.image_uses.values_list("original")) for row in Publication.objects.all()} == before
    assert list(verify(withdrawn.pk)) == []
    call_command("publish_scheduled")
    assert make.publication_of(changed).version.number == 2
    assert make.publication_of(changed).version.entry.change_class == "update"
    assert make.publication_of(first).version.number == 1
    assert make.publication_of(failed).version.number == 1
    assert read_note(Note.objects.get(article=expiring).text)["text"] == "It is over."
    assert list(verify()) == []
