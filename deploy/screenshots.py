"""What `make screenshots` does: the pictures of docs/img, from demonstration content in a folder of its own.

Serves the demonstration as `make run` does, on a free port, with a database that is thrown away afterwards, and looks
at it in Chromium (CHROMIUM names it where it is not /usr/bin/chromium). Pictures have a palette of 256 colours, which
makes them small and is hardly seen.
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
from playwright.sync_api import Browser, Page, sync_playwright
from run import HOST, ROOT, give_up, say

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PICTURES = ROOT / "docs" / "img"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
COUNTRY = re.compile(r"/countries/[^/]+/")
EDITOR = "editor"
# What would lead the demonstration out of its own folder.
LOCAL = {"DATABASE_URL", "MEDIA_ROOT", "SITE_URL", "DJANGO_SETTINGS_MODULE", "DEBUG"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def demonstration() -> Iterator[str]:
    """Serve the demonstration for a while; yields its address without the last slash."""
    with tempfile.TemporaryDirectory() as var:
        port = free_port()
        environment = {name: text for name, text in os.environ.items() if name not in LOCAL}
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
    assert server.stdout is not None  # noqa: S101
    seen = []
    for line in server.stdout:
        seen.append(line)
        if "Ctrl-C ends it." in line:
            return
    give_up("the demonstration did not start:\n" + "".join(seen[-15:]))


def keep(page: Page, name: str) -> None:
    """Store what the window shows as docs/img/<name>.png."""
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    target = PICTURES / f"{name}.png"
    page.screenshot(path=target, animations="disabled")
    with Image.open(target) as picture:
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
    say(f"{target.relative_to(ROOT)}, {target.stat().st_size // 1024} KB")


def log_in(page: Page) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", EDITOR)
    page.fill("[name=password]", EDITOR)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")


def corrected_article(page: Page) -> str:
    """The path of the article with the newest correction."""
    page.goto("/corrections/")
    links = page.locator("main a[href*='#note-']")
    return str(links.first.get_attribute("href")).partition("#")[0]


def fullest_country(page: Page) -> str:
    """The path of the country with the most articles."""
    page.goto("/countries/")
    rows = page.locator("main li").evaluate_all(
        "rows => rows.map(row => [row.querySelector('a')?.getAttribute('href') ?? '', row.textContent.trim()])"
    )
    counted = [(re.findall(r"\d+", text), path) for path, text in rows if COUNTRY.fullmatch(path)]
    return max((int(numbers[-1]), path) for numbers, path in counted if numbers)[1]


def edit_page(page: Page, title: str) -> str:
    """The path of the editor for the article with this title."""
    page.goto(f"/admin/pages/search/?q={title}")
    return str(page.locator("a[href*='/edit/']").first.get_attribute("href"))


def show_tags(page: Page) -> None:
    """Bring the fields for countries, programmes and firms into the window."""
    page.get_by_role("heading", name="Countries, programmes and firms").first.scroll_into_view_if_needed()
    page.mouse.wheel(0, WIDE["height"] // 2)


def take_pictures(browser: Browser, address: str) -> None:
    def window(size: dict[str, int], dark: bool = False) -> Page:
        scheme = "dark" if dark else "light"
        context = browser.new_context(base_url=address, viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
        return context.new_page()

    def visit(page: Page, path: str, name: str, prepare: Callable[[Page], object] | None = None) -> None:
        page.goto(path)
        if prepare:
            prepare(page)
        keep(page, name)

    reader = window(WIDE)
    article, country = corrected_article(reader), fullest_country(reader)
    visit(reader, "/", "home")
    visit(reader, article, "article")
    title = reader.locator("h1").inner_text()
    visit(reader, country, "country")
    visit(reader, "/corrections/", "corrections")
    visit(window(NARROW, dark=True), article, "article-narrow-dark")
    editor = window(WIDE)
    log_in(editor)
    visit(editor, edit_page(editor, title), "editor", show_tags)


def main() -> None:
    if not os.access(CHROMIUM, os.X_OK):
        give_up(f"no browser at {CHROMIUM}; apt-get install chromium, or name one in CHROMIUM")
    PICTURES.mkdir(parents=True, exist_ok=True)
    say("loading the demonstration")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with demonstration() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        take_pictures(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
