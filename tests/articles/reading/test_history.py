"""The history of an article: summaries, and the queries of the pages of versions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import ArticlePage
from articles.reading.presenters.history import History, summary_of
from articles.record.acts import Decider, context_of, finish_act, new_act
from articles.record.basis import basis_of
from articles.record.canonical import canonical_json, parse
from articles.record.chain import Context, append_entry
from articles.record.formats.versions import new_version, version_text
from articles.record.models import ActKind, Entry, Version
from articles.record.notes import NoteDraft, write_note_draft
from articles.record.reader_copy import ReaderCopy
from articles.record.transactions import allow_record_writes, lock_article
from tests import factories as make

pytestmark = pytest.mark.django_db

BASE = "/tideline/a-bridge/"


@pytest.mark.parametrize(
    "summary",
    [
        "",
        "Plain.",
        '“Quoted”, "quoted" and \\ escaped\n\ttwice \u2028',
        '","summary":"forged"}',
        "ї" * 400,
        "null",
        "true",
    ],
)
def test_the_summary_is_read_from_the_text_of_the_version_in_the_database(summary, journal) -> None:
    article = make.make_article(journal, '"summary":"title"}')
    make.publish_draft(make.edit(article, title="Another title"), summary=summary)
    history = History.of(make.publication_of(article))
    assert [row.summary for row in history.choices] == [summary, ""]


def test_the_summary_is_found_whatever_keys_a_later_format_adds(journal) -> None:
    article = make.make_article(journal)
    publication = make.publication_of(article)
    content = parse(publication.version.text) | {"summary": "Kept.", "title": "later", "a": {"summary": "another"}}
    with allow_record_writes():
        add_version(article, 2, canonical_json(content), begin_act(article))
    assert History.of(publication).newest.summary == "Kept."


def test_a_text_without_a_summary_is_an_error_and_not_an_empty_summary() -> None:
    entry = Entry(version=2)
    entry.summary = None
    with pytest.raises(LookupError):
        summary_of(entry)


# `docs/performance.md` has the table.
QUERIES = {"versions/": 9, "versions/2/": 11, "versions/1..2/": 11, "versions/1..50/": 11}


def test_fifty_versions_need_no_more_queries_than_two(client, corrected_article) -> None:
    client.get(BASE)
    with_two = {address: queries_of(client, BASE + address) for address in list(QUERIES)[:3]}
    add_versions(corrected_article, range(3, 51))
    with_fifty = {address: queries_of(client, BASE + address) for address in QUERIES}
    assert with_fifty == with_two | {"versions/1..50/": with_two["versions/1..2/"]}
    assert with_fifty == QUERIES


def add_versions(article: ArticlePage, numbers: range) -> None:
    """Write versions directly to the record, every second one with a note."""
    publication = make.publication_of(article)
    data = ReaderCopy.of(publication.version).data
    with lock_article(article.pk):
        for number in numbers:
            context = begin_act(article)
            text = version_text(new_version(data | {"standfirst": f"Standfirst number {number}."}))
            publication.version = add_version(article, number, text, context)
            if number % 2:
                draft = NoteDraft("update", f"Again {number}.")
                write_note_draft(context, draft, version=number, language="en")
            finish_act(context.act, timezone.now())
        publication.save()


def begin_act(article: ArticlePage) -> Context:
    """Return what the entries of a new act have in common."""
    publication, now = make.publication_of(article), timezone.now()
    act = new_act(
        article,
        ActKind.PUBLICATION,
        Decider(),
        basis_of(publication, publication.article_id),
        uid=publication.uid,
        at=now,
    )
    return context_of(act, publication.uid, now)


def add_version(article: ArticlePage, number: int, text: str, context: Context) -> Version:
    entry = append_entry(context, type="version", text=text, version=number, change_class="")
    version = Version(entry=entry, article=article, number=number, text=text)
    version.save()
    return version


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
