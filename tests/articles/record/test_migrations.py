"""A record that was written before the triggers existed keeps working after their migrations."""

from pathlib import Path

import pytest
from django.core.management import call_command

from articles.models import ArticlePage
from articles.record import triggers
from articles.record.models import Entry, Version
from articles.record.verify import verify
from tests import factories as make
from tests.articles.record.exporting import write_as_format_1

TWIN = Path(__file__).parents[1] / "importing" / "texts" / "twin.txt"


@pytest.fixture
def migrate_back(transactional_db):
    """Return a function that reverts the database to the first migration; all migrations are applied afterwards."""
    yield lambda: call_command("migrate", "record", "0001", verbosity=0)
    call_command("migrate", verbosity=0)


def test_a_record_from_before_the_triggers_migrates_verifies_and_can_be_published_to(migrate_back, client):
    journal = make.make_journal("The Long Frontier", slug="the-long-frontier")
    article = make.make_article(journal, "A bridge", countries=[make.make_country("BY")], lead_image=make.make_image())
    make.publish_draft(make.edit(article, title="The bridge"))
    call_command("import_article", str(TWIN), journal=journal.slug, title="Imported", date="2023-05-12", publish=True)
    for page in ArticlePage.objects.all():
        write_as_format_1(page)
    texts = list(Version.objects.order_by("pk").values_list("text", flat=True))

    migrate_back()
    assert triggers.installed_triggers() == []
    call_command("migrate", verbosity=0)

    assert triggers.missing_triggers() == []
    assert list(Version.objects.order_by("pk").values_list("text", flat=True)) == texts
    assert list(verify()) == []
    assert Entry.objects.filter(type="version", change_class="").count() == 1
    assert "Unclassified" in client.get("/the-long-frontier/a-bridge/versions/").content.decode()
    make.publish_draft(make.edit(ArticlePage.objects.get(pk=article.pk), title="Third"), change_class="update")
    assert client.get("/the-long-frontier/a-bridge/versions/3/").status_code == 200
