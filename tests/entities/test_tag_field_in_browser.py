"""The entity field in Chromium: keyboard, pointer, and text that is left in the field."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from articles.models import ArticlePage
from entities.models import Country, Firm
from tests.browser.accessibility import serious_problems
from tests.factories import make_draft, make_journal, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

FIELD = '[data-entity-field-name-value="countries"]'


@pytest.fixture
def article() -> ArticlePage:
    Firm.objects.create(name="Kret")
    return make_draft(make_journal(), "The bridge", countries=[Country.objects.get(alpha2="PL")])


@pytest.fixture
def open_editor(open_page, article, live_server):
    """Opens the article in the admin as an editor, and scrolls to the entity fields."""

    def open_page_editor(**options) -> Page:
        client = Client()
        client.force_login(make_user("editor", "Editors"))
        window = open_page(**options)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        window.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        window.goto(f"/admin/pages/{article.pk}/edit/")
        box(window).scroll_into_view_if_needed()
        return window

    return open_page_editor


def box(window: Page):
    return window.locator(f"{FIELD} [role=combobox]")


def chips(window: Page):
    return window.locator(f"{FIELD} .entity-field__chosen li")


def options(window: Page):
    return window.locator(f"{FIELD} [role=option]")


def save_draft(window: Page) -> None:
    with window.expect_navigation():
        window.get_by_role("button", name="Save draft").first.click()


def tags(article: ArticlePage) -> list[str]:
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    return sorted(str(country) for country in draft.countries.all())


def test_an_entity_is_found_by_alias_and_chosen_by_keyboard(open_editor, article):
    window = open_editor()
    box(window).focus()
    window.keyboard.type("kremlin")
    expect(options(window)).to_have_text(["Russia RUS · also “Kremlin”"])
    expect(box(window)).to_have_attribute("aria-expanded", "true")
    window.keyboard.press("Enter")
    expect(chips(window)).to_have_count(2)
    expect(window.locator(f"{FIELD} [role=status]")).to_have_text("Russia added.")
    expect(box(window)).to_have_value("")
    save_draft(window)
    assert tags(article) == ["Poland", "Russia"]
    expect(chips(window)).to_have_count(2)


def test_arrows_move_and_escape_closes(open_editor):
    window = open_editor()
    box(window).focus()
    window.keyboard.type("korea")
    expect(options(window)).to_have_count(2)
    window.keyboard.press("ArrowDown")
    expect(options(window).nth(1)).to_have_attribute("aria-selected", "true")
    active = options(window).nth(1).get_attribute("id")
    expect(box(window)).to_have_attribute("aria-activedescendant", active)
    window.keyboard.press("Escape")
    expect(options(window)).to_have_count(0)
    expect(box(window)).to_have_value("korea")
    window.keyboard.press("Escape")
    expect(box(window)).to_have_value("")


def test_a_chosen_entity_is_not_an_option(open_editor):
    window = open_editor()
    box(window).fill("poland")
    expect(window.locator(f"{FIELD} [role=status]")).not_to_be_empty()
    expect(options(window)).to_have_count(0)


def test_the_pointer_chooses_and_removes(open_editor, article):
    window = open_editor()
    box(window).fill("cote")
    options(window).first.click()
    expect(chips(window)).to_have_count(2)
    window.get_by_role("button", name="Remove Poland").click()
    expect(chips(window)).to_have_count(1)
    save_draft(window)
    assert tags(article) == ["Côte d’Ivoire"]


def test_text_left_in_the_field_is_an_error_and_stays_in_the_form(open_editor, article, browser_complaints):
    window = open_editor()
    box(window).fill("Polnd, the")
    save_draft(window)
    expect(window.get_by_text("“Polnd, the”").first).to_be_visible()
    expect(chips(window)).to_have_count(2)
    assert tags(article) == ["Poland"]
    window.get_by_role("button", name="Remove Polnd, the").click()
    save_draft(window)
    expect(window.get_by_text("“Polnd, the”")).to_have_count(0)
    assert tags(article) == ["Poland"]
    # Autosave gets a 400 response while the form has the unknown name.
    browser_complaints[:] = [complaint for complaint in browser_complaints if "400 (Bad Request)" not in complaint]


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_the_field_has_no_serious_accessibility_problem_open_or_closed(open_editor, width, dark):
    window = open_editor(width=width, dark=dark)
    assert [problem for problem in serious_problems(window) if "entity" in problem or "id_countries" in problem] == []
    box(window).fill("united")
    expect(options(window).first).to_be_visible()
    assert [problem for problem in serious_problems(window) if "entity" in problem or "id_countries" in problem] == []
    assert window.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
