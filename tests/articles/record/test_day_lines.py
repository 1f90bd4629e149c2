"""The line of each day: one digest over the newest entries of all chains."""

import hashlib
import threading
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.record import clock, day_lines
from articles.record.day_line_files import LinesDiffer, append_lines
from articles.record.day_lines import compute, line_text, write_line
from articles.record.formats.day_lines import day_line_text
from articles.record.models import DayLine, Entry, Publication
from articles.record.notes import NoteDraft, add_note
from articles.record.verify import verify
from tests.articles.record.tampering import tamper, without_triggers
from tests.factories import make_article, make_journal, publication_of

pytestmark = pytest.mark.django_db
MAY_1, MAY_2, MAY_3 = date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 3)


def at(day: int, hour: int = 12, minute: int = 0):
    """Entries are written, and days end, at this time in May 2026, UTC."""
    return clock.demo_time(datetime(2026, 5, day, hour, minute, tzinfo=UTC))


def digest_of(article) -> str:
    return Entry.objects.filter(article=article).latest("position").digest


@pytest.fixture
def journal(db):
    with at(1):
        return make_journal()


@pytest.fixture
def articles(journal):
    """Three articles of 1 May, in the order of their permanent ids."""
    with at(1):
        made = [make_article(journal, f"Article {number}") for number in range(3)]
    return sorted(made, key=lambda article: str(publication_of(article).uid))


def write_days(*days: int) -> list[DayLine]:
    """Write the lines of these days of May 2026, each on the next day."""
    written = []
    for day in days:
        with at(day + 1, 6):
            written.append(write_line())
    return written


def test_the_text_has_the_day_and_each_chain_in_the_order_of_permanent_ids(articles):
    newest = [(publication_of(article).uid, digest_of(article)) for article in articles]
    text = day_line_text(MAY_1, "", reversed(newest))
    [line] = write_days(1)
    assert (line.day, line.chains, line.previous) == (MAY_1, 3, "")
    assert line.digest == hashlib.sha256(text.encode()).hexdigest()


def test_a_line_contains_the_digest_of_the_line_before(articles):
    first, second = write_days(1, 2)
    assert second.previous == first.digest
    assert second.digest == compute(MAY_2, first.digest).digest != compute(MAY_2, "").digest


def test_the_newest_entry_before_midnight_utc_counts(articles):
    before = compute(MAY_1, "")
    with at(1, 23, 59):
        add_note(articles[0], NoteDraft("correction", "It was in May."), user=None)
    noted = compute(MAY_1, "")
    assert noted.digest != before.digest
    with at(2, 0, 0):
        add_note(articles[1], NoteDraft("correction", "It was in June."), user=None)
        make_article(publication_of(articles[0]).journal)
    assert compute(MAY_1, "") == noted
    assert compute(MAY_2, "").chains == 4


def test_a_clock_that_was_set_back_does_not_count_a_chain_twice(articles):
    with at(2):
        add_note(articles[0], NoteDraft("correction", "On the second."), user=None)
    with at(1):
        add_note(articles[0], NoteDraft("correction", "On the first again."), user=None)
    lines = list(day_lines.chain_lines(MAY_1))
    assert len(lines) == 3
    assert lines[0] == f"{digest_of(articles[0])}\n"


def test_an_article_gives_the_same_line_when_it_is_hidden_later(articles):
    before = compute(MAY_1, "")
    with without_triggers():
        Publication.objects.update(restricted=True, private=True, hidden_cause="privacy")
    assert compute(MAY_1, "") == before
    assert not any(str(publication_of(articles[1]).uid) in line for line in day_lines.chain_lines(MAY_1))


def test_a_chain_without_a_publication_gives_its_digest(articles):
    with without_triggers():
        Publication.objects.filter(article=articles[0]).update(uid="00000000-0000-4000-8000-000000000000")
    assert next(day_lines.chain_lines(MAY_1)) == f"{digest_of(articles[0])}\n"


def test_one_line_is_written_for_each_day(articles):
    assert [line.day for line in write_days(1, 2)] == [MAY_1, MAY_2]
    assert write_days(2) == [None]
    assert write_days(1) == [None]
    assert DayLine.objects.count() == 2


def test_days_on_which_it_did_not_run_are_covered_by_the_next_line(articles):
    first, third = write_days(1, 3)
    assert (third.day, third.previous) == (MAY_3, first.digest)


def test_no_line_is_written_before_the_first_publication(journal):
    assert write_days(1) == [None]


def test_the_line_is_written_some_minutes_after_midnight(articles):
    with at(2, 0, 3):
        assert write_line() is None
    with at(2, 0, 6):
        assert write_line().day == MAY_1


def test_it_needs_the_same_number_of_queries_for_any_number_of_chains(articles, django_assert_num_queries):
    with django_assert_num_queries(1):
        compute(MAY_1, "")


def test_the_verification_accepts_lines_that_follow_each_other(articles):
    write_days(1, 2, 3)
    assert not list(verify())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_dayline SET digest = 'x' WHERE day = '2026-05-02'",
        "UPDATE record_dayline SET previous = 'x' WHERE day = '2026-05-03'",
        "DELETE FROM record_dayline WHERE day = '2026-05-01'",
        "DELETE FROM record_dayline WHERE day = '2026-05-02'",
    ],
)
def test_the_verification_finds_changed_and_deleted_lines(articles, statement):
    write_days(1, 2, 3)
    tamper(statement)
    assert [finding for finding in verify() if "2026-05-0" in finding.message]


def run(**options) -> str:
    out = StringIO()
    call_command("write_day_line", stdout=out, **options)
    return out.getvalue()


def test_the_command_prints_the_line_once(articles):
    with at(2, 6):
        printed = run()
        assert printed == line_text(DayLine.objects.get())
        assert printed.split()[:1] + printed.split()[2:] == ["2026-05-01", "-", "3"]
        assert run() == ""


def test_the_scheduler_writes_the_line(articles):
    with at(2, 6):
        call_command("scheduler", once=True)
    assert DayLine.objects.get().day == MAY_1


def test_a_file_gets_the_lines_that_it_does_not_have(articles, tmp_path: Path):
    path = tmp_path / "days.txt"
    lines = write_days(1, 2)
    assert append_lines(path) == 2
    assert append_lines(path) == 0
    lines += write_days(3)
    assert append_lines(path) == 1
    assert path.read_text() == "".join(map(line_text, lines))


def test_a_line_whose_writing_was_interrupted_is_completed(articles, tmp_path: Path):
    path = tmp_path / "days.txt"
    write_days(1, 2)
    append_lines(path)
    whole = path.read_text()
    for length in range(len(whole)):
        path.write_text(whole[:length])
        append_lines(path)
        assert path.read_text() == whole


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_dayline SET digest = 'x' WHERE day = '2026-05-01'",
        "DELETE FROM record_dayline WHERE day = '2026-05-02'",
    ],
)
def test_a_file_with_other_lines_is_reported_and_not_changed(articles, tmp_path: Path, statement):
    path = tmp_path / "days.txt"
    write_days(1, 2)
    append_lines(path)
    before = path.read_text()
    tamper(statement)
    with pytest.raises(LinesDiffer):
        append_lines(path)
    with at(3, 0, 1), pytest.raises(CommandError) as failed:
        run(file=str(path))
    assert failed.value.returncode == 1
    assert path.read_text() == before


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_write_one_line(articles, monkeypatch):
    """The first one is paused after it has computed the line; the second one writes it meanwhile."""
    computed, resumed, results = threading.Event(), threading.Event(), []
    original = day_lines.compute

    def pause(day: date, previous: str):
        result = original(day, previous)
        if threading.current_thread() is first:
            computed.set()
            resumed.wait(20)
        return result

    def write() -> None:
        try:
            with at(2, 6):
                results.append(write_line())
        finally:
            connection.close()

    monkeypatch.setattr(day_lines, "compute", pause)
    first = threading.Thread(target=write)
    first.start()
    assert computed.wait(20)
    write()
    resumed.set()
    first.join(20)
    assert [line is None for line in results] == [False, True]
    assert DayLine.objects.count() == 1
