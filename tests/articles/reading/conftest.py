"""Fixtures for the tests of public pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.models import ArticlePage, Author
from articles.record.notes import NoteDraft
from tests import factories as make


@pytest.fixture
def get_page(client: Client) -> Callable[..., BeautifulSoup]:
    """A function that requests a path and returns the page; it checks the status, 200 by default."""

    def get(path: str, status: int = 200) -> BeautifulSoup:
        response = client.get(path)
        assert response.status_code == status, path
        return BeautifulSoup(response.content, "html.parser")

    return get


def make_corrected_article() -> ArticlePage:
    author = make.make_author("Ilinca Drăgan", bio="<p>An engineer of bridges.</p>", portrait=make.make_image())
    disclaimer = make.make_disclaimer("<p>Views are the author’s own.</p>")
    journal = make.make_journal(disclaimers=[disclaimer])
    article = make.make_article(
        journal,
        "A bridge",
        slug="a-bridge",
        standfirst="The loan is guaranteed by the Facility itself.",
        authors=[author],
        countries=[make.make_country()],
        lead_image=make.make_image(),
    )
    make.publish_draft(
        make.edit(article, standfirst="The loan is guaranteed by the Romanian treasury."),
        user=make.make_user("marius", public="Marius Kask"),
        summary="Who guarantees the loan.",
        notes=[NoteDraft("correction", "The treasury guarantees the loan.")],
    )
    return article


@pytest.fixture(scope="module")
def corrected_article_id(module_rows: Callable[[], AbstractContextManager[None]]) -> int:
    with module_rows():
        return int(make_corrected_article().pk)


@pytest.fixture
def corrected_article(corrected_article_id: int, db: None) -> ArticlePage:
    """An article at /tideline/a-bridge/ with two versions, the second with a correction. Made once for each module."""
    return ArticlePage.objects.get(pk=corrected_article_id)


@pytest.fixture
def author(corrected_article: ArticlePage) -> Author:
    """The author of `corrected_article`."""
    return corrected_article.article_authors.get().author
