"""Words are removed from every copy of an article, and nothing else changes."""

import json

import pytest
from django.db import IntegrityError, connection, transaction

from articles.models import ArticlePage
from articles.record.canonical import digest, parse
from articles.record.formats.addenda import read_redaction
from articles.record.models import Act, Addendum, Entry, Note, Permit, Publication, Version
from articles.record.reader_copy import ReaderCopy
from articles.record.redaction.run import redact_words
from articles.record.refusals import Refused
from articles.record.transactions import allow_redaction
from articles.record.verify import verify
from journal.newsletter.models import Consent, Subscriber
from tests import factories as make
from tests.articles.record.redaction.conftest import NAME, SLUG
from tests.articles.record.redaction.searching import files_with, tables_with
from tests.articles.record.tampering import sql, tamper

pytestmark = pytest.mark.django_db

ORDER = {"cause": "court", "order": "District court, 12 O 34/26", "text": "A name was removed."}


def redact(article: ArticlePage, words: str = NAME, **options):
    return redact_words(article, words, **{**ORDER, **options})


def copies(article: ArticlePage) -> list[dict]:
    versions = Version.objects.filter(article=article).order_by("number")
    return [ReaderCopy.of(version).data for version in versions]


def test_the_words_are_in_no_table_and_no_file_afterwards(named_article, django_capture_on_commit_callbacks):
    found = tables_with(NAME, SLUG)
    assert {"record_version", "record_note", "record_publication", "record_address", "wagtailcore_page"} <= found
    assert {"wagtailcore_revision", "wagtailcore_comment", "wagtailcore_commentreply"} <= found
    assert {"wagtailcore_pagelogentry", "wagtailredirects_redirect", "wagtailadmin_formstate"} <= found
    assert {"record_waitingnote", "articles_articlepage", "wagtail_footnotes_footnote"} <= found
    with django_capture_on_commit_callbacks(execute=True):
        redact(named_article)
    assert tables_with(NAME, SLUG, "kowalski") == set()
    assert files_with(NAME, SLUG) == set()


def test_the_record_verifies_and_its_heads_are_unchanged(named_article):
    heads = list(Entry.objects.filter(article=named_article).values_list("position", "digest", "content_digest"))
    redact(named_article)
    assert [str(finding) for finding in verify()] == []
    after = list(Entry.objects.filter(article=named_article).values_list("position", "digest", "content_digest"))
    assert after[:-1] == heads
    assert not Permit.objects.exists()


@pytest.mark.parametrize("column", ["entry_id", "article_id", "number"])
def test_only_the_text_of_one_entry_can_be_written_for_a_redaction(named_article, column):
    first, second = Version.objects.filter(article=named_article).order_by("number")
    with transaction.atomic(), allow_redaction(first.pk):
        for change, pk in ((f"{column} = {column} + 1", first.pk), ("text = text", second.pk)):
            with pytest.raises(IntegrityError), transaction.atomic():
                sql(f"UPDATE record_version SET {change} WHERE entry_id = %s", pk)
        sql("UPDATE record_version SET text = text WHERE entry_id = %s", first.pk)


def test_the_redaction_is_an_entry_that_names_parts_and_no_words(named_article):
    redact(named_article)
    entry = Entry.objects.filter(article=named_article).order_by("position").last()
    assert (entry.type, entry.change_class) == ("redaction", "")
    assert Act.objects.get(pk=entry.act).kind == "redaction"
    content = read_redaction(Addendum.objects.get(entry=entry).text)
    assert (content["cause"], content["order"], content["text"]) == tuple(ORDER.values())
    assert [touched["position"] for touched in content["touched"]] == [1, 2, 3, 4, 5]
    first = content["touched"][0]
    assert {"/copy/title", "/copy/path", "/copy/body/1/text", "/copy/body/5/items/1"} <= set(first["parts"])
    assert first["now"] == digest(Version.objects.get(article=named_article, number=1).text)


def test_structure_is_kept_and_the_nonce_is_new(named_article):
    before = [parse(version.text) for version in Version.objects.filter(article=named_article).order_by("number")]
    redact(named_article)
    after = [parse(version.text) for version in Version.objects.filter(article=named_article).order_by("number")]
    for old, new in zip(before, after, strict=True):
        assert old["nonce"] != new["nonce"]
        assert shape(old["copy"]) == shape(new["copy"])
    assert "".join(span.get("text", "") for span in after[0]["copy"]["body"][1]["text"][0]) == "It was ███ who knew."
    assert after[0]["copy"]["title"] == "███ and the bridge"


def shape(value: object) -> object:
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return [shape(inner) for inner in value] if isinstance(value, list) else type(value).__name__


def test_what_both_versions_had_is_still_equal(named_article):
    redact(named_article)
    first, second = copies(named_article)
    assert first["path"] == second["path"]
    assert first["body"][:-1] == second["body"][:-1]
    assert {key for key in first if first[key] != second[key]} == {"body"}


def test_every_public_page_answers_without_the_words(named_article, client):
    redact(named_article)
    path = make.publication_of(named_article).current_address.path
    assert path.startswith("/tideline/redacted-")
    for page in (path, f"{path}versions/", f"{path}versions/1/", f"{path}versions/1..2/", "/tideline/", "/feed/"):
        response = client.get(page)
        assert response.status_code == 200, page
        assert "kowalski" not in response.content.decode().lower(), page
    assert client.get("/corrections/").status_code == 200
    assert "article was found" not in client.get("/search/", {"q": NAME}).content.decode()
    assert path not in client.get("/search/", {"q": NAME}).content.decode()
    assert path in client.get("/search/", {"q": "bridge"}).content.decode()


def test_where_a_reader_signed_up_is_the_new_address(named_article):
    old = make.publication_of(named_article).current_address.path
    subscriber = Subscriber.objects.create(address="a@example.org", normalised="a@example.org", key="a@example.org")
    Consent.objects.create(subscriber=subscriber, kind=Consent.Kind.REQUESTED, source=old)
    redact(named_article)
    assert Consent.objects.get().source == make.publication_of(named_article).current_address.path


def test_the_old_address_is_not_found(named_article, client):
    old = make.publication_of(named_article).current_address.path
    redact(named_article)
    assert client.get(old).status_code == 404


def test_page_versions_and_corrections_show_that_something_was_redacted(named_article, client):
    redact(named_article)
    path = make.publication_of(named_article).current_address.path
    for page in (path, f"{path}versions/", f"{path}versions/1/", "/corrections/"):
        assert ORDER["order"] in client.get(page).content.decode(), page


def test_a_redaction_moves_no_date_and_no_note(named_article):
    columns = ("published_on", "published_at", "substantive_at", "updated_at", "last_note", "version_id", "status")
    before = Publication.objects.values(*columns).get(article=named_article)
    redact(named_article)
    assert Publication.objects.values(*columns).get(article=named_article) == before


def test_redacting_again_changes_nothing(named_article):
    assert redact(named_article)
    texts = stored_texts()
    count = Entry.objects.count(), Act.objects.count()
    assert redact(named_article) is None
    assert stored_texts() == texts
    assert (Entry.objects.count(), Act.objects.count()) == count


def stored_texts() -> list[str]:
    models = (Version, Note, Addendum)
    return [text for model in models for text in model.objects.order_by("pk").values_list("text", flat=True)]


def test_a_redaction_can_be_redacted_itself(named_article):
    redact(named_article, text="On the wish of a Mr Nowakowski.")
    redact(named_article, "Nowakowski")
    assert [str(finding) for finding in verify()] == []
    assert tables_with("Nowakowski") == set()


def test_an_article_can_be_edited_and_published_after_a_redaction(named_article):
    redact(named_article)
    draft = ArticlePage.objects.get(pk=named_article.pk)
    make.publish_draft(make.edit(draft, standfirst="Shorter"), change_class="update")
    assert [str(finding) for finding in verify()] == []
    assert tables_with(NAME) == set()


def test_a_draft_that_was_never_published_is_redacted_without_an_entry(db):
    draft = make.make_draft(make.make_journal("Frontier"), "A draft on Piotr Nowak", slug="on-piotr-nowak")
    redact(draft, "Piotr Nowak")
    assert tables_with("Piotr Nowak", "piotr-nowak") == set()
    assert not Entry.objects.filter(article=draft).exists()
    assert ArticlePage.objects.get(pk=draft.pk).url_path.endswith(f"/{ArticlePage.objects.get(pk=draft.pk).slug}/")


def change_first_version(article: ArticlePage) -> None:
    version = Version.objects.get(article=article, number=1)
    text = version.text.replace("right", "wrong")
    tamper("UPDATE record_version SET text = %s WHERE entry_id = %s", text, version.pk)


def test_a_restored_text_is_reported(named_article):
    version = Version.objects.get(article=named_article, number=1)
    redact(named_article)
    tamper("UPDATE record_version SET text = %s WHERE entry_id = %s", version.text, version.pk)
    assert [finding.position for finding in verify() if "redaction" in finding.message] == [1]


def test_a_changed_text_is_still_reported_after_a_redaction_of_others(named_article):
    redact(named_article, "measured it")
    change_first_version(named_article)
    assert [finding.position for finding in verify() if "its digest" in finding.message] == [1]


def test_a_chain_that_does_not_verify_is_refused(named_article):
    change_first_version(named_article)
    with pytest.raises(Refused) as refused:
        redact(named_article)
    assert refused.value.code == "chain_does_not_verify"
    assert "record_note" in tables_with(NAME)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"words": "ab"}, "words_too_short"),
        ({"cause": "revenge"}, "unknown_cause"),
        ({"text": f"About {NAME}."}, "words_in_reason"),
        ({"order": "x" * 401}, "reason_too_long"),
    ],
)
def test_a_redaction_without_a_proper_reason_is_refused(named_article, options, code):
    with pytest.raises(Refused) as refused:
        redact(named_article, **options)
    assert refused.value.code == code
    assert "record_version" in tables_with(NAME)


def test_other_articles_keep_the_words(named_article):
    other = make.make_article(named_article.get_parent().specific, f"Another on {NAME}")
    redact(named_article)
    assert Version.objects.get(article=other).text.count(NAME) == 1


def test_text_columns_hold_json_as_before(named_article):
    redact(named_article)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM articles_articlepage")
        body = json.loads(cursor.fetchone()[0])
    assert body[0]["value"]["text"] == "What ███ wrote"
