"""The summaries of versions, which are read from the texts in the database."""

import pytest

from articles.reading.presenters.history import History, summary_of
from articles.record.canonical import canonical_json, parse
from articles.record.models import Entry
from articles.record.transactions import allow_record_writes
from tests import factories as make
from tests.articles.reading.stored_versions import add_version

pytestmark = pytest.mark.django_db


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
        add_version(article, 2, canonical_json(content))
    assert History.of(publication).newest.summary == "Kept."


def test_a_text_without_a_summary_is_an_error_and_not_an_empty_summary() -> None:
    entry = Entry(version=2)
    entry.summary = None
    with pytest.raises(LookupError):
        summary_of(entry)
