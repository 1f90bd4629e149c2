"""The front page."""

from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from articles.record.notes import NoteDraft, add_note
from articles.record.withdraw import withdraw
from journal.models import HomePage
from tests.factories import make_article, make_country, make_draft, make_image, make_journal

pytestmark = pytest.mark.django_db


def shown(client) -> str:
    return client.get("/").content.decode()


def headline(client) -> str:
    page = shown(client)
    return page[page.index("<h1") : page.index("</h1>")]


def choose(article) -> None:
    HomePage.objects.update(lead_article=article)


def test_the_newest_article_leads_by_default(client) -> None:
    journal = make_journal()
    make_article(journal, "Older", published_on=date(2024, 1, 1))
    make_article(journal, "Newer", published_on=date(2025, 1, 1))
    assert "Newer" in headline(client)


def test_the_chosen_article_leads_and_is_not_repeated_below(client) -> None:
    journal = make_journal()
    chosen = make_article(journal, "Chosen", published_on=date(2024, 1, 1))
    make_article(journal, "Newer", published_on=date(2025, 1, 1))
    choose(chosen)
    assert "Chosen" in headline(client)
    assert shown(client).count(">Chosen<") == 1


def test_a_chosen_article_that_is_not_public_does_not_lead(client) -> None:
    journal = make_journal()
    make_article(journal, "Public")
    choose(make_draft(journal, "Draft"))
    assert "Public" in headline(client)
    withdrawn = make_article(journal, "Withdrawn")
    choose(withdrawn)
    withdraw(withdrawn)
    assert "Public" in headline(client)


def test_the_lead_picture_has_the_sizes_of_a_lead(client) -> None:
    make_article(make_journal(), lead_image=make_image(size=(1600, 1000)))
    assert "1440w" in shown(client)


def test_each_journal_shows_its_newest_four(client) -> None:
    journal = make_journal()
    for number in range(6):
        make_article(journal, f"Piece {number}", published_on=date(2024, 1, 1 + number))
    page = shown(client)
    assert [number for number in range(6) if f">Piece {number}<" in page] == [1, 2, 3, 4, 5]


def test_a_private_journal_has_no_column(client) -> None:
    PageViewRestriction.objects.create(page=make_journal("Secrets"), restriction_type="login")
    assert "Secrets" not in shown(client)


def test_the_newest_notes_are_on_the_front_page(client) -> None:
    add_note(make_article(make_journal()), NoteDraft("correction", "It is older."), user=None)
    assert "It is older." in shown(client)
    assert 'class="oxford ledger"' in shown(client)


def test_without_notes_there_is_no_section_of_notes(client) -> None:
    make_article(make_journal())
    assert 'class="oxford ledger"' not in shown(client)


def test_the_front_page_lists_the_kinds_that_have_entities(client) -> None:
    make_article(make_journal(), countries=[make_country()])
    page = shown(client)
    assert 'href="/countries/belarus/"' in page
    assert '<li class="more"><a href="/countries/">' in page
    assert '<li class="more"><a href="/firms/">' not in page


def test_the_sign_up_form_has_the_heading_and_text_of_the_page(client) -> None:
    HomePage.objects.update(sign_up_heading="Both journals, on Thursdays", sign_up_text="One letter a week.")
    page = shown(client)
    assert "Both journals, on Thursdays" in page
    assert "One letter a week." in page


def test_the_front_page_of_an_empty_site_has_a_heading(client) -> None:
    page = shown(client)
    assert '<p class="empty">' in page
    assert page.count("<h1") == 1
