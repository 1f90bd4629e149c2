"""Newsletter boxes become sign-up blocks in their place; “read more” boxes at the end are left out."""

import pytest

from articles.importing.imported import LineRole

from .helpers import FIRST, JOURNAL, LAST, block_names, lines_with, read, texts

BOX = "Write to Us\nSubscribe to our weekly newsletter and hear from the river."


DEFAULT = "Get the latest"
BOXES = [
    (BOX, "Write to Us", "Subscribe to our weekly newsletter and hear from the river."),
    ("Stay in Touch\nSign up for e-mails from us.", "Stay in Touch", "Sign up for e-mails from us."),
    ("GET THE LATEST\nGet news\u00a0in your inbox!", "GET THE LATEST", "Get news in your inbox!"),
    (
        "Never miss us\nEnter your email for our weekly letter",
        "Never miss us",
        "Enter your email for our weekly letter",
    ),
    ("News\n\nJoin our mailing list.", "News", "Join our mailing list."),
    ("## Newsletter\n\nSubscribe to our monthly letter.", "Newsletter", "Subscribe to our monthly letter."),
    ("Sign up for our newsletter", DEFAULT, "Sign up for our newsletter"),
    (
        "Don’t miss it\nSign up for our newsletter.\nYour e-mail\nSubscribe",
        "Don’t miss it",
        "Sign up for our newsletter.",
    ),
    ("Sign up for our newsletter.\n\nEmail address\n\nSign up", DEFAULT, "Sign up for our newsletter."),
]


@pytest.mark.parametrize(("written", "heading", "text"), BOXES)
def test_a_heading_and_an_invitation_become_a_sign_up_block_in_their_place(written, heading, text):
    article = read(FIRST, written, LAST)
    assert block_names(article) == ["paragraph", "sign_up", "paragraph"]
    assert article.blocks[1].value == {"heading": heading, "text": text}
    assert texts(article) == [FIRST, LAST]


def test_two_boxes_are_two_blocks():
    article = read(FIRST, BOX, LAST, BOX)
    assert block_names(article) == ["paragraph", "sign_up", "paragraph", "sign_up"]
    assert lines_with(article, LineRole.SIGN_UP) == [3, 8]


def test_a_text_without_a_box_has_no_block_for_it():
    assert block_names(read(FIRST, LAST)) == ["paragraph", "paragraph"]


def test_fields_and_buttons_of_a_box_are_left_out_and_logged():
    article = read(FIRST, "Sign up for our newsletter.\nYour e-mail\nSubscribe", LAST)
    assert lines_with(article, LineRole.LEFT_OUT) == [4, 5]


@pytest.mark.parametrize(
    "text",
    [
        "The minister signed up to receive regular e-mails from the yard, and never opened one.",
        "Get a boat, they say, and leave the paper to the ministry.",
        "Receive a letter from Tashkent and you have a week to answer it.",
        "Subscribe to our newsletter, said the yard, and it was the longest sentence in its contract: " + "salt " * 60,
        "The newsletter of the yard ran to four pages.",
        "Rivers freeze from the banks inward, as every child knows.\nSign up for our newsletter, the ministry says.",
    ],
)
def test_a_sentence_about_mail_is_text(text):
    article = read(FIRST, text, LAST)
    assert block_names(article) == ["paragraph"] * 3


def test_the_heading_of_a_section_is_not_the_heading_of_a_box():
    article = read(FIRST, "## The road to Nukus", "Subscribe to our newsletter.", LAST)
    assert block_names(article) == ["paragraph", "heading", "sign_up", "paragraph"]


@pytest.mark.parametrize(
    "box",
    [
        f"{JOURNAL.name}\n{JOURNAL.standfirst}\nRead More",
        f"{JOURNAL.name.upper()}\n{JOURNAL.standfirst}\nread more »",
        f"{JOURNAL.name}\n\n{JOURNAL.standfirst}\n\nRead More",
        f"{JOURNAL.name}\n{JOURNAL.standfirst}",
        "Read more",
        f"Read More From {JOURNAL.name}",
        "Other Pages\nWhat we think about lakes.\nSee all",
    ],
)
def test_the_read_more_box_at_the_end_is_left_out_and_logged(box):
    article = read(FIRST, LAST, box)
    assert texts(article) == [FIRST, LAST]
    assert len(lines_with(article, LineRole.LEFT_OUT)) == len([line for line in box.splitlines() if line])


def test_a_note_after_the_read_more_box_is_found():
    article = read(FIRST, LAST, f"{JOURNAL.name}\n{JOURNAL.standfirst}\nRead More", "Correction: The year was 1998.")
    assert texts(article) == [FIRST, LAST]
    assert len(article.notes) == 1


def test_of_a_closing_paragraph_with_a_read_more_link_only_the_link_is_left_out():
    article = read(FIRST, f"{LAST} The river went on.\nRead more")
    assert texts(article) == [FIRST, f"{LAST} The river went on."]
    assert lines_with(article, LineRole.LEFT_OUT) == [4]


@pytest.mark.parametrize(
    "text", ["Read more and you will know less, the minister says.", "The Long Frontier is a road."]
)
def test_a_closing_sentence_that_looks_like_the_box_is_kept(text):
    assert texts(read(FIRST, text)) == [FIRST, text]


def test_a_read_more_box_in_the_middle_stays_text():
    assert texts(read(FIRST, "Read more", LAST)) == [FIRST, "Read more", LAST]
