"""Lists of articles: order, pages, and what stays out of them."""

from datetime import date

import pytest

from articles.models import ArticleAuthor
from articles.reading.pagination import ARTICLES_A_PAGE
from articles.reading.presenters.cards import cards, listed, writers
from articles.record.notes import NoteDraft, add_note
from articles.record.withdraw import withdraw
from tests.factories import edit, make_article, make_author, make_disclaimer, make_draft, make_image, make_journal

pytestmark = pytest.mark.django_db


def test_a_journal_lists_its_articles_newest_first(client) -> None:
    journal = make_journal()
    make_article(journal, "Older", published_on=date(2024, 1, 1))
    make_article(journal, "Newer", published_on=date(2025, 1, 1))
    make_article(make_journal("The Long Frontier"), "Of another journal")
    page = client.get("/tideline/").content.decode()
    assert page.index("Newer") < page.index("Older")
    assert "Of another journal" not in page
    assert "2 articles, newest first" in page


def test_a_journal_says_what_stands_under_its_articles(client) -> None:
    make_journal(disclaimers=[make_disclaimer("<p>Views are the author’s own.</p>")])
    assert "Views are the author’s own." in client.get("/tideline/").content.decode()


def test_a_draft_is_in_no_list(client) -> None:
    make_draft(make_journal(), "Not yet")
    assert "Not yet" not in client.get("/tideline/").content.decode()


def test_what_is_edited_at_the_desk_does_not_reach_a_list_before_it_is_published(client) -> None:
    edit(make_article(make_journal(), "As published"), title="As edited")
    page = client.get("/tideline/").content.decode()
    assert "As published" in page
    assert "As edited" not in page


def test_a_withdrawn_article_leaves_the_list(client) -> None:
    withdraw(make_article(make_journal(), "Forged"), reason="The contract was forged.")
    assert "Forged" not in client.get("/tideline/").content.decode()


@pytest.fixture
def long_journal(monkeypatch):
    monkeypatch.setattr("articles.reading.presenters.journal.ARTICLES_A_PAGE", 2)
    journal = make_journal()
    for number in range(3):
        make_article(journal, f"Piece {number}", published_on=date(2024, 1, 1 + number))
    return journal


def test_a_long_list_is_read_a_page_at_a_time(client, long_journal) -> None:
    first, second = (client.get(f"/tideline/?page={number}").content.decode() for number in (1, 2))
    assert [number for number in range(3) if f"Piece {number}" in first] == [1, 2]
    assert [number for number in range(3) if f"Piece {number}" in second] == [0]
    assert 'href="?page=2"' in first
    assert '<link rel="canonical" href="http://testserver/tideline/?page=2">' in second


@pytest.mark.parametrize("number", ["3", "0", "-1", "01", "1.0", "two", "", "²", "9999999", "1%00", "1'--"])
def test_a_page_beyond_the_end_or_of_no_number_is_not_found(client, long_journal, number: str) -> None:
    response = client.get(f"/tideline/?page={number}")
    assert response.status_code == 404
    assert b"There is no page at this address" in response.content


def test_an_article_tells_in_a_list_that_it_was_corrected(client) -> None:
    article = make_article(make_journal())
    add_note(article, NoteDraft("correction", "The bridge is older."), user=None)
    assert "Corrected" in client.get("/tideline/").content.decode()


def test_cards_show_the_picture_of_the_record_and_not_of_the_desk() -> None:
    picture = make_image()
    make_article(make_journal(), lead_image=picture, lead_alt="A bridge")
    picture.file.storage.delete(picture.file.name)
    (card,) = cards(listed())
    assert card["image"]["src"].startswith("/media/record/")
    assert card["image"]["alt"] == "A bridge"


def test_those_who_wrote_a_piece_stand_in_lists_and_its_translator_does_not(client) -> None:
    draft = make_draft(make_journal(), "Translated", authors=[make_author("Nino Abashvili")])
    draft.article_authors.add(ArticleAuthor(author=make_author("Oddný Berg"), role="translator", sort_order=1))
    draft.save_revision().publish()
    page = client.get("/tideline/").content.decode()
    assert "Nino Abashvili" in page
    assert "Oddný Berg" not in page


def test_where_nobody_is_said_to_have_written_it_everybody_stands() -> None:
    photographer = {"name": "Oddný Berg", "role": "photographer"}
    assert writers([photographer]) == [photographer]


def test_a_page_of_a_list_holds_a_sensible_number() -> None:
    assert 10 <= ARTICLES_A_PAGE <= 50


def test_a_journal_that_was_never_saved_can_be_previewed(rf) -> None:
    from articles.models import JournalPage
    from articles.reading.presenters.journal import journal_context

    context = journal_context(JournalPage(title="New"), rf.get("/"))
    assert context["listing"].object_list == []
