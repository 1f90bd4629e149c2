"""The public pages of an article's versions."""

import json
import re
from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage
from articles.reading.presenters.record_line import make_record_line
from articles.reading.views.versions import split_path
from articles.record.models import Version
from articles.record.notes import NoteDraft, add_note
from articles.record.withdraw import withdraw
from tests import factories as make
from tests.articles.reading.sample import sample_note

pytestmark = pytest.mark.django_db

PAGES = ["versions/", "versions/1/", "versions/2/", "versions/1..2/"]
BASE = "/tideline/a-bridge/"


def text_of(element) -> str:
    """Return the text of an element in one line."""
    return " ".join(element.get_text(" ").split())


def text_at(client, path: str) -> str:
    """Return the text of a page in one line, whatever its status."""
    return text_of(BeautifulSoup(client.get(path).content, "html.parser"))


def by_id(article: ArticlePage) -> str:
    """Return the path that names an article by its permanent id."""
    return f"/record/{make.publication_of(article).uid}/"


def hrefs(element) -> list[str]:
    return [link["href"] for link in element.select("a")]


@pytest.fixture
def article(corrected_article: ArticlePage) -> ArticlePage:
    return corrected_article


def test_the_list_has_time_class_summary_people_and_notes_of_each_version(get_page, article) -> None:
    second, first = get_page(f"{BASE}versions/").select("ol.versions > li.version")
    published = Version.objects.get(article=article, number=2).entry.at
    assert datetime.fromisoformat(second.select_one("time")["datetime"]) == published
    time = timezone.localtime(published)
    assert f"{time:%H:%M} {time.tzname()}" in second.select_one("time").get_text()
    assert text_of(second.select_one(".version-what .kind-correction")) == "Correction. Who guarantees the loan."
    assert "The treasury guarantees the loan." in second.select_one(".version-note.kind-correction").get_text()
    assert second.select_one(".version-who dd").get_text() == "Marius Kask"
    assert first.select_one(".version-what .kind-first")
    assert hrefs(second) == [f"{BASE}versions/2/", f"{by_id(article)}#note-1", f"{BASE}versions/1..2/"]
    assert hrefs(first) == [f"{BASE}versions/1/"]


def test_a_version_without_a_class_is_unclassified(get_page, article) -> None:
    make.publish_draft(make.edit(article, title="The bridge"))
    newest = get_page(f"{BASE}versions/").select("li.version")[0]
    assert newest.select(".version-what .kind-none")


def test_a_withdrawal_and_a_reinstatement_are_in_the_list(get_page, article) -> None:
    withdraw(article, cause="author", reason="The author asked for it.")
    make.publish_draft(make.edit(article, title="The bridge"), summary="The author has agreed.", reinstate=True)
    rows = get_page(f"{BASE}versions/").select("ol.versions > li")
    assert [row["class"][0] for row in rows] == ["version", "event", "event", "version", "version"]
    assert text_of(rows[1].select_one(".version-what")).startswith("Reinstated.")
    assert text_of(rows[2].select_one(".version-what")) == "Withdrawn. The author asked for it."


def test_an_old_version_shows_what_readers_saw_whatever_has_changed_since(get_page, article, author) -> None:
    author.bio, author.affiliation = "<p>A minister.</p>", "The ministry"
    author.save()
    make.publish_draft(make.edit(article, title="The bridge of the treasury", countries=[]))
    page = get_page(f"{BASE}versions/1/")
    text = text_of(page.select_one("article.article"))
    assert "guaranteed by the Facility itself" in text
    assert "An engineer of bridges." in text
    assert "A minister" not in text
    assert "Views are the author’s own." in text
    assert "The treasury guarantees the loan." not in text
    assert hrefs(page.select_one("aside.old-version")) == [
        BASE,
        f"{by_id(article)}#note-1",
        f"{BASE}versions/1..3/",
        f"{BASE}versions/",
    ]


def test_an_old_version_shows_the_pictures_of_the_record(get_page, article) -> None:
    source = get_page(f"{BASE}versions/1/").select_one("figure.lead img")["src"]
    assert re.search(r"record/[0-9a-f]{64}\.webp$", source)


def test_a_version_has_the_notes_that_were_published_while_it_was_current(client, article) -> None:
    add_note(article, NoteDraft("clarification", "The Romanian one."), user=None)
    make.publish_draft(make.edit(article, title="The bridge"))
    second = text_at(client, f"{BASE}versions/2/")
    assert "The treasury guarantees the loan." in second
    assert "The Romanian one." in second
    assert "The Romanian one." not in text_at(client, f"{BASE}versions/1/")


def test_the_page_of_the_newest_version_links_to_the_article_and_to_no_comparison(get_page, article) -> None:
    assert hrefs(get_page(f"{BASE}versions/2/").select_one("aside.old-version")) == [BASE, f"{BASE}versions/"]


def test_the_comparison_has_every_change_word_by_word(get_page, article) -> None:
    page = get_page(f"{BASE}versions/1..2/")
    (hunk,) = page.select("section.hunk")
    assert "Facility itself" in hunk.select_one("del").get_text()
    assert "Romanian treasury" in hunk.select_one("ins").get_text()
    assert "removed: Facility itself" in text_of(hunk)
    assert "added: Romanian treasury" in text_of(hunk)
    assert len(page.select(".hunk-same")) == 2
    assert "The treasury guarantees the loan." in page.select_one(".changes .note-correction").get_text()


@pytest.mark.parametrize("address", PAGES)
def test_pages_of_versions_are_noindex_and_set_no_cookie(client, article, address) -> None:
    response = client.get(BASE + address)
    html = response.content.decode()
    assert response.status_code == 200
    assert '<meta name="robots" content="noindex">' in html
    assert re.findall(r'<link rel="canonical" href="https?://[^/"]+([^"]*)">', html) == [BASE]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", PAGES)
def test_a_former_address_redirects_to_the_same_page_of_the_current_one(client, article, address) -> None:
    make.publish_draft(make.edit(article, slug="the-bridge"))
    response = client.get(f"{BASE}{address}?from=letter")
    assert (response.status_code, response["Location"]) == (301, f"/tideline/the-bridge/{address}?from=letter")


@pytest.mark.parametrize("address", PAGES)
def test_the_versions_of_a_withdrawn_article_have_status_410(client, article, address) -> None:
    withdraw(article, cause="privacy", reason="To protect a witness.")
    response = client.get(BASE + address)
    assert response.status_code == 410
    assert "To protect a witness." not in text_of(BeautifulSoup(response.content, "html.parser"))
    assert "Facility itself" not in text_of(BeautifulSoup(response.content, "html.parser"))
    assert f'href="{BASE}versions/' not in response.content.decode()


UNKNOWN = ["0/", "3/", "02/", "1..3/", "0..1/", "99999999/", "1..2..3/", "x/", "1/2/", "versions/", "-1/", "1../"]


@pytest.mark.parametrize("rest", UNKNOWN)
def test_a_version_that_does_not_exist_is_not_found(client, article, rest) -> None:
    assert client.get(f"{BASE}versions/{rest}").status_code == 404


@pytest.mark.parametrize(("numbers", "expected"), [("2..1/", "1..2/"), ("2..2/", "2/")])
def test_numbers_in_the_wrong_order_redirect_to_the_page_of_the_right_one(client, article, numbers, expected) -> None:
    response = client.get(f"{BASE}versions/{numbers}")
    assert (response.status_code, response["Location"]) == (301, f"{BASE}versions/{expected}")


@pytest.mark.parametrize(
    ("query", "expected"), [("from=1&to=2", "1..2/"), ("from=2&to=1", "1..2/"), ("from=2&to=2", "2/")]
)
def test_the_form_redirects_to_the_comparison(client, article, query, expected) -> None:
    response = client.get(f"{BASE}versions/?{query}")
    assert (response.status_code, response["Location"]) == (302, f"{BASE}versions/{expected}")


@pytest.mark.parametrize("query", ["from=1", "from=1&to=9", "from=x&to=2", "from=1&to=", "from=1&to=٢"])
def test_invalid_values_in_the_form_are_not_found(client, article, query) -> None:
    assert client.get(f"{BASE}versions/?{query}").status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_a_journal_with_a_password_asks_for_it_on_every_page_of_versions(client, article, address) -> None:
    PageViewRestriction.objects.create(
        page=article.get_parent(), restriction_type=PageViewRestriction.PASSWORD, password="quay"
    )
    response = client.get(BASE + address)
    assert response.status_code == 403
    assert "Facility" not in text_of(BeautifulSoup(response.content, "html.parser"))
    assert "treasury" not in text_of(BeautifulSoup(response.content, "html.parser"))
    assert 'type="password"' in response.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_journal_for_a_group_asks_others_to_log_in(client, article, address) -> None:
    restriction = PageViewRestriction.objects.create(
        page=article.get_parent(), restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.get(name="Editors"))
    response = client.get(BASE + address)
    assert response.status_code == 403
    assert "/_util/login/" in response.content.decode()


def test_an_article_with_the_slug_versions_is_found_at_its_address(client, get_page, article) -> None:
    make.make_article(article.get_parent().specific, "On versions", slug="versions")
    assert get_page("/tideline/versions/").select_one("h1").get_text() == "On versions"
    assert len(get_page("/tideline/versions/versions/").select("li.version")) == 1


def test_a_path_is_split_into_that_of_the_article_and_the_rest() -> None:
    assert split_path("/tideline/a-bridge/versions/1..2/") == ("/tideline/a-bridge/", "versions/1..2/")
    assert split_path("/tideline/a-bridge/") == ("", "")
    assert split_path("/versions/") == ("", "")


def test_the_record_line_has_version_and_day_and_links_to_the_list(get_page, article) -> None:
    make.make_article(article.get_parent().specific, "A tunnel")
    (line,) = get_page("/tideline/a-tunnel/").select("p.record-line")
    assert line["class"] == ["record-line"]
    assert hrefs(line) == ["/tideline/a-tunnel/versions/"]
    assert [time["datetime"] for time in line.select("time")] == [timezone.localdate().isoformat()]


def test_the_record_line_of_a_corrected_article_names_the_change_and_links_to_it(get_page, article) -> None:
    (line,) = get_page(BASE).select("p.record-line.record-correction")
    assert hrefs(line) == [f"{BASE}versions/", f"{BASE}versions/1..2/"]
    today = timezone.localdate()
    assert text_of(line).startswith(f"Version 2 , corrected {today.day} {today:%B %Y}")


LABELS = {
    "correction": "corrected",
    "clarification": "clarified",
    "update": "updated",
    "disclosure": "disclosure added",
    "editors_note": "editor’s note",
    "concern": "expression of concern",
    "retraction": "retracted",
}


def test_the_record_line_names_the_newest_note_that_marks_an_article(article) -> None:
    publication = make.publication_of(article)
    labels = {
        kind: make_record_line(publication, [sample_note(kind=kind), sample_note(kind="removal")]).label
        for kind in (*LABELS, "return")
    }
    assert labels == LABELS | {"return": ""}


def test_a_note_with_a_new_version_links_to_the_comparison_and_another_does_not(get_page, article) -> None:
    add_note(article, NoteDraft("correction", "The loan is 318 million."), user=None)
    page = get_page(BASE)
    assert hrefs(page.select_one("#note-1")) == [f"{BASE}versions/1/", f"{BASE}versions/1..2/"]
    assert hrefs(page.select_one("#note-2")) == []
    links = [hrefs(note.select_one("dl.attest")) for note in get_page("/corrections/").select(".note-row")]
    assert links == [[f"{by_id(article)}#note-2"], [f"{by_id(article)}#note-1", f"{BASE}versions/1..2/"]]


def test_json_ld_has_the_number_of_the_version(client, article) -> None:
    html = client.get(BASE).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    assert data["version"] == 2


def test_hostile_markup_is_escaped_on_every_page(client, article) -> None:
    hostile = "<script>alert(1)</script> & <b>bold</b>"
    make.publish_draft(
        make.edit(article, title=hostile, standfirst=hostile), summary=hostile, notes=[NoteDraft("update", hostile)]
    )
    for address in (*PAGES, "versions/3/", "versions/2..3/"):
        assert "<script>alert" not in client.get(BASE + address).content.decode()
