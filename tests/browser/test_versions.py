"""The pages of versions in a browser: narrow and wide, light and dark, by keyboard, without script or colour."""

import pytest
from playwright.sync_api import Page

from articles.record.notes import NoteDraft
from tests import factories as make
from tests.browser.accessibility import serious_problems

BASE = "/tideline/a-bridge/"
PAGES = ["", "versions/", "versions/1/", "versions/1..2/"]


@pytest.fixture
def article(transactional_db):
    """Two versions that differ in words, a picture, a tag and a table; the second came with a correction."""
    table = ("table", {"columns": [{"type": "text", "heading": "Crossing"}], "rows": [{"values": ["Leova"]}]})
    article = make.make_article(
        make.make_journal(),
        "A bridge",
        slug="a-bridge",
        standfirst="The loan is guaranteed by the Facility itself, and by nobody else who was asked about it.",
        countries=[make.make_country()],
        lead_image=make.make_image(),
        body=[make.paragraph("The first span is due in October."), make.paragraph("It will be late."), table],
    )
    changes = {
        "standfirst": "The loan is guaranteed by the Romanian treasury, and by nobody else who was asked about it.",
        "lead_image": make.make_image(colour=(20, 40, 200)),
        "countries": [make.make_country("RO")],
    }
    make.publish_draft(make.edit(article, **changes), notes=[NoteDraft("correction", "The treasury guarantees it.")])
    return article


def is_as_wide_as_the_window(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("width", "dark"), [(360, False), (768, True), (1440, False), (1440, True)])
def test_every_page_fits_the_window_and_has_no_serious_problem(open_page, article, width, dark) -> None:
    page = open_page(width=width, dark=dark)
    for address in PAGES:
        page.goto(BASE + address)
        assert is_as_wide_as_the_window(page), address
        page.evaluate("document.querySelectorAll('details').forEach(element => element.open = true)")
        assert serious_problems(page) == [], address


def test_two_versions_are_chosen_and_compared_without_script(open_page, article) -> None:
    page = open_page(javascript=False)
    page.goto(f"{BASE}versions/")
    page.get_by_label("From").select_option("2")
    page.get_by_label("To").select_option("1")
    page.get_by_role("button", name="Compare").click()
    assert page.url.endswith(f"{BASE}versions/1..2/")
    assert page.get_by_role("heading", level=1).inner_text() == "From version 1 to version 2"


def test_removed_and_added_words_can_be_distinguished_without_colour(page, article) -> None:
    page.goto(f"{BASE}versions/1..2/")
    removed, added = page.locator(".hunk del").first, page.locator(".hunk ins").first
    assert "line-through" in removed.evaluate("element => getComputedStyle(element).textDecorationLine")
    assert added.evaluate("element => getComputedStyle(element).textDecorationStyle") == "double"
    assert "removed: Facility itself" in " ".join(removed.inner_text().split())
    assert page.locator(".hunk-pictures img").count() == 2


def test_the_text_that_did_not_change_opens_by_keyboard(page, article) -> None:
    page.goto(f"{BASE}versions/1..2/")
    summary = page.locator(".hunk-same summary").first
    assert not page.get_by_text("It will be late.").is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("It will be late.").is_visible()
