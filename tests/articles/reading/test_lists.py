"""Lists of articles: their order, their pages, and the articles that they leave out."""

from datetime import date

import pytest

from articles.models import ArticleAuthor, JournalPage
from articles.reading.pagination import ARTICLES_PER_PAGE
from articles.reading.presenters.cards import card_mark, listed_publications, make_cards, writers
from articles.reading.views.journal import serve_journal
from articles.record.models.change_classes import CHANGE_CLASSES
from articles.record.models.publication import CardPerson
from articles.record.notes import NoteDraft, add_note
from articles.record.withdraw import withdraw
from tests.factories import edit, make_article, make_author, make_disclaimer, make_draft, make_image, make_journal

pytestmark = pytest.mark.django_db


def titles(page) -> list[str]:
    return [title.get_text() for title in page.select(".item-title")]


def test_a_journal_lists_its_articles_newest_first(get_page) -> None:
    journal = make_journal()
    make_article(journal, "Older", published_on=date(2024, 1, 1))
    make_article(journal, "Newer", published_on=date(2025, 1, 1))
    make_article(make_journal("The Long Frontier"), "Of another journal")
    assert titles(get_page("/tideline/")) == ["Newer", "Older"]


def test_a_journal_shows_its_standing_disclaimers(client) -> None:
    make_journal(disclaimers=[make_disclaimer("<p>Views are the author’s own.</p>")])
    assert "Views are the author’s own." in client.get("/tideline/").content.decode()


def test_a_draft_is_in_no_list(client) -> None:
    make_draft(make_journal(), "Not yet")
    assert "Not yet" not in client.get("/tideline/").content.decode()


def test_a_draft_of_a_public_article_changes_no_list(client) -> None:
    edit(make_article(make_journal(), "As published"), title="As edited")
    page = client.get("/tideline/").content.decode()
    assert "As published" in page
    assert "As edited" not in page


def test_a_withdrawn_article_is_in_no_list(client) -> None:
    withdraw(make_article(make_journal(), "Forged"), reason="The contract was forged.")
    assert "Forged" not in client.get("/tideline/").content.decode()


@pytest.fixture
def long_journal(monkeypatch):
    monkeypatch.setattr("articles.reading.views.journal.ARTICLES_PER_PAGE", 2)
    journal = make_journal()
    for number in range(3):
        make_article(journal, f"Piece {number}", published_on=date(2024, 1, 1 + number))
    return journal


def test_a_long_list_has_several_pages(get_page, long_journal) -> None:
    first, second = (get_page(f"/tideline/?page={number}") for number in (1, 2))
    assert titles(first) == ["Piece 2", "Piece 1"]
    assert titles(second) == ["Piece 0"]
    assert first.select_one("a[rel=next]")["href"] == "?page=2"
    assert second.select_one("link[rel=canonical]")["href"] == "http://testserver/tideline/?page=2"


@pytest.mark.parametrize("number", ["3", "0", "-1", "01", "1.0", "two", "", "²", "9999999", "1%00", "1'--"])
def test_a_page_beyond_the_end_or_with_an_invalid_number_is_not_found(client, long_journal, number: str) -> None:
    assert client.get(f"/tideline/?page={number}").status_code == 404


def test_a_list_marks_a_corrected_article(get_page) -> None:
    article = make_article(make_journal())
    add_note(article, NoteDraft("correction", "The bridge is older."), user=None)
    (mark,) = get_page("/tideline/").select(".item .mark-correction")
    assert mark.get_text().startswith("Corrected")


LABELS = {
    "correction": "Corrected",
    "clarification": "Clarified",
    "update": "Updated",
    "disclosure": "Disclosure added",
    "editors_note": "Editor’s note",
    "concern": "Expression of concern",
    "retraction": "Retracted",
}


@pytest.mark.parametrize("kind", list(CHANGE_CLASSES))
def test_cards_have_a_mark_for_the_classes_that_mark_an_article(kind: str) -> None:
    mark = card_mark({"kind": kind, "at": "2026-05-12T12:00:00+00:00", "imported": False})
    assert (mark["label"] if mark else "") == LABELS.get(kind, "")


def test_the_mark_of_an_imported_note_has_no_date() -> None:
    assert card_mark({"kind": "correction", "at": "2026-05-12T12:00:00+00:00", "imported": True})["date"] is None


def test_cards_show_the_picture_of_the_record_and_not_of_the_library() -> None:
    picture = make_image()
    make_article(make_journal(), lead_image=picture, lead_alt="A bridge")
    picture.file.storage.delete(picture.file.name)
    (card,) = make_cards(listed_publications())
    assert card["image"]["src"].startswith("/media/record/")
    assert card["image"]["alt"] == "A bridge"


def test_lists_name_authors_and_not_translators(client) -> None:
    draft = make_draft(make_journal(), "Translated", authors=[make_author("Nino Abashvili")])
    draft.article_authors.add(ArticleAuthor(author=make_author("Oddný Berg"), role="translator", sort_order=1))
    draft.save_revision().publish()
    page = client.get("/tideline/").content.decode()
    assert "Nino Abashvili" in page
    assert "Oddný Berg" not in page


def test_an_article_without_authors_is_listed_with_the_whole_byline() -> None:
    photographer = CardPerson(id="", name="Oddný Berg", slug="", role="photographer")
    assert writers([photographer]) == [photographer]


def test_a_page_of_a_list_has_between_ten_and_fifty_articles() -> None:
    assert 10 <= ARTICLES_PER_PAGE <= 50


def test_a_journal_that_was_never_saved_can_be_previewed(rf) -> None:
    response = serve_journal(JournalPage(title="New"), rf.get("/"))
    assert response.context_data["listing"].object_list == []
