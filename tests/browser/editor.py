"""The steps of an editor in Wagtail's page editor: log in, add a block, choose, tag, save, publish."""

from playwright.sync_api import Locator, Page, expect

# Wagtail starts to watch a form for changes two seconds after it is loaded, and then dispatches this event.
MARK_WATCHED = """
document.addEventListener("w-unsaved:watch-edits", () => {
  document.documentElement.dataset.watched = "true";
});
"""

# Whether the form has stayed as it is for 1.5 seconds and no autosave is running. Wagtail starts an autosave at most
# 1.03 seconds after a change: it looks for changes every 0.5 seconds, and then waits for 0.53 seconds.
HAS_NO_AUTOSAVE = """
() => {
  const data = new URLSearchParams(new FormData(document.querySelector("[data-edit-form]"))).toString();
  const state = document.querySelector("#w-autosave-indicator").dataset.wAutosaveStateValue;
  const now = performance.now();
  if (state === "saving" || data !== window.lastFormData) {
    window.lastFormData = data;
    window.unchangedSince = now;
  }
  return now - window.unchangedSince > 1500;
}
"""


class Editor:
    """The window of one editor.

    Wagtail autosaves a second after a change. A button that is clicked meanwhile causes a conflict, so a test first
    calls `wait_for_autosave`. An autosave may lack the last change: Wagtail does not notice what changes while an
    autosave is running, until the next change. A button sends the whole form.
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
        """Log in a user of tests/factories.py, whose password is the user name."""
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
        """Wait until Wagtail watches the form; an earlier change would not be autosaved."""
        expect(self.window.locator("html[data-watched]")).to_have_count(1)

    def choose(self, place: Locator, button: str, name: str) -> None:
        """Choose an item by its name in one of Wagtail's choosers."""
        place.get_by_role("button", name=button).click()
        self.window.get_by_role("dialog").get_by_role("link", name=name, exact=True).click()
        expect(place.get_by_text(name, exact=True)).to_be_visible()

    def add_block(self, name: str) -> None:
        """Add a block at the end of the body."""
        self.body.get_by_role("button", name="Insert a block").last.click()
        self.window.get_by_role("option", name=name, exact=True).filter(visible=True).click()

    def replace_first_paragraph(self, text: str) -> None:
        self.body.get_by_role("textbox").first.click()
        self.window.keyboard.press("ControlOrMeta+a")
        self.window.keyboard.insert_text(text)

    def tag(self, kind: str, typed: str, name: str) -> None:
        """Find an entity by typing, and choose it with the keyboard."""
        box = self.window.get_by_role("combobox", name=kind)
        box.fill(typed)
        expect(self.window.get_by_role("listbox", name=kind).get_by_role("option")).to_contain_text([name])
        box.press("Enter")
        expect(self.window.get_by_role("button", name=f"Remove {name}", exact=True)).to_be_visible()

    def wait_for_autosave(self) -> None:
        """Wait until no autosave is running and none is about to start."""
        self.window.wait_for_function(HAS_NO_AUTOSAVE, polling=100)

    def press_publish(self) -> None:
        """Press Publish, or the button that replaces it for an article that readers have seen."""
        self.window.get_by_role("button", name="More actions").click()
        self.window.locator("button[name=action-publish]").click()

    def expect_published(self, path: str) -> None:
        """Wait for the message of success, which links to the published article."""
        expect(self.window.locator(f".messages .success a[href='{path}']")).to_be_visible()
