"""Fixtures for the tests of corrections."""

import pytest

from tests import factories as make


@pytest.fixture
def changed(article):
    """A public article with a draft that changes its title."""
    return make.edit(article, title="A longer bridge")
