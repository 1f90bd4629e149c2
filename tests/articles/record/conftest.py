"""Fixtures for the tests of the record."""

import pytest

from articles.models import ArticlePage
from articles.record.models import Entry, Status, Version
from tests import factories as make

ADDRESS = "/tideline/a-bridge/"


@pytest.fixture(scope="module")
def article_id(module_rows):
    with module_rows():
        article = make.make_article(make.make_journal(), "The first title", slug="a-bridge")
        make.publish_draft(make.edit(article, title="The second title"), change_class="update")
        return article.pk


@pytest.fixture
def article(article_id, db):
    """Two versions; readers have “The second title”. Made once for each module."""
    return ArticlePage.objects.get(pk=article_id)


@pytest.fixture
def unchanged(article, client):
    """Check that page, versions, publication and chain have not changed."""
    texts = list(Version.objects.filter(article=article).values_list("number", "text"))
    entries = list(Entry.objects.filter(article=article).values_list("position", "digest"))

    def check() -> None:
        assert list(Version.objects.filter(article_id=article.pk).values_list("number", "text")) == texts
        assert list(Entry.objects.filter(article_id=article.pk).values_list("position", "digest")) == entries
        publication = make.publication_of(article)
        assert (publication.version.number, publication.status) == (2, Status.PUBLIC)
        assert publication.current_address.path == ADDRESS
        client.logout()
        page = client.get(ADDRESS)
        assert page.status_code == 200
        assert "The second title" in page.content.decode()

    return check
