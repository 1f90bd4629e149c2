"""The whole journal in a browser: from an empty editor to a corrected article and a confirmed subscriber."""

import re

import pytest
from playwright.sync_api import Page, expect

from articles.corrections.serializer import notes_of
from articles.models import ArticlePage
from journal.newsletter.models import Subscriber
from tests.browser import mailbox
from tests.browser.editor import Editor
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
ARTICLE = "/tideline/a-bridge-counted-twice/"
SIGN_UP = {"heading": "Keep counting with us", "text": "One letter every Friday."}
WRONG = "The first span is due in October."
RIGHT = "The first span is due in November."
NOTE = "The first paragraph said that the first span is due in October. It is due in November."


@pytest.fixture
def site(settings, live_server) -> None:
    """A journal with one article on Belarus, authors, disclaimers and entities to choose from, and an editor."""
    settings.SITE_URL = settings.WAGTAILADMIN_BASE_URL = live_server.url
    settings.EMAIL_BACKEND = "tests.browser.mailbox.EmailBackend"
    mailbox.empty()
    make_author("Ilinca Drăgan")
    make_disclaimer("<p>The author once advised the ministry.</p>", title="Former adviser", kind="opinion")
    make_programme("Polonez")
    make_firm("Kret")
    make_user("editor", "Editors", public="Standards desk")
    journal = make_journal("Tideline", disclaimers=[make_disclaimer()])
    sign_up = ("sign_up", SIGN_UP)
    make_article(journal, "Who repairs the road", body=[paragraph("Gravel."), sign_up], countries=[make_country("BY")])


def test_an_editor_publishes_and_corrects_and_a_reader_finds_the_article_and_subscribes(site, open_page):
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


def test_a_reader_without_javascript_subscribes_in_the_article(site, open_page):
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
    editor.replace_first_paragraph(WRONG)
    editor.add_block("Newsletter sign-up")
    editor.body.get_by_label("Heading*").fill(SIGN_UP["heading"])
    editor.body.get_by_label("Text*").fill(SIGN_UP["text"])
    editor.add_block("Disclaimer")
    editor.choose(editor.body, "Choose disclaimer", "Former adviser")
    editor.tag("Countries", "byelorussia", "Belarus")
    editor.tag("Programmes", "polo", "Polonez")
    editor.tag("Firms", "KRET", "Kret")
    editor.wait_for_autosave()


def preview(editor: Editor) -> None:
    """The preview panel shows the draft as readers will see it; the draft is not public."""
    editor.window.get_by_role("button", name="Toggle preview").click()
    # Wagtail loads each preview into a second frame, which then replaces the first.
    frame = editor.window.frame_locator("iframe[title=Preview][src]:not(.w-preview__proxy)")
    expect(frame.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect_article(frame.get_by_role("article").first, WRONG)
    assert editor.window.request.get(ARTICLE).status == 404


def expect_article(article, text: str) -> None:
    """The article has everything that the editor added, in the preview and on the page."""
    expect(article.get_by_text(text)).to_be_visible()
    expect(article.get_by_role("link", name="Ilinca Drăgan").first).to_be_visible()
    expect(article.get_by_role("heading", name=SIGN_UP["heading"])).to_be_visible()
    expect(article.get_by_text("The author once advised the ministry.")).to_be_visible()
    expect(article.get_by_text("Views are the author’s own.")).to_be_visible()
    entities = article.get_by_role("navigation", name="In this article")
    expect(entities.get_by_role("link")).to_have_text(["Belarus", "Polonez", "Kret"])


def publish(editor: Editor) -> None:
    editor.press_publish()
    editor.expect_published(ARTICLE)


def correct(editor: Editor) -> None:
    """The corrected text and its note are published together."""
    window = editor.window
    editor.open_article(TITLE)
    editor.replace_first_paragraph(RIGHT)
    editor.wait_for_autosave()
    editor.press_publish()
    expect(window.locator("section.hunk")).to_have_count(1)
    window.locator("[name=change_class][value=note]").check()
    window.locator("[name=note_kind]").select_option("correction")
    window.locator("[name=note_text]").fill(NOTE)
    window.locator(".review-actions [type=submit]").click()
    editor.expect_published(ARTICLE)


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
    """The note has the label, date and text of the record."""
    recorded = notes_of(publication_of(ArticlePage.objects.get(title=TITLE)))
    assert [(note["label"], note["paragraphs"], note["version"]) for note in recorded] == [("Correction", [NOTE], 2)]
    assert re.fullmatch(r"\d{1,2} \w+ \d{4}, \d\d:\d\d UTC", recorded[0]["date_text"])
    note = reader.get_by_role("region", name="Correction")
    expect(note).to_contain_text(recorded[0]["date_text"])
    expect(note).to_contain_text(NOTE)


def subscribe(reader: Page, address: str) -> None:
    """Sign up in the article and confirm with the button on the page that the e-mail links to, not with the link."""
    form = reader.get_by_role("region", name=SIGN_UP["heading"])
    form.get_by_label("E-mail address").fill(address)
    form.get_by_role("button", name="Sign up").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("One step left: check your mail")
    mail = mailbox.next_mail()
    assert mail.to == [address]
    for _visit in range(2):
        reader.goto(mailbox.link_in(mail, "confirm"))
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
    """Go back to the article from the corrections page, and on to another article about the same country."""
    reader.goto("/corrections/")
    expect(reader.get_by_role("main")).to_contain_text(NOTE)
    reader.get_by_role("main").get_by_role("link", name=TITLE).click()
    reader.get_by_role("navigation", name="In this article").get_by_role("link", name="Belarus").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Belarus")
    reader.get_by_role("main").get_by_role("link", name="Who repairs the road").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Who repairs the road")
    expect(reader.get_by_text("Gravel.")).to_be_visible()
