"""`make screenshots`: write the pictures of docs/img from demonstration content in a temporary folder.

Serves the demonstration as `make run` does, on a free port and with a temporary database, and visits it with Chromium
(CHROMIUM names it where it is not /usr/bin/chromium). A palette of 256 colours makes the pictures small.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from run import HOST, ROOT, exit_with, print_message

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PICTURES = ROOT / "docs" / "img"
WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)
COUNTRY = re.compile(r"/countries/[^/]+/")
EDITOR = "editor"
# Variables that would make the demonstration use data outside its temporary folder.
IGNORED_VARIABLES = {"DATABASE_URL", "MEDIA_ROOT", "SITE_URL", "DJANGO_SETTINGS_MODULE", "DEBUG"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def demonstration() -> Iterator[str]:
    """Serve the demonstration inside the context; yields its address without the last slash."""
    with tempfile.TemporaryDirectory() as var:
        port = free_port()
        environment = {name: value for name, value in os.environ.items() if name not in IGNORED_VARIABLES}
        server = subprocess.Popen(
            [sys.executable, str(ROOT / "deploy" / "run.py")],
            env=environment | {"VAR_DIR": var, "PORT": str(port), "ENV_FILE": os.devnull},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            wait_until_served(server)
            yield f"http://{HOST}:{port}"
        finally:
            server.send_signal(signal.SIGTERM)
            server.communicate()


def wait_until_served(server: subprocess.Popen[str]) -> None:
    lines = []
    for line in server.stdout or ():
        lines.append(line)
        if "Ctrl-C ends it." in line:
            return
    exit_with("the demonstration did not start:\n" + "".join(lines[-15:]))


def save_screenshot(page: Page, name: str) -> None:
    """Save the visible part of the page as docs/img/<name>.png."""
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    target = PICTURES / f"{name}.png"
    page.screenshot(path=target, animations="disabled")
    with Image.open(target) as picture:
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
    print_message(f"{target.relative_to(ROOT)}, {target.stat().st_size // 1024} KB")


def log_in(page: Page) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", EDITOR)
    page.fill("[name=password]", EDITOR)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")


def path_of_corrected_article(page: Page) -> str:
    """The path of the article with the newest correction."""
    page.goto("/corrections/")
    links = page.locator("main a[href*='#note-']")
    return str(links.first.get_attribute("href")).partition("#")[0]


def path_of_largest_country(page: Page) -> str:
    """The path of the country with the most articles."""
    page.goto("/countries/")
    rows = page.locator("main li").evaluate_all(
        "rows => rows.map(row => [row.querySelector('a')?.getAttribute('href') ?? '', row.textContent.trim()])"
    )
    counted = [(re.findall(r"\d+", text), path) for path, text in rows if COUNTRY.fullmatch(path)]
    return max((int(numbers[-1]), path) for numbers, path in counted if numbers)[1]


def path_of_edit_view(page: Page, title: str) -> str:
    """The path of the edit view of the article with this title."""
    page.goto(f"/admin/pages/search/?q={title}")
    return str(page.locator("a[href*='/edit/']").first.get_attribute("href"))


def scroll_to_tags(page: Page) -> None:
    """Scroll to the fields for countries, programmes and firms."""
    page.get_by_role("heading", name="Countries, programmes and firms").first.scroll_into_view_if_needed()
    page.mouse.wheel(0, WIDE["height"] // 2)


def save_screenshots(browser: Browser, address: str) -> None:
    """Visit the pages of the demonstration at `address` and save a screenshot of each."""

    def open_page(size: ViewportSize, dark: bool = False) -> Page:
        context = browser.new_context(base_url=address, viewport=size, color_scheme="dark" if dark else "light")
        return context.new_page()

    def visit(page: Page, path: str, name: str, prepare: Callable[[Page], object] | None = None) -> None:
        page.goto(path)
        if prepare:
            prepare(page)
        save_screenshot(page, name)

    reader = open_page(WIDE)
    article, country = path_of_corrected_article(reader), path_of_largest_country(reader)
    visit(reader, "/", "home")
    visit(reader, article, "article")
    title = reader.locator("h1").inner_text()
    visit(reader, country, "country")
    visit(reader, "/corrections/", "corrections")
    visit(open_page(NARROW, dark=True), article, "article-narrow-dark")
    editor = open_page(WIDE)
    log_in(editor)
    visit(editor, path_of_edit_view(editor, title), "editor", scroll_to_tags)


def main() -> None:
    if not os.access(CHROMIUM, os.X_OK):
        exit_with(f"no browser at {CHROMIUM}; install one (apt-get install chromium) or set CHROMIUM to its path")
    PICTURES.mkdir(parents=True, exist_ok=True)
    print_message("loading the demonstration")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with demonstration() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        save_screenshots(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
