"""Fixtures that the tests of articles share."""

import pytest

from tests import factories as make


@pytest.fixture
def journal():
    """A public journal at /tideline/."""
    return make.make_journal()


@pytest.fixture
def article(journal):
    """A public article at /tideline/a-bridge/."""
    return make.make_article(journal, "A bridge")


@pytest.fixture
def editor(client):
    """A logged-in editor with a public name."""
    user = make.make_user("editor", public="Standards desk")
    client.force_login(user)
    return user
