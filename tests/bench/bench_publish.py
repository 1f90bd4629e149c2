"""Publishing through the record, compared with Wagtail's publish action alone."""

import pytest
from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from articles.record import bulk
from articles.record.transactions import allow_record_writes
from tests import factories as make
from tests.bench.bench_article_page import SENTENCES
from tests.bench.measuring import milliseconds, queries, table

NUMBER = 20

pytestmark = pytest.mark.django_db


def revisions(journal, **fields) -> list:
    """Revisions of unpublished articles, each of forty paragraphs."""
    body = [make.paragraph(SENTENCES) for _number in range(40)]
    return [make.make_draft(journal, body=body, **fields).get_latest_revision() for _number in range(NUMBER + 1)]


def by_wagtail(revision) -> None:
    with transaction.atomic(), allow_record_writes():
        PublishPageRevisionAction(revision).execute(skip_permission_checks=True)


def measured(act, revisions: list) -> tuple[str, int]:
    waiting = iter(revisions)
    counted = queries(lambda: act(next(waiting)))
    return f"{milliseconds(lambda: act(next(waiting)), NUMBER):.1f}", counted


def test_publication_with_and_without_the_record():
    journal = make.make_journal()
    fields = {"authors": [make.make_author()], "countries": [make.make_country()]}
    picture = make.make_image(size=(1600, 1000))
    rows = [
        ["Wagtail alone", *measured(by_wagtail, revisions(journal, **fields))],
        ["through the record", *measured(make.publish, revisions(journal, **fields))],
        ["through the record, one picture", *measured(make.publish, revisions(journal, lead_image=picture, **fields))],
    ]
    items = [bulk.Item(revision) for revision in revisions(journal, **fields)]
    together = milliseconds(lambda: bulk.publish_many(items), 1) / len(items)
    rows.append(["an archive, in batches", f"{together:.1f}", "–"])
    table("One publication", ["", "CPU ms", "queries"], rows)
