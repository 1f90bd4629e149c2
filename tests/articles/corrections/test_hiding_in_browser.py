"""The forms that hide articles, in a browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.record.models import Publication
from articles.record.models.change_classes import PROTECTED_SENTENCES
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


def test_the_withdrawal_form_shows_what_readers_will_see(open_page, journal):
    page = open_page()
    Editor(page).log_in("editor")
    article = journal.get_children().get()
    page.goto(f"{reverse('corrections:withdraw')}?id={article.pk}")
    preview = page.locator("[data-preview]")
    expect(preview).to_be_empty()
    page.locator("[name=reason]").fill("A source invented the figures.")
    expect(preview).to_have_text("A source invented the figures.")
    page.locator("[name=cause]").select_option("privacy")
    expect(preview).to_have_text(str(PROTECTED_SENTENCES["privacy"]))
    assert serious_problems(page) == []
