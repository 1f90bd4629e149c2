"""The review and the withdrawal page in Chromium: narrow and wide, light and dark, by keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests import factories as make
from tests.browser.accessibility import serious_problems
from tests.browser.editor_session import Editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

NOTE = "The bridge carries 25 tonnes, not 22."
# The right edge of the widest element of the page, in CSS pixels.
WIDEST = "Math.max(...[...document.querySelectorAll('main *')].map((one) => one.getBoundingClientRect().right))"


@pytest.fixture
def article():
    """An article with a draft that changes headline, text and picture; its author has another affiliation meanwhile."""
    make.make_user("editor", public="The desk")
    author = make.make_author(affiliation="Free Port Desk")
    lead = {"lead_image": make.make_image(), "lead_alt": "A bridge"}
    body = [make.paragraph("It carries 22 tonnes."), make.paragraph("Nobody asked.")]
    article = make.make_article(make.make_journal(), "A bridge", authors=[author], body=body, **lead)
    author.affiliation = "Harbour Institute"
    author.save()
    body[0] = make.paragraph("It carries 25 tonnes.")
    return make.edit(article, title="A longer bridge", lead_image=make.make_image(colour=(20, 80, 160)), body=body)


def addresses(article) -> list[str]:
    review = reverse("corrections:review", args=[article.pk])
    return [review, f"{reverse('corrections:withdraw')}?id={article.get_parent().pk}&descendants=1"]


@pytest.mark.parametrize(("width", "dark"), [(360, False), (360, True), (1440, False), (1440, True)])
def test_both_pages_fit_and_are_accessible(article, open_page, width, dark):
    window: Page = open_page(width=width, dark=dark)
    Editor(window).log_in("editor")
    for address in addresses(article):
        window.goto(address)
        window.wait_for_load_state("networkidle")
        assert serious_problems(window) == []
        assert window.evaluate(WIDEST) <= width


def test_changes_are_reviewed_and_published_by_keyboard_alone(article, open_page):
    window: Page = open_page()
    Editor(window).log_in("editor")
    window.goto(addresses(article)[0])
    press = window.keyboard.press
    window.get_by_role("checkbox").focus()
    press("Space")
    press("Tab")
    press("Enter")
    expect(window.locator("ins", has_text="Harbour Institute")).to_be_visible()
    window.get_by_role("radio", name="A note tells readers what changed").focus()
    press("Space")
    press("Tab")
    window.keyboard.type("Correction")
    press("Tab")
    window.keyboard.type(NOTE)
    window.get_by_role("button", name="Publish", exact=True).focus()
    press("Enter")
    expect(window.get_by_text("is published as version 2")).to_be_visible()
    window.goto("/tideline/a-bridge/")
    expect(window.get_by_text(NOTE).first).to_be_visible()
    expect(window.get_by_text("Harbour Institute").first).to_be_visible()
