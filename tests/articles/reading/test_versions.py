"""The public pages of an article's versions."""

import json
import re

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage
from articles.reading.presenters.history import summary_of
from articles.reading.views.versions import split_path
from articles.record.canonical import canonical_json, new_nonce
from articles.record.chain import Context, append_entry
from articles.record.models import Version
from articles.record.notes import NoteDraft, add_note, write_note_draft
from articles.record.reader_copy import ReaderCopy
from articles.record.transactions import allow_record_writes
from articles.record.withdraw import withdraw
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGES = ["versions/", "versions/1/", "versions/2/", "versions/1..2/"]
BASE = "/tideline/a-bridge/"


def words_of(answer) -> str:
    """The text of a page, in one line."""
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def author():
    return make.make_author("Ilinca Drăgan", bio="<p>An engineer of bridges.</p>", portrait=make.make_image())


@pytest.fixture
def article(author) -> ArticlePage:
    """Two versions; the second came with a correction."""
    disclaimer = make.make_disclaimer("<p>Views are the author’s own.</p>")
    journal = make.make_journal(disclaimers=[disclaimer])
    article = make.make_article(
        journal,
        "A bridge",
        slug="a-bridge",
        standfirst="The loan is guaranteed by the Facility itself.",
        authors=[author],
        countries=[make.make_country()],
        lead_image=make.make_image(),
    )
    editor = make.make_user("marius", public="Marius Kask")
    make.publish_draft(
        make.edit(article, standfirst="The loan is guaranteed by the Romanian treasury."),
        user=editor,
        summary="Who guarantees the loan.",
        notes=[NoteDraft("correction", "The treasury guarantees the loan.")],
    )
    return ArticlePage.objects.get(pk=article.pk)


def test_the_list_names_each_version_with_time_class_summary_and_people(client, article) -> None:
    answer = client.get(f"{BASE}versions/")
    said = words_of(answer)
    assert answer.status_code == 200
    assert "2 versions, each as readers saw it." in said
    assert "Correction. Who guarantees the loan." in said
    assert "Published by Marius Kask" in said
    assert "First publication." in said
    assert "Note 1. The treasury guarantees the loan." in said
    time = timezone.localtime(Version.objects.get(article=article, number=2).entry.at)
    assert f"{time:%H:%M} {time.tzname()}" in said
    for address in ("versions/1/", "versions/2/", "versions/1..2/"):
        assert f'href="{BASE}{address}"' in answer.content.decode()


def test_a_version_without_a_class_is_called_unclassified(client, article) -> None:
    make.publish_draft(make.edit(article, title="The bridge"))
    assert "Unclassified." in words_of(client.get(f"{BASE}versions/"))


def test_a_withdrawal_and_a_return_stand_in_the_list(client, article) -> None:
    withdraw(article, cause="legal", reason="A court asked for it.")
    make.publish_draft(make.edit(article, title="The bridge"), summary="The court has decided.")
    said = words_of(client.get(f"{BASE}versions/"))
    assert "Withdrawn. A court asked for it." in said
    assert "Back in public." in said
    assert said.index("Version 3") < said.index("Withdrawn.") < said.index("Version 2")


def test_an_old_version_reads_as_it_stood_whatever_has_changed_since(client, article, author) -> None:
    author.bio, author.affiliation = "<p>A minister.</p>", "The ministry"
    author.save()
    make.publish_draft(make.edit(article, title="The bridge of the treasury", countries=[]))
    said = words_of(client.get(f"{BASE}versions/1/"))
    assert "You are reading version 1, as it stood." in said
    assert "Readers now see version 3." in said
    assert "guaranteed by the Facility itself" in said
    assert "An engineer of bridges." in said
    assert "A minister" not in said
    assert "Views are the author’s own." in said
    assert "The treasury guarantees the loan." not in said
    assert "Correction, note 1" in said


def test_an_old_version_shows_the_pictures_of_the_record(client, article) -> None:
    answer = client.get(f"{BASE}versions/1/").content.decode()
    assert re.search(r'<img src="[^"]*record/[0-9a-f]{64}\.webp"', answer)


def test_the_notes_that_stood_while_a_version_was_current_stand_on_it(client, article) -> None:
    add_note(article, NoteDraft("clarification", "The Romanian one."), user=None)
    make.publish_draft(make.edit(article, title="The bridge"))
    second = words_of(client.get(f"{BASE}versions/2/"))
    assert "The treasury guarantees the loan." in second
    assert "The Romanian one." in second
    assert "The Romanian one." not in words_of(client.get(f"{BASE}versions/1/"))


def test_the_newest_version_says_that_readers_see_it_now(client, article) -> None:
    said = words_of(client.get(f"{BASE}versions/2/"))
    assert "This is version 2, which readers see now." in said


def test_the_page_of_changes_has_every_change_word_by_word(client, article) -> None:
    answer = client.get(f"{BASE}versions/1..2/")
    html = answer.content.decode()
    assert "From version 1 to version 2" in html
    assert "Change 1 of 1" in html
    assert re.search(r"<del>.*?Facility itself.*?</del><ins>.*?Romanian treasury.*?</ins>", html)
    said = words_of(answer)
    assert "taken out: Facility itself" in said
    assert "Paragraph 1 is unchanged." in said
    assert "Unchanged: Journal, Headline, Authors" in said
    assert "The treasury guarantees the loan." in said


@pytest.mark.parametrize("address", PAGES)
def test_none_of_the_pages_is_for_search_engines_and_none_sets_a_cookie(client, article, address) -> None:
    answer = client.get(BASE + address)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert '<meta name="robots" content="noindex">' in html
    assert re.findall(r'<link rel="canonical" href="https?://[^/"]+([^"]*)">', html) == [BASE]
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize("address", PAGES)
def test_an_old_address_leads_to_the_same_page_of_the_new_one(client, article, address) -> None:
    make.publish_draft(make.edit(article, slug="the-bridge"))
    answer = client.get(f"{BASE}{address}?from=letter")
    assert (answer.status_code, answer["Location"]) == (301, f"/tideline/the-bridge/{address}?from=letter")


@pytest.mark.parametrize("address", PAGES)
def test_the_versions_of_a_withdrawn_article_are_gone_with_it(client, article, address) -> None:
    withdraw(article, cause="privacy", reason="To protect a witness.")
    answer = client.get(BASE + address)
    assert answer.status_code == 410
    assert "To protect a witness." in words_of(answer)
    assert "Facility itself" not in words_of(answer)
    assert f'href="{BASE}versions/' not in answer.content.decode()


NOWHERE = ["0/", "3/", "02/", "1..3/", "0..1/", "99999999/", "1..2..3/", "x/", "1/2/", "versions/", "-1/", "1../"]


@pytest.mark.parametrize("rest", NOWHERE)
def test_a_version_that_does_not_exist_is_not_found(client, article, rest) -> None:
    assert client.get(f"{BASE}versions/{rest}").status_code == 404


@pytest.mark.parametrize(("asked", "given"), [("2..1/", "1..2/"), ("2..2/", "2/")])
def test_numbers_in_the_wrong_order_lead_to_the_right_page(client, article, asked, given) -> None:
    answer = client.get(f"{BASE}versions/{asked}")
    assert (answer.status_code, answer["Location"]) == (301, f"{BASE}versions/{given}")


@pytest.mark.parametrize(
    ("query", "given"), [("from=1&to=2", "1..2/"), ("from=2&to=1", "1..2/"), ("from=2&to=2", "2/")]
)
def test_the_form_leads_to_the_page_of_changes(client, article, query, given) -> None:
    answer = client.get(f"{BASE}versions/?{query}")
    assert (answer.status_code, answer["Location"]) == (302, f"{BASE}versions/{given}")


@pytest.mark.parametrize("query", ["from=1", "from=1&to=9", "from=x&to=2", "from=1&to=", "from=1&to=٢"])
def test_a_form_filled_with_nonsense_is_not_found(client, article, query) -> None:
    assert client.get(f"{BASE}versions/?{query}").status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_a_private_journal_asks_on_every_page_of_versions(client, article, address) -> None:
    PageViewRestriction.objects.create(
        page=article.get_parent(), restriction_type=PageViewRestriction.PASSWORD, password="quay"
    )
    answer = client.get(BASE + address)
    assert answer.status_code == 200
    assert "Facility" not in words_of(answer)
    assert "treasury" not in words_of(answer)
    assert 'type="password"' in answer.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_journal_for_a_group_sends_strangers_to_log_in(client, article, address) -> None:
    restriction = PageViewRestriction.objects.create(
        page=article.get_parent(), restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.get(name="Editors"))
    answer = client.get(BASE + address)
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_an_article_called_versions_is_found_at_its_address(client, article) -> None:
    make.make_article(article.get_parent().specific, "On versions", slug="versions")
    assert "On versions" in words_of(client.get("/tideline/versions/"))
    assert "One version, as readers saw it." in words_of(client.get("/tideline/versions/versions/"))


def test_the_address_of_versions_is_split_from_that_of_the_article() -> None:
    assert split_path("/tideline/a-bridge/versions/1..2/") == ("/tideline/a-bridge/", "versions/1..2/")
    assert split_path("/tideline/a-bridge/") == ("", "")
    assert split_path("/versions/") == ("", "")


@pytest.mark.parametrize(
    "summary", ["", "Plain.", '“Said”, "said" and \\ said\n\ttwice \u2028', '","summary":"forged"}', "ї" * 400]
)
def test_a_summary_is_read_from_the_end_of_the_canonical_text(summary) -> None:
    text = canonical_json({"format": 1, "nonce": new_nonce(), "summary": summary, "copy": {"title": '"summary":"no"}'}})
    assert summary_of(text[-4000:]) == summary
    assert summary_of("") == ""


def test_the_record_line_says_version_and_day_and_leads_to_the_list(client) -> None:
    make.make_article(make.make_journal(), "A bridge")
    said = words_of(client.get(BASE))
    today = f"{timezone.localdate().day} {timezone.localdate():%B %Y}"
    assert f"Version 1 · {today}" in said
    assert "See what changed" not in said


def test_the_record_line_of_a_corrected_article_says_so_and_leads_to_the_change(client, article) -> None:
    html = client.get(BASE).content.decode()
    line = re.search(r'<p class="record-line record-correction">.*?</p>', html)[0]
    assert f'href="{BASE}versions/"' in line
    assert f'href="{BASE}versions/1..2/"' in line
    today = f"{timezone.localdate().day} {timezone.localdate():%B %Y}"
    assert f"Version 2, corrected {today}" in " ".join(re.sub(r"<[^>]+>", "", line).split())


def test_a_note_that_came_with_a_version_links_to_the_change_and_another_does_not(client, article) -> None:
    add_note(article, NoteDraft("correction", "The loan is 318 million."), user=None)
    html = client.get(BASE).content.decode()
    first, second = (re.search(rf'id="note-{number}".*?</section>', html, re.DOTALL)[0] for number in (1, 2))
    assert f'href="{BASE}versions/1/">Version 1 as it stood' in first
    assert f'href="{BASE}versions/1..2/">Compare 1 and 2' in first
    assert "versions/" not in second
    log = client.get("/corrections/").content.decode()
    assert log.count(f'href="{BASE}versions/1..2/">Versions 1 and 2') == 1


def test_json_ld_gives_the_number_of_the_version(client, article) -> None:
    html = client.get(BASE).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    assert data["version"] == 2


def test_what_hostile_words_say_is_shown_and_not_run(client, article) -> None:
    hostile = "<script>alert(1)</script> & <b>bold</b>"
    make.publish_draft(
        make.edit(article, title=hostile, standfirst=hostile), summary=hostile, notes=[NoteDraft("update", hostile)]
    )
    for address in (*PAGES, "versions/3/", "versions/2..3/"):
        assert "<script>alert" not in client.get(BASE + address).content.decode()


# `docs/performance.md` has the table.
QUERIES = {"versions/": 9, "versions/2/": 11, "versions/1..2/": 11, "versions/1..50/": 11}


def test_fifty_versions_cost_no_more_queries_than_two(client, article, author) -> None:
    client.get(BASE)
    with_two = {address: queries_of(client, BASE + address) for address in list(QUERIES)[:3]}
    add_versions(article, range(3, 51))
    with_fifty = {address: queries_of(client, BASE + address) for address in QUERIES}
    assert with_fifty == with_two | {"versions/1..50/": with_two["versions/1..2/"]}
    assert with_fifty == QUERIES


def add_versions(article: ArticlePage, numbers: range) -> None:
    """Versions straight into the record, every second one with a note."""
    publication = make.publication_of(article)
    data = ReaderCopy.of(publication.version).data
    with allow_record_writes():
        for number in numbers:
            text = ReaderCopy(data | {"standfirst": f"Standfirst number {number}."}).version_text()
            context = Context(article, publication.uid, timezone.now(), "Marius Kask")
            entry = append_entry(context, type="version", text=text, version=number, change_class="")
            version = Version(entry=entry, article=article, number=number, text=text)
            version.save()
            if number % 2:
                write_note_draft(context, NoteDraft("update", f"Again {number}."), version=number)
        publication.version = version
        publication.save()


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
