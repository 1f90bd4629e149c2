"""The Atom feed of the site."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from wagtail.models import Site

from articles.models import SiteSettings
from articles.record import clock
from articles.record.notes import NoteDraft, add_note
from articles.record.withdraw import withdraw
from tests.factories import edit, make_article, make_author, make_journal, publication_of, publish_draft

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
WHEN = datetime(2026, 5, 12, 12, 5, tzinfo=UTC)


def read(client):
    response = client.get("/feed/")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def entries(client) -> dict:
    return {entry.findtext("a:title", namespaces=ATOM): entry for entry in read(client).findall("a:entry", ATOM)}


def text(entry, name: str) -> str:
    return entry.findtext(f"a:{name}", namespaces=ATOM)


def test_an_entry_has_absolute_url_authors_and_summary(client) -> None:
    author = make_author("Nino Abashvili")
    article = make_article(
        make_journal(), "A bridge", standfirst="Rails & rivers <now>", authors=[author], language="be"
    )
    (entry,) = entries(client).values()
    assert entry.find("a:link", ATOM).get("href") == "http://testserver/tideline/a-bridge/"
    assert text(entry, "id") == f"urn:uuid:{publication_of(article).uid}"
    assert entry.find("a:summary", ATOM).get("type") == "text"
    assert text(entry, "summary") == "Rails & rivers <now>"
    assert entry.findtext("a:author/a:name", namespaces=ATOM) == "Nino Abashvili"
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "be"


def test_each_note_is_an_entry(client) -> None:
    article = make_article(make_journal(), "A bridge")
    with clock.demo_time(WHEN):
        add_note(article, NoteDraft("correction", "It is older."), user=None)
    entry = entries(client)["Correction: A bridge"]
    assert text(entry, "summary") == "It is older."
    assert text(entry, "updated") == "2026-05-12T12:05:00+00:00"
    assert entry.find("a:link", ATOM).get("href") == f"http://testserver/record/{publication_of(article).uid}/#note-1"


def test_a_note_and_no_copy_edit_moves_the_date_of_an_article(client) -> None:
    with clock.demo_time(WHEN):
        article = make_article(make_journal(), "A bridge", published_on=date(2026, 5, 12))
    publish_draft(edit(article, title="A brigde mended"), change_class="copy_edit")
    assert text(entries(client)["A brigde mended"], "updated") == "2026-05-12T12:05:00+00:00"
    add_note(article, NoteDraft("correction", "It is older."), user=None)
    assert text(entries(client)["A brigde mended"], "updated") > "2026-05-12T12:05:00+00:00"


def test_ids_stay_the_same_with_another_host_title_and_address(client) -> None:
    article = make_article(make_journal(), "A bridge")
    add_note(article, NoteDraft("correction", "It is older."), user=None)
    before = sorted(text(entry, "id") for entry in entries(client).values())
    Site.objects.update(hostname="journal.example.org", port=443)
    Site.clear_site_root_paths_cache()
    publish_draft(edit(article, title="A viaduct", slug="a-viaduct"))
    assert sorted(text(entry, "id") for entry in entries(client).values()) == before
    assert len(set(before)) == 2


def test_urls_have_the_host_of_the_site_and_not_of_the_request(client) -> None:
    make_article(make_journal(), "A bridge")
    assert "evil.example" not in client.get("/feed/", headers={"host": "evil.example"}).content.decode()


def test_a_withdrawn_article_is_replaced_by_its_note(client) -> None:
    withdraw(make_article(make_journal(), "A bridge"), reason="The contract was forged.")
    assert list(entries(client)) == ["Withdrawal: A bridge"]


def test_the_feed_is_limited_to_the_newest_entries(client, monkeypatch) -> None:
    monkeypatch.setattr("articles.reading.views.feed.MAX_ENTRIES", 2)
    journal = make_journal()
    for day in (1, 3, 2):
        make_article(journal, f"Of day {day}", published_on=date(2024, 1, day))
    assert list(entries(client)) == ["Of day 3", "Of day 2"]


def test_characters_that_xml_does_not_allow_are_left_out(client) -> None:
    make_article(make_journal(), "A \x0bbridge\x1f\ufffe", slug="a-bridge")
    assert list(entries(client)) == ["A bridge"]


def test_the_title_of_the_feed_is_the_name_of_the_site(client) -> None:
    SiteSettings.objects.update_or_create(site=Site.objects.get(), defaults={"name": "Holmgate"})
    assert text(read(client), "title") == "Holmgate"


def test_an_unchanged_feed_has_status_304(client) -> None:
    make_article(make_journal())
    tag = client.get("/feed/")["ETag"]
    assert client.get("/feed/", headers={"if-none-match": tag}).status_code == 304
