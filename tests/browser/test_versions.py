"""The public history of an article in a browser: any width, by keyboard, without JavaScript or colour."""

import pytest

from articles.record.notes import NoteDraft
from tests import factories as make
from tests.browser.accessibility import fits_window, serious_problems, show_in

BASE = "/tideline/a-bridge/"
PAGES = ["", "versions/", "versions/1/", "versions/1..2/"]


@pytest.fixture
def article(transactional_db):
    """An article with two versions that differ in text, image and country; the second has a correction."""
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


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_the_window_and_is_accessible(page, article, path) -> None:
    page.goto(BASE + path)
    for width, dark in ((360, False), (768, True), (1440, False), (1440, True)):
        show_in(page, width=width, dark=dark)
        page.evaluate("document.querySelectorAll('details').forEach(element => element.open = false)")
        assert fits_window(page), width
        page.evaluate("document.querySelectorAll('details').forEach(element => element.open = true)")
        assert serious_problems(page) == [], (width, dark)


def test_two_versions_are_chosen_and_compared_without_javascript(open_page, article) -> None:
    page = open_page(javascript=False)
    page.goto(f"{BASE}versions/")
    page.get_by_label("From").select_option("2")
    page.get_by_label("To").select_option("1")
    page.get_by_role("button", name="Compare").click()
    assert page.url.endswith(f"{BASE}versions/1..2/")
    assert page.get_by_role("heading", level=1).inner_text() == "From version 1 to version 2"


def test_removed_and_added_text_differ_without_colour_and_for_screen_readers(page, article) -> None:
    page.goto(f"{BASE}versions/1..2/")
    removed, added = page.locator(".hunk del").first, page.locator(".hunk ins").first
    assert "line-through" in removed.evaluate("element => getComputedStyle(element).textDecorationLine")
    assert added.evaluate("element => getComputedStyle(element).textDecorationStyle") == "double"
    assert "Facility itself" in removed.inner_text()
    for element in (removed, added):
        hints = [hint.strip() for hint in element.locator(".unseen").all_inner_texts()]
        assert len(hints) == 2
        assert all(hints)
    assert page.locator(".hunk-pictures img").count() == 2


def test_unchanged_text_opens_by_keyboard(page, article) -> None:
    page.goto(f"{BASE}versions/1..2/")
    summary = page.locator(".hunk-same summary").first
    assert not page.get_by_text("It will be late.").is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("It will be late.").is_visible()
