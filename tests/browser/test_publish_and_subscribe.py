"""An editor publishes and corrects an article, a reader finds it and subscribes to the newsletter."""

import re

import pytest
from playwright.sync_api import Page, expect

from articles.corrections.serializer import notes_of
from articles.models import ArticlePage
from journal.newsletter.models import Subscriber
from tests.browser import postbox
from tests.browser.editor_session import Editor
from tests.factories import (
    make_article,
    make_author,
    make_country,
    make_disclaimer,
    make_firm,
    make_journal,
    make_programme,
    make_user,
    paragraph,
    publication_of,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

TITLE = "A bridge counted twice"
SIGN_UP = {"heading": "Keep counting with us", "text": "One letter every Friday."}
WRONG = "The first span is due in October."
RIGHT = "The first span is due in November."
NOTE = "The first paragraph said that the first span is due in October. It is due in November."


@pytest.fixture
def site(settings, live_server) -> None:
    """A journal with an article on Belarus, an author, entities and disclaimers to choose, and an editor."""
    settings.SITE_URL = settings.WAGTAILADMIN_BASE_URL = live_server.url
    settings.EMAIL_BACKEND = "tests.browser.postbox.EmailBackend"
    postbox.empty()
    make_author("Ilinca Drăgan")
    make_disclaimer("<p>The author once advised the ministry.</p>", title="Former adviser", kind="opinion")
    make_programme("Polonez")
    make_firm("Kret")
    make_user("editor", "Editors", public="The desk")
    journal = make_journal("Tideline", disclaimers=[make_disclaimer()])
    sign_up = ("sign_up", SIGN_UP)
    make_article(journal, "Who repairs the road", body=[paragraph("Gravel."), sign_up], countries=[make_country("BY")])


def test_an_editor_publishes_and_corrects_an_article_and_a_reader_subscribes(site, open_page):
    editor = Editor(open_page(height=1400))
    editor.log_in("editor")
    write(editor)
    preview(editor)
    publish(editor)
    correct(editor)
    reader = open_page()
    find(reader)
    read_correction(reader)
    subscribe(reader, "reader@example.org")
    reach_another_article(reader)
    assert reader.context.cookies() == []


def test_a_reader_without_javascript_subscribes(site, open_page):
    reader = open_page(javascript=False)
    reader.goto("/tideline/who-repairs-the-road/")
    subscribe(reader, "quiet.reader@example.org")
    assert reader.context.cookies() == []


def write(editor: Editor) -> None:
    window = editor.window
    editor.begin_article("Tideline")
    window.get_by_role("textbox", name="Title*").fill(TITLE)
    window.get_by_role("textbox", name="Standfirst").fill("Two ministries count the same spans.")
    editor.authors.get_by_role("button", name="Add Author").click()
    editor.choose(editor.authors, "Choose author", "Ilinca Drăgan")
    editor.add_block("Paragraph")
    editor.rewrite(WRONG)
    editor.add_block("Newsletter sign-up")
    editor.body.get_by_label("Heading*").fill(SIGN_UP["heading"])
    editor.body.get_by_label("Text*").fill(SIGN_UP["text"])
    editor.add_block("Disclaimer")
    editor.choose(editor.body, "Choose disclaimer", "Former adviser")
    editor.tag("Countries", "byelorussia", "Belarus")
    editor.tag("Programmes", "polo", "Polonez")
    with editor.saved('name="firms"'):
        editor.tag("Firms", "KRET", "Kret")


def preview(editor: Editor) -> None:
    """The preview panel shows the draft as readers would see it; the article is not public yet."""
    editor.window.get_by_role("button", name="Toggle preview").click()
    # Wagtail loads each preview into a second frame, which then replaces the first.
    shown = editor.window.frame_locator("iframe[title=Preview][src]:not(.w-preview__proxy)")
    expect(shown.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect_article(shown.get_by_role("article").first, WRONG)
    assert editor.window.request.get("/tideline/a-bridge-counted-twice/").status == 404


def expect_article(article, text: str) -> None:
    """Check that the article shows all that the editor entered, in the preview or on the public page."""
    expect(article.get_by_text(text)).to_be_visible()
    expect(article.get_by_role("link", name="Ilinca Drăgan").first).to_be_visible()
    expect(article.get_by_role("heading", name=SIGN_UP["heading"])).to_be_visible()
    expect(article.get_by_text("The author once advised the ministry.")).to_be_visible()
    expect(article.get_by_text("Views are the author’s own.")).to_be_visible()
    inside = article.get_by_role("navigation", name="In this article")
    expect(inside.get_by_role("link")).to_have_text(["Belarus", "Polonez", "Kret"])


def publish(editor: Editor) -> None:
    editor.window.get_by_role("button", name="More actions").click()
    editor.window.get_by_role("button", name="Publish", exact=True).click()
    expect(editor.window.get_by_text(f"“{TITLE}” is published as version 1.")).to_be_visible()


def correct(editor: Editor) -> None:
    """Publish a corrected text together with its note."""
    window = editor.window
    editor.open_article(TITLE)
    with editor.saved("November"):
        editor.rewrite(RIGHT)
    window.get_by_role("button", name="More actions").click()
    window.get_by_role("button", name="Review changes…").click()
    expect(window.get_by_role("heading", name="1 change", exact=True)).to_be_visible()
    window.get_by_role("radio", name="A note tells readers what changed").check()
    window.get_by_label("Kind of note").select_option(label="Correction")
    window.get_by_label("What the note says").fill(NOTE)
    window.get_by_role("button", name="Publish", exact=True).click()
    expect(window.get_by_text(f"“{TITLE}” is published as version 2.")).to_be_visible()


def find(reader: Page) -> None:
    reader.goto("/")
    reader.get_by_role("navigation", name="Sections").get_by_role("link", name="Search").click()
    reader.get_by_label("Search all articles").fill("spans ministries")
    reader.get_by_role("search").get_by_role("button", name="Search").click()
    expect(reader.get_by_role("heading", name="1 article for “spans ministries”")).to_be_visible()
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect_article(reader.get_by_role("article").first, RIGHT)
    expect(reader.get_by_text(WRONG, exact=True)).to_have_count(0)


def read_correction(reader: Page) -> None:
    """Check that label, date and text of the note are those of the record."""
    recorded = notes_of(publication_of(ArticlePage.objects.get(title=TITLE)))
    assert [(note["label"], note["paragraphs"], note["version"]) for note in recorded] == [("Correction", [NOTE], 2)]
    assert re.fullmatch(r"\d{1,2} \w+ \d{4}, \d\d:\d\d UTC", recorded[0]["date_text"])
    note = reader.get_by_role("region", name="Correction")
    expect(note).to_contain_text(recorded[0]["date_text"])
    expect(note).to_contain_text(NOTE)


def subscribe(reader: Page, address: str) -> None:
    """Sign up in the form inside the article. The link confirms nothing; the button on its page does."""
    form = reader.get_by_role("region", name=SIGN_UP["heading"])
    form.get_by_label("E-mail address").fill(address)
    form.get_by_role("button", name="Sign up").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("One step left: check your mail")
    mail = postbox.next_mail()
    assert mail.to == [address]
    for _visit in range(2):
        reader.goto(postbox.link_in(mail, "confirm"))
        expect(reader.get_by_role("heading", level=1)).to_have_text("Confirm your address")
        assert Subscriber.objects.get().state == Subscriber.State.PENDING
    expect(reader.get_by_text(address)).to_be_visible()
    reader.get_by_role("button", name="Yes, sign me up").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("You are signed up")
    subscriber = Subscriber.objects.get()
    assert (subscriber.address, subscriber.state) == (address, Subscriber.State.CONFIRMED)
    reader.get_by_text("The words on the form you used").click()
    expect(reader.get_by_text(SIGN_UP["text"])).to_be_visible()


def reach_another_article(reader: Page) -> None:
    """Open the article from the list of corrections, and another article from one of its countries."""
    reader.goto("/corrections/")
    expect(reader.get_by_role("main")).to_contain_text(NOTE)
    reader.get_by_role("main").get_by_role("link", name=TITLE).click()
    reader.get_by_role("navigation", name="In this article").get_by_role("link", name="Belarus").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Belarus")
    reader.get_by_role("main").get_by_role("link", name="Who repairs the road").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Who repairs the road")
    expect(reader.get_by_text("Gravel.")).to_be_visible()
