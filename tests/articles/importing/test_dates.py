"""Dates are read where they are one exact day, and kept as written where they are not."""

import datetime

import pytest

from articles.importing import dates


@pytest.mark.parametrize(
    "written",
    [
        "2023-05-12",
        "2023-05-12 13:00:44 -0400",
        "2023-05-12T13:00:44Z",
        "12 May 2023",
        "12th of May 2023",
        "12 may, 2023",
        "May 12, 2023",
        "May 12th 2023",
        "Friday, 12 May 2023",
        "12 May 2023, 14:05 CEST",
        "May 12, 2023 at 2:05 p.m.",
    ],
)
def test_a_full_date_is_one_day(written):
    assert dates.parse(written) == dates.WrittenDate(written, datetime.date(2023, 5, 12))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Sept. 3, 2024", (2024, 9, 3)),
        ("25/12/2020", (2020, 12, 25)),
        ("12/25/2020", (2020, 12, 25)),
        ("05.05.2020", (2020, 5, 5)),
    ],
)
def test_short_forms_are_read_where_they_are_unambiguous(written, day):
    assert dates.parse(written).date == datetime.date(*day)


@pytest.mark.parametrize(
    "written", ["5/3/2016", "12 May", "May 12", "June 2024", "31 February 2023", "2023-13-40", "0 May 2023"]
)
def test_incomplete_ambiguous_and_impossible_dates_are_kept_as_written(written):
    assert dates.parse(written) == dates.WrittenDate(written, None)


@pytest.mark.parametrize("words", ["", "soon", "12 Mayors of 2023", "Marching 2023", "120 May 2023", "12 May 20234"])
def test_other_words_are_not_a_date(words):
    found = dates.parse(words)
    assert found is None or found.date is None
    assert dates.parse("Marching 2023") is None
