"""The review and the withdrawal form in a browser: narrow and wide, light and dark, by keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests import factories as make
from tests.browser.accessibility import serious_problems, show_in
from tests.browser.editor import Editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

NOTE = "The bridge carries 25 tonnes, not 22."
# The right edge of the rightmost element, in CSS pixels.
RIGHT_EDGE = (
    "Math.max(...[...document.querySelectorAll('main *')].map((element) => element.getBoundingClientRect().right))"
)


@pytest.fixture
def article():
    """An article with a draft that changes title, text and image, whose author has got another affiliation."""
    make.make_user("editor", public="Standards desk")
    author = make.make_author(affiliation="Free Port Desk")
    lead = {"lead_image": make.make_image(), "lead_alt": "A bridge"}
    body = [make.paragraph("It carries 22 tonnes."), make.paragraph("Nobody asked.")]
    article = make.make_article(make.make_journal(), "A bridge", authors=[author], body=body, **lead)
    author.affiliation = "Harbour Institute"
    author.save()
    body[0] = make.paragraph("It carries 25 tonnes.")
    return make.edit(article, title="A longer bridge", lead_image=make.make_image(colour=(20, 80, 160)), body=body)


def review_url(article) -> str:
    return reverse("corrections:review", args=[article.pk])


def withdraw_url(article) -> str:
    return f"{reverse('corrections:withdraw')}?id={article.get_parent().pk}&descendants=1"


def test_the_pages_fit_the_window_and_are_accessible(article, open_page):
    window: Page = open_page()
    Editor(window).log_in("editor")
    act = make.schedule(make.make_draft(article.get_parent(), "Later"))
    pages = [review_url(article), withdraw_url(article), reverse("corrections:acts")]
    pages.append(reverse("corrections:act", args=[act.pk]))
    for url in pages:
        window.goto(url)
        window.wait_for_load_state("networkidle")
        for width, dark in ((1440, False), (1440, True), (360, True), (360, False)):
            show_in(window, width=width, dark=dark)
            assert serious_problems(window) == [], (url, width, dark)
            assert window.evaluate(RIGHT_EDGE) <= width, (url, width)


def test_changes_are_reviewed_and_published_by_keyboard(article, open_page):
    window: Page = open_page()
    editor = Editor(window)
    editor.log_in("editor")
    window.goto(review_url(article))
    press = window.keyboard.press
    window.get_by_role("checkbox").focus()
    press("Space")
    press("Tab")
    press("Enter")
    expect(window.locator("ins", has_text="Harbour Institute")).to_be_visible()
    window.locator("[name=change_class][value=note]").focus()
    press("Space")
    press("Tab")
    window.keyboard.type("Correction")
    press("Tab")
    window.keyboard.type(NOTE)
    window.locator(".review-actions [type=submit]").focus()
    press("Enter")
    editor.expect_published("/tideline/a-bridge/")
    window.goto("/tideline/a-bridge/")
    expect(window.get_by_text(NOTE).first).to_be_visible()
    expect(window.get_by_text("Harbour Institute").first).to_be_visible()
