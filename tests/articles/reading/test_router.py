"""An address once published is served for ever."""

import pytest
from django.test import Client

from articles.models import JournalPage
from articles.record.notes import NoteDraft, add_note
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_an_article_is_served_at_its_address_without_a_cookie(client, journal):
    make.make_article(journal, "A bridge")
    response = client.get("/tideline/a-bridge/")
    assert response.status_code == 200
    assert "A bridge" in response.content.decode()
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_former_address_redirects_to_the_current_one_with_its_query(client, journal):
    article = make.make_article(journal, "A bridge")
    make.publish_draft(make.edit(article, slug="the-bridge"))
    response = client.get("/tideline/a-bridge/?from=letter")
    assert (response.status_code, response["Location"]) == (301, "/tideline/the-bridge/?from=letter")


def test_a_draft_is_not_found_and_a_draft_of_a_public_article_not_shown(client, journal):
    make.make_draft(journal, "A draft")
    assert client.get("/tideline/a-draft/").status_code == 404
    article = make.make_article(journal, "A bridge")
    make.edit(article, title="Not yet published")
    assert "Not yet published" not in client.get("/tideline/a-bridge/").content.decode()


def test_the_path_in_the_page_tree_redirects_to_the_published_address(client, journal):
    article = make.make_article(journal, "A bridge")
    article.move(make.make_journal("Other"), pos="last-child")
    response = client.get("/other/a-bridge/")
    assert (response.status_code, response["Location"]) == (301, "/tideline/a-bridge/")


def test_a_renamed_journal_keeps_its_old_address_and_its_articles_theirs(
    client, journal, django_capture_on_commit_callbacks
):
    make.make_article(journal, "A bridge")
    journal = JournalPage.objects.get(pk=journal.pk)
    journal.slug = "tide"
    with django_capture_on_commit_callbacks(execute=True):
        journal.save_revision().publish()
    assert client.get("/tideline/a-bridge/").status_code == 200
    response = client.get("/tideline/")
    assert (response.status_code, response["Location"]) == (301, "/tide/")


def test_a_withdrawn_article_has_status_410_with_title_and_authors_and_without_text(client, journal):
    author = make.make_author("Ilinca Drăgan")
    article = make.make_article(journal, "A bridge", authors=[author])
    article.unpublish()
    response = client.get("/tideline/a-bridge/")
    words = response.content.decode()
    assert response.status_code == 410
    assert "A bridge" in words
    assert "Ilinca Drăgan" in words
    assert "note-removal" in words
    assert "The first span is due" not in words


def test_a_note_is_on_the_page_of_its_article(get_page, journal):
    article = make.make_article(journal, "A bridge")
    add_note(article, NoteDraft("correction", "The loan is guaranteed by the treasury."), user=None)
    (note,) = get_page("/tideline/a-bridge/").select("#note-1")
    assert "note-correction" in note["class"]
    assert "The loan is guaranteed by the treasury." in note.get_text()


def test_an_unknown_address_is_not_found_and_a_missing_slash_is_added(client, journal):
    make.make_article(journal, "A bridge")
    assert client.get("/tideline/nothing/").status_code == 404
    assert client.get("/tideline/a-bridge")["Location"] == "/tideline/a-bridge/"


def test_a_post_to_an_article_is_no_server_error(journal):
    make.make_article(journal, "A bridge")
    assert Client(enforce_csrf_checks=True).post("/tideline/a-bridge/").status_code in (200, 403, 405)


@pytest.mark.parametrize("number", [1, 12])
def test_an_article_page_needs_a_fixed_number_of_queries(client, django_assert_num_queries, journal, number):
    authors = [make.make_author(f"Author {n}") for n in range(number)]
    firms = [make.make_firm(f"Firm {n}") for n in range(number)]
    images = [make.make_image() for n in range(number)]
    figure = {"alt": "", "caption": "", "credit": "", "width": "column"}
    body = [make.paragraph("Words"), *(("image", {"image": image, **figure}) for image in images)]
    article = make.make_article(journal, "A bridge", authors=authors, firms=firms, body=body)
    for _ in range(number):
        add_note(article, NoteDraft("update", "More."), user=None)
    make.make_article(journal, "Another", firms=firms)
    client.get("/tideline/a-bridge/")
    with django_assert_num_queries(ARTICLE_QUERIES):
        client.get("/tideline/a-bridge/")


# Site, address, two for restrictions, notes, images, two for recommendations, site settings, journals and their
# restrictions, navigation.
ARTICLE_QUERIES = 12
