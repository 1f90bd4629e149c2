"""Fixtures for the tests of restrictions that are acts."""

import pytest

from articles.models import ArticlePage, JournalPage
from tests import factories as make

from .helpers import restrict_by_code


@pytest.fixture
def articles(journal) -> list[ArticlePage]:
    """Two public articles of the journal."""
    return [make.make_article(journal, title) for title in ("One", "Two")]


@pytest.fixture
def private() -> JournalPage:
    """A journal that people who have logged in can read, without articles."""
    journal = make.make_journal("Private")
    restrict_by_code(journal)
    return JournalPage.objects.get(pk=journal.pk)


@pytest.fixture
def article(journal) -> ArticlePage:
    """A public article of the journal, at /tideline/a-bridge/."""
    return make.make_article(journal, "A bridge")
