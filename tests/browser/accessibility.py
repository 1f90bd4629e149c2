"""Checks of a page in the browser: axe-core against WCAG 2.2 A and AA, and whether it scrolls sideways."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def serious_problems(page: Page) -> list[str]:
    """Return one line for each serious or critical violation and element: `rule: help (selector)`."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}}).response
    return [
        f"{violation['id']}: {violation['help']} ({' '.join(map(str, node['target']))})"
        for violation in found["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]


def show_in(page: Page, *, width: int, dark: bool, height: int = 900) -> None:
    """Show a page that is loaded already in another width and colour scheme."""
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if dark else "light")
    # One that is cancelled is rejected, so the outcome is not looked at.
    page.evaluate("Promise.allSettled(document.getAnimations().map(animation => animation.finished))")


def fits_window(page: Page) -> bool:
    """Whether the page does not scroll sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
