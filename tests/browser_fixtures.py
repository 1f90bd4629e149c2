"""Debian's Chromium for tests: `page` is one window, `open_page` makes others: narrow, dark or without script.

Windows reach the live server and nothing else. A test fails at its end when a window asked for another host or when
the browser wrote an error to its console; a test that means to provoke one empties `browser_complaints`.
"""

import os
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connections
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
HERE = {"127.0.0.1", "localhost"}
# Timeout of one step, in milliseconds; long enough for a busy machine.
PATIENCE = 45_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for each process of the run."""
    if not os.access(CHROMIUM, os.X_OK):
        pytest.skip(f"no browser at {CHROMIUM}; apt-get install chromium, or name one in CHROMIUM")
    # Playwright keeps an event loop in this thread, and Django takes that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = ["--disable-dev-shm-usage"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    expect.set_options(timeout=PATIENCE)
    opened = {alias: connections[alias] for alias in connections}
    with sync_playwright() as playwright:
        # Under an event loop Django would open other connections, outside the transactions of the tests.
        for alias, connection in opened.items():
            connections[alias] = connection
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def browser_complaints() -> list[str]:
    """Requests to other hosts and errors in the console, of all windows of this test."""
    return []


def is_rejected_autosave(message: ConsoleMessage) -> bool:
    """Whether the message is about an autosave of a page whose form is not complete yet.

    Wagtail answers such a request with 400 and saves after the next change. Whether it happens depends on how fast a
    test fills in the form.
    """
    path = urlsplit(message.location.get("url", "")).path
    return path.startswith("/admin/pages/") and "status of 400" in message.text


@pytest.fixture
def open_page(browser: Browser, live_server: Any, browser_complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """`open_page(width=360, dark=True, javascript=False)`: a new window with separate cookies."""
    contexts = []

    def keep_here(route: Route) -> None:
        if urlsplit(route.request.url).hostname in HERE:
            route.continue_()
        else:
            browser_complaints.append(f"asked another host: {route.request.url}")
            route.abort()

    def note_error(message: ConsoleMessage) -> None:
        if message.type == "error" and not is_rejected_autosave(message):
            browser_complaints.append(f"console: {message.text} ({message.location.get('url', '')})")

    def open_window(*, width: int = 1280, height: int = 900, dark: bool = False, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        context.route("**/*", keep_here)
        contexts.append(context)
        window = context.new_page()
        window.on("console", note_error)
        window.on("pageerror", lambda error: browser_complaints.append(f"script: {error}"))
        return window

    yield open_window
    for context in contexts:
        context.close()
    finish_answers()
    assert browser_complaints == []


def finish_answers() -> None:
    """Wait until the live server has sent its responses, such as a favicon, before the database is emptied."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=5)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A window of 1280 by 900 in light colours."""
    return open_page()
