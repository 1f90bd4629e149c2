"""The pages `/record/days/` and `/record/days.txt`."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.record import clock
from articles.record.day_lines import line_text, write_line
from articles.record.models import DayLine
from tests.factories import make_article, make_journal

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def lines() -> list[DayLine]:
    """The lines of 1 to 5 May 2026, newest first."""
    with clock.demo_time(NOON):
        make_article(make_journal())
    for days in range(1, 6):
        with clock.demo_time(NOON + timedelta(days=days)):
            write_line()
    return list(DayLine.objects.order_by("-day"))


def test_the_newest_day_is_first(get_page, lines) -> None:
    page = get_page("/record/days/")
    assert [code.get_text() for code in page.select(".day-lines code")] == [line.digest for line in lines]
    days = [time["datetime"] for time in page.select(".day-lines time")]
    assert days == [f"2026-05-0{number}" for number in (5, 4, 3, 2, 1)]


def test_a_long_list_has_several_pages(get_page, client, lines, monkeypatch) -> None:
    monkeypatch.setattr("articles.reading.views.day_lines.DAYS_PER_PAGE", 2)
    shown = [len(get_page(f"/record/days/?page={number}").select(".day-lines li")) for number in (1, 2, 3)]
    assert shown == [2, 2, 1]
    assert client.get("/record/days/?page=4").status_code == 404


def test_the_text_file_has_every_day_and_the_oldest_first(client, lines) -> None:
    response = client.get("/record/days.txt")
    assert response["Content-Type"] == "text/plain; charset=us-ascii"
    assert response.content.decode("ascii") == "".join(line_text(line) for line in reversed(lines))
    assert client.get("/record/days.txt", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_a_site_without_lines_shows_a_sentence(get_page, client) -> None:
    assert get_page("/record/days/").select("main .empty")
    assert client.get("/record/days.txt").content == b""


def test_the_footer_and_the_page_lead_to_them(get_page) -> None:
    page = get_page("/record/days/")
    assert page.select_one("footer a[href='/record/days/']")
    assert page.select_one("main a[href='/record/days.txt']")


def test_the_number_of_queries_does_not_depend_on_the_number_of_days(client, lines, django_assert_num_queries) -> None:
    client.get("/record/days/")
    with django_assert_num_queries(7):
        client.get("/record/days/")
    with django_assert_num_queries(1):
        client.get("/record/days.txt")


def test_writing_is_not_allowed(client) -> None:
    assert client.post("/record/days/").status_code == 405
