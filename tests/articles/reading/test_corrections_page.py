"""The page `/corrections/`."""

from datetime import UTC, date, datetime

import pytest

from articles.record import clock
from articles.record.notes import NoteDraft, add_note
from articles.record.withdraw import withdraw
from tests.factories import make_article, make_journal, publication_of

pytestmark = pytest.mark.django_db


def note(article, text: str, when: datetime, kind: str = "correction", **options) -> None:
    with clock.demo_time(when):
        add_note(article, NoteDraft(kind, text, **options), user=None)


def shown(client, query: str = "") -> str:
    return client.get(f"/corrections/{query}").content.decode()


def test_notes_of_all_articles_are_listed_newest_first_by_month(get_page) -> None:
    journal = make_journal()
    first, second = make_article(journal, "First piece"), make_article(journal, "Second piece")
    note(first, "It was in May.", datetime(2026, 5, 12, 12, 5, tzinfo=UTC))
    note(second, "It was in June.", datetime(2026, 6, 1, 9, tzinfo=UTC), "clarification")
    page = get_page("/corrections/")
    assert [month.get_text() for month in page.select(".month h2")] == ["June 2026", "May 2026"]
    june, may = page.select(".month .note-row")
    assert "note-clarification" in june["class"]
    assert "It was in June." in june.get_text()
    assert "note-correction" in may["class"]
    for words in ("It was in May.", "First piece", "12 May 2026, 12:05 UTC"):
        assert words in may.get_text()


def test_each_note_has_an_anchor_that_stays_the_same_on_every_page(client) -> None:
    article = make_article(make_journal())
    note(article, "It was in May.", datetime(2026, 5, 12, tzinfo=UTC))
    assert f'id="{publication_of(article).uid}-1"' in shown(client)


def test_an_imported_note_without_a_date_shows_the_text_in_its_place(client) -> None:
    article = make_article(make_journal())
    note(article, "It was older.", datetime(2026, 5, 12, tzinfo=UTC), imported=True)
    assert "date not recorded" in shown(client)


def test_an_imported_note_shows_the_date_of_its_source(client) -> None:
    article = make_article(make_journal())
    note(article, "It was older.", datetime(2026, 5, 12, tzinfo=UTC), imported=True, dated=date(2021, 3, 4))
    assert "4 March 2021" in shown(client)


def test_a_withdrawal_is_listed_with_its_reason_and_earlier_notes(client) -> None:
    article = make_article(make_journal(), "Forged contract")
    note(article, "It was in May.", datetime(2026, 5, 12, tzinfo=UTC))
    withdraw(article, reason="The contract was forged.")
    page = shown(client)
    for words in ("note-removal", "The contract was forged.", "It was in May.", "Forged contract"):
        assert words in page


def test_markup_in_a_note_is_escaped(client) -> None:
    note(make_article(make_journal()), "<img src=x onerror=alert(1)>", datetime(2026, 5, 12, tzinfo=UTC))
    assert "<img src=x" not in shown(client)
    assert "<img src=x" not in client.get("/").content.decode()


def test_a_long_log_has_several_pages(get_page, monkeypatch) -> None:
    monkeypatch.setattr("articles.reading.views.corrections.NOTES_PER_PAGE", 2)
    article = make_article(make_journal())
    for day in (1, 2, 3):
        note(article, f"Note of day {day}.", datetime(2026, 5, day, tzinfo=UTC))
    texts = [
        [note.get_text() for note in get_page(f"/corrections/?page={page}").select(".note p + p, h3 + p")]
        for page in (1, 2)
    ]
    assert texts == [["Note of day 3.", "Note of day 2."], ["Note of day 1."]]


def test_a_page_beyond_the_end_is_not_found(client) -> None:
    assert client.get("/corrections/?page=2").status_code == 404


def test_a_log_without_notes_shows_a_sentence(get_page) -> None:
    assert get_page("/corrections/").select("main .empty")
