"""A record written before its second migration is valid after it, and accepts new versions."""

from pathlib import Path

import pytest
from django.core.management import call_command

from articles.models import ArticlePage
from articles.record import triggers
from articles.record.models import Entry, Version
from tests import factories as make

TWIN = Path(__file__).parents[1] / "importing" / "texts" / "twin.txt"


@pytest.fixture
def revert_second_migration(transactional_db):
    """A function that reverts the record's second migration; all migrations are applied again after the test."""
    yield lambda: call_command("migrate", "record", "0001", verbosity=0)
    call_command("migrate", verbosity=0)


def test_a_record_from_before_the_triggers_verifies_and_accepts_new_versions(revert_second_migration, client, capsys):
    journal = make.make_journal("The Long Frontier", slug="the-long-frontier")
    article = make.make_article(journal, "A bridge", countries=[make.make_country("BY")], lead_image=make.make_image())
    make.publish_draft(make.edit(article, title="The bridge"))
    call_command("import_article", str(TWIN), journal=journal.slug, title="Imported", date="2023-05-12", publish=True)
    texts = list(Version.objects.order_by("pk").values_list("text", flat=True))

    revert_second_migration()
    assert triggers.installed_triggers() == []
    call_command("migrate", verbosity=0)

    assert triggers.missing_triggers() == []
    assert list(Version.objects.order_by("pk").values_list("text", flat=True)) == texts
    call_command("verify_record")
    assert "The record is in order" in capsys.readouterr().out
    assert Entry.objects.filter(type="version", change_class="").count() == 1
    assert "Unclassified" in client.get("/the-long-frontier/a-bridge/versions/").content.decode()
    make.publish_draft(make.edit(ArticlePage.objects.get(pk=article.pk), title="Third"), change_class="update")
    assert client.get("/the-long-frontier/a-bridge/versions/3/").status_code == 200
