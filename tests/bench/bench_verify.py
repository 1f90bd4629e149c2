"""Time and peak memory of verify_record with 1,000 and with 10,000 versions, each in a separate process.

Set BENCH_VERSIONS to a smaller number for a shorter run.
"""

import os
import subprocess
import sys
from time import process_time

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.db import connection, transaction

from articles.record import clock
from articles.record.acts import Decider, context_of, finish_act, new_act
from articles.record.basis import basis_of
from articles.record.chain import append_entry
from articles.record.formats.versions import new_version, version_text
from articles.record.models import ActKind, Version
from articles.record.reader_copy import ReaderCopy
from articles.record.rebuild import rebuild
from articles.record.transactions import allow_record_writes
from tests import factories as make
from tests.bench.bench_article_page import SENTENCES
from tests.bench.measuring import table

MOST = int(os.environ.get("BENCH_VERSIONS", "10000"))
ARTICLES = 50

# The code of the measured process. It prints its peak memory, in kilobytes, and its CPU time.
CHILD = """
import sys
import django
from django.conf import settings

django.setup()
settings.STORAGES["record"]["OPTIONS"]["location"] = sys.argv[1]
from django.core.management import call_command
from time import process_time

start = process_time()
call_command("verify_record")
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(peak, process_time() - start)
"""


def add_versions(articles: list, each: int) -> None:
    """Give every article more versions, written into its chain one after the other."""
    for article in articles:
        copy = ReaderCopy.of(Version.objects.filter(article=article).latest("number"))
        first = Version.objects.filter(article=article).count() + 1
        with transaction.atomic(), allow_record_writes():
            for number in range(first, first + each):
                changed = ReaderCopy({**copy.data, "standfirst": f"Version {number}"})
                write(article, number, changed)


def write(article, number: int, copy: ReaderCopy) -> None:
    text = version_text(new_version(copy.data, summary=f"Version {number}"))
    publication = make.publication_of(article)
    act = new_act(
        article,
        ActKind.PUBLICATION,
        Decider(),
        basis_of(publication, publication.article_id),
        uid=publication.uid,
        at=clock.now(),
    )
    context = context_of(act, publication.uid, clock.now())
    entry = append_entry(context, type="version", text=text, version=number, change_class="update")
    Version(entry=entry, article=article, number=number, text=text).save()
    finish_act(act, clock.now())


def database_address() -> str:
    """Return the URL of the test database, for another process."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT'] or 5432}/{known['NAME']}"


def verify_in_new_process() -> tuple[float, float]:
    """Return peak memory in MB and CPU seconds of verify_record in a new process."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, storages["record"].location],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "journal.settings.test", "DATABASE_URL": database_address()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "The record is in order" in done.stdout, done.stdout[-2000:] + done.stderr[-2000:]
    peak, seconds = done.stdout.split()[-2:]
    return int(peak) / 1024, float(seconds)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_verification_of_ten_thousand_versions():
    journal = make.make_journal()
    body = [make.paragraph(SENTENCES) for _number in range(40)]
    fields = {"authors": [make.make_author()], "countries": [make.make_country()], "lead_image": make.make_image()}
    articles = [make.make_article(journal, body=body, **fields) for _number in range(ARTICLES)]
    rows, versions = [], ARTICLES
    for wanted in (MOST // 10, MOST):
        add_versions(articles, (wanted - versions) // ARTICLES)
        versions = Version.objects.count()
        started = process_time()
        rebuilt = rebuild()
        rebuilding = process_time() - started
        assert rebuilt.written == ARTICLES
        peak, seconds = verify_in_new_process()
        rows.append(
            [f"{versions:,}", f"{seconds:.1f}", f"{seconds / versions * 1000:.2f}", f"{peak:.0f}", f"{rebuilding:.1f}"]
        )
    table(
        f"verify_record, {ARTICLES} articles",
        ["versions", "CPU s", "ms a version", "peak MB", "rebuilding the index, CPU s"],
        rows,
    )
