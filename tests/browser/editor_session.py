"""Actions in Wagtail's page editor: log in, add a block, choose an author, tag, save."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Response, expect

# Wagtail watches a form for changes from two seconds after it is loaded, and then sends this event.
MARK_WATCHED = """
document.addEventListener("w-unsaved:watch-edits", () => {
  document.documentElement.dataset.watched = "true";
});
"""


class Editor:
    """The window of one editor.

    Wagtail saves a draft half a second after a change. A button that is clicked during the save causes a conflict, so
    the last change before a click belongs inside `with editor.saved(…)`, which waits for the save.
    """

    def __init__(self, window: Page) -> None:
        self.window = window
        window.add_init_script(MARK_WATCHED)

    @property
    def body(self) -> Locator:
        return self.window.get_by_role("region", name="Body", exact=True)

    @property
    def authors(self) -> Locator:
        return self.window.get_by_role("region", name="Authors", exact=True)

    def log_in(self, name: str) -> None:
        """Log in a user of tests/factories.py, whose password is the log-in name."""
        self.window.goto("/admin/")
        self.window.get_by_label("Username").fill(name)
        self.window.get_by_label("Password").fill(name)
        self.window.get_by_role("button", name="Sign in").click()
        expect(self.window).to_have_url("/admin/")

    def begin_article(self, journal: str) -> None:
        self.window.get_by_role("button", name="Pages").click()
        explorer = self.window.get_by_role("dialog", name="Page explorer")
        explorer.get_by_role("link", name="View child pages of 'Home'").click()
        explorer.get_by_role("link", name=journal, exact=True).click()
        self.window.get_by_role("link", name="Add child page").click()
        self.expect_watched()

    def open_article(self, title: str) -> None:
        """Open an article from the list of pages that Wagtail shows after publishing."""
        self.window.get_by_role("link", name=title, exact=True).click()
        self.expect_watched()

    def expect_watched(self) -> None:
        """Wait until Wagtail watches the form; it does not save earlier changes."""
        expect(self.window.locator("html[data-watched]")).to_have_count(1)

    def choose(self, place: Locator, button: str, name: str) -> None:
        """Choose an object by its name in one of Wagtail's choosers."""
        place.get_by_role("button", name=button).click()
        self.window.get_by_role("dialog").get_by_role("link", name=name, exact=True).click()
        expect(place.get_by_text(name, exact=True)).to_be_visible()

    def add_block(self, name: str) -> None:
        """Add a block at the end of the body."""
        self.body.get_by_role("button", name="Insert a block").last.click()
        self.window.get_by_role("option", name=name, exact=True).filter(visible=True).click()

    def rewrite(self, text: str) -> None:
        """Replace the text of the first paragraph."""
        self.body.get_by_role("textbox").first.click()
        self.window.keyboard.press("ControlOrMeta+a")
        self.window.keyboard.insert_text(text)

    def tag(self, kind: str, typed: str, name: str) -> None:
        """Search for an entity by the typed text and choose it with the keyboard."""
        box = self.window.get_by_role("combobox", name=kind)
        box.fill(typed)
        expect(self.window.get_by_role("listbox", name=kind).get_by_role("option")).to_contain_text([name])
        box.press("Enter")
        expect(self.window.get_by_role("button", name=f"Remove {name}", exact=True)).to_be_visible()

    @contextmanager
    def saved(self, change: str) -> Iterator[None]:
        """Wait at the end until the server has saved a draft whose form contains this text."""

        def holds_change(response: Response) -> bool:
            path = urlsplit(response.url).path
            is_saving = path.endswith("/edit/") or path.startswith("/admin/pages/add/")
            return is_saving and response.request.method == "POST" and change in (response.request.post_data or "")

        with self.window.expect_response(holds_change) as answer:
            yield
        assert answer.value.ok, answer.value.text()
        expect(self.window.get_by_text("Saved", exact=True).filter(visible=True)).to_have_count(1)
