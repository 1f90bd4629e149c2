"""Fixtures that the tests of entities share."""

import pytest
from django.test import Client

from articles.models import ArticlePage
from entities.models import Country
from tests.factories import make_draft, make_journal, make_user


@pytest.fixture
def belarus(db) -> Country:
    return Country.objects.get(alpha2="BY")


@pytest.fixture
def russia(db) -> Country:
    return Country.objects.get(alpha2="RU")


@pytest.fixture
def editor(client: Client) -> Client:
    """A client logged in as an editor."""
    client.force_login(make_user("editor", "Editors"))
    return client


@pytest.fixture
def article(belarus: Country) -> ArticlePage:
    """A draft that is tagged with Belarus."""
    return make_draft(make_journal(), countries=[belarus])
