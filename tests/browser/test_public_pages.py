"""Public pages by keyboard, on a small screen, and checked for accessibility in light and dark colours."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.http import urlencode
from playwright.sync_api import Locator, Page, expect

from articles.models import ArticlePage
from articles.record import clock
from articles.record.day_lines import write_line
from articles.record.notes import NoteDraft, add_note
from tests.browser.accessibility import fits_window, serious_problems, show_in
from tests.factories import (
    make_article,
    make_author,
    make_country,
    make_disclaimer,
    make_firm,
    make_image,
    make_journal,
    make_programme,
    make_user,
    paragraph,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

SMALL = 360
ARTICLE = "/tideline/a-bridge-counted-twice/"
PAGES = [
    "/",
    "/tideline/",
    ARTICLE,
    "/authors/",
    "/authors/ilinca-dragan/",
    "/entities/",
    "/countries/",
    "/countries/belarus/",
    "/corrections/",
    "/record/days/",
    f"/search/?{urlencode({'q': 'bridge'})}",
    "/newsletter/",
    "/newsletter/check/",
    "/privacy/",
]


@pytest.fixture
def article() -> ArticlePage:
    """A corrected article with most kinds of blocks and values."""
    journal = make_journal("Tideline", disclaimers=[make_disclaimer()])
    picture = make_image()
    body = [
        paragraph("The first span is due in <b>November</b>."),
        ("heading", {"text": "Who counts", "level": "2"}),
        ("pull_quote", {"text": "Nobody counts the third span.", "attribution": "A surveyor"}),
        ("image", {"image": picture, "alt": "A river", "caption": "In May", "credit": "The editors", "width": "wide"}),
        ("callout", {"title": "In short", "text": "<p>Two ministries, one bridge.</p>"}),
        ("sign_up", {"heading": "Keep counting with us", "text": "One letter every Friday."}),
        ("disclaimer", {"disclaimer": None, "text": "<p>The author once advised the ministry.</p>"}),
    ]
    article = make_article(
        journal,
        "A bridge counted twice",
        standfirst="Two ministries count the same spans.",
        authors=[make_author("Ilinca Drăgan")],
        countries=[make_country("BY"), make_country("CI")],
        programmes=[make_programme("Polonez")],
        firms=[make_firm("Kret")],
        lead_image=picture,
        lead_alt="A bridge with three spans",
        body=body,
    )
    editor = make_user("editor", "Editors", public="Standards desk")
    add_note(article, NoteDraft("correction", "The first span is due in November."), user=editor)
    with clock.demo_time(timezone.now() + timedelta(days=2)):
        write_line()
    return article


def test_the_menu_and_an_article_can_be_used_by_keyboard_on_a_small_screen(article, open_page):
    reader = open_page(width=SMALL, height=780)
    reader.goto(ARTICLE)
    press_tab(reader, to=reader.get_by_role("link", name="Skip to the text"), presses=1)
    menu = reader.locator("summary", has_text="Menu")
    press_tab(reader, to=menu)
    reader.keyboard.press("Enter")
    sections = reader.get_by_role("navigation", name="Sections")
    expect(sections.get_by_role("link", name="Corrections")).to_be_visible()
    assert fits_window(reader)
    press_tab(reader, to=sections.get_by_role("link", name="Corrections"))
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Corrections")
    press_tab(reader, to=reader.get_by_role("link", name="Skip to the text"), presses=1)
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("main")).to_be_focused()
    press_tab(reader, to=reader.get_by_role("main").get_by_role("link", name="A bridge counted twice"))
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("A bridge counted twice")
    press_tab(reader, to=reader.get_by_role("region", name="Keep counting with us").get_by_role("textbox"))
    reader.keyboard.type("reader@example.org")
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("One step left: check your mail")
    assert reader.context.cookies() == []


def test_public_pages_are_accessible_and_fit_a_small_screen(article, open_page):
    reader = open_page(width=SMALL, height=780)
    problems = {}
    for path in PAGES:
        show_in(reader, width=SMALL, dark=False, height=780)
        assert reader.goto(path).ok, path
        if not fits_window(reader):
            problems[f"{path} at {SMALL}"] = ["scrolls sideways"]
        for dark in (False, True):
            show_in(reader, width=1280, dark=dark)
            problems[f"{path} {'dark' if dark else 'light'}"] = serious_problems(reader)
    assert {path: found for path, found in problems.items() if found} == {}


def press_tab(reader: Page, *, to: Locator, presses: int = 40) -> None:
    """Press Tab until an element has the focus, and check that the focus is visible."""
    expect(to).to_have_count(1)
    for _press in range(presses):
        reader.keyboard.press("Tab")
        if to.evaluate("element => element === document.activeElement"):
            break
    expect(to).to_be_focused()
    expect(to).to_be_in_viewport()
    outline = to.evaluate("element => [getComputedStyle(element).outlineStyle, getComputedStyle(element).boxShadow]")
    assert outline != ["none", "none"]
