"""Fixtures for the tests of public pages."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.models import JournalPage
from tests.factories import make_journal


@pytest.fixture
def journal(db: None) -> JournalPage:
    """The journal at `/tideline/`."""
    return make_journal()


@pytest.fixture
def get_page(client: Client) -> Callable[..., BeautifulSoup]:
    """A function that requests a path and returns the page; it checks the status, 200 by default."""

    def get(path: str, status: int = 200) -> BeautifulSoup:
        response = client.get(path)
        assert response.status_code == status, path
        return BeautifulSoup(response.content, "html.parser")

    return get
