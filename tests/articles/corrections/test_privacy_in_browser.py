"""The form that makes a page private, in a browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.record.models import Publication
from tests import factories as make
from tests.browser.accessibility import serious_problems
from tests.browser.editor import Editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

WORDS = "It is read by the members from now on."


@pytest.fixture
def journal(journal):
    make.make_user("editor", public="Standards desk")
    make.make_article(journal, "A bridge")
    return journal


@pytest.mark.parametrize("width", [375, 1280])
def test_from_wagtails_dialog_to_a_private_journal(open_page, journal, width):
    page = open_page(width=width)
    Editor(page).log_in("editor")
    page.goto(reverse("wagtailadmin_pages:edit", args=[journal.pk]))
    switch = page.get_by_role("button", name="Change privacy")
    expect(page.get_by_role("button", name="Toggle status").or_(switch).first).to_be_visible()
    if not switch.first.is_visible():
        page.get_by_role("button", name="Toggle status").click()
    switch.first.click()
    page.get_by_role("link", name="Make it private…").click()
    expect(page.locator("[data-preview]")).to_be_empty()
    page.locator("[name=cause][value=members]").check()
    expect(page.locator("[data-preview]")).to_have_text("For members from now on")
    page.locator("[name=text]").fill(WORDS)
    expect(page.locator("[data-preview]")).to_have_text(WORDS)
    page.locator("[name=access][value=login]").check()
    assert serious_problems(page) == []
    page.get_by_role("button", name="Make it private").click()
    expect(page.locator(".messages .success")).to_be_visible()
    assert not Publication.objects.public().exists()
