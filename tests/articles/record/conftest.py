"""Fixtures for the tests of the record."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from articles.models import ArticlePage
from articles.record.models import Entry, Status, Version
from tests import factories as make
from tests import pictures

from .old_pictures import make_image

ADDRESS = "/tideline/a-bridge/"
# Where pictures are cleaned when they are stored.
CLEANING = (
    "articles.models.images.clean_picture",
    "articles.record.image_sources.clean_picture",
    "articles.record.images.clean_picture",
)


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


@pytest.fixture
def files(settings, tmp_path) -> Path:
    """Folders of uploaded files for one test; returns the one that readers can reach."""
    folder = tmp_path / "media"
    storages = {name: {**options} for name, options in settings.STORAGES.items()}
    storages["record"]["OPTIONS"] = {**storages["record"]["OPTIONS"], "location": str(folder / "record")}
    private = {**storages["record_private"]["OPTIONS"], "location": str(tmp_path / "private")}
    storages["record_private"]["OPTIONS"] = private
    settings.MEDIA_ROOT, settings.STORAGES = str(folder), storages
    return folder


@pytest.fixture
def as_before(monkeypatch) -> Callable[[], AbstractContextManager[None]]:
    """A context in which pictures are stored as they were before they were cleaned."""

    @contextmanager
    def context() -> Iterator[None]:
        with monkeypatch.context() as patch:
            for name in CLEANING:
                patch.setattr(name, lambda content: content)
            patch.setattr("articles.record.picture_names.is_clean", lambda content: True)
            yield

    return context


@pytest.fixture
def old_article(as_before) -> ArticlePage:
    """An article from before, whose second version has no picture any longer."""
    with as_before():
        article = make.make_article(make.make_journal(), "A bridge", lead_image=make_image(pictures.jpeg()))
        make.publish_draft(make.edit(article, title="A long bridge"))
        make.publish_draft(make.edit(article, lead_image=None))
    return article
