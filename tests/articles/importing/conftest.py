"""Fixtures for the tests of the importer."""

import pytest

from articles.models import JournalPage
from tests.factories import make_disclaimer, make_journal

from .helpers import STATEMENT


@pytest.fixture
def journal(db) -> JournalPage:
    statement = make_disclaimer(f"<p>{STATEMENT}</p>", title="Statement")
    return make_journal("The Long Frontier", slug="frontier", disclaimers=[statement])
