"""Dates as people write them at the head of an article or in a note.

Only an unambiguous date is read: 5/3/2016 may be two days and is kept as written.
"""

import datetime
import re
from dataclasses import dataclass

MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for month in names.split()
}

MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)"
YEAR = r"(?P<year>\d{4})(?!\d)"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
TIME = re.compile(
    r"(?:,|\s+at|T)?\s*\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:Z|[A-Z]{3,5}|[+-]\d{2}:?\d{2})\b)?"
)

FORMS = [
    re.compile(WEEKDAY + form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month_number>\d{2})-(?P<day>\d{2})(?!\d)",
        rf"{DAY}(?:\s+of)?\s+{MONTH},?\s+{YEAR}",
        rf"{MONTH}\s+{DAY},?\s+{YEAR}",
        r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4})(?!\d)",
        rf"{MONTH}\s+{YEAR}",
        rf"{DAY}(?:\s+of)?\s+{MONTH}",
        rf"{MONTH}\s+{DAY}",
    )
]


@dataclass(frozen=True)
class WrittenDate:
    """A date as the file has it. `date` is empty where the words do not name one exact day."""

    text: str
    date: datetime.date | None


def parse_at_start(text: str) -> tuple[WrittenDate, str] | None:
    """Return the date with which a text begins and what follows it, or None.

    >>> parse_at_start("12 May 2023: wrong year")
    (WrittenDate(text='12 May 2023', date=datetime.date(2023, 5, 12)), ': wrong year')
    """
    for form in FORMS:
        found = form.match(text)
        if found:
            time = TIME.match(text, found.end())
            end = time.end() if time else found.end()
            return WrittenDate(text[:end].strip(), exact_day(found)), text[end:]
    return None


def parse(text: str) -> WrittenDate | None:
    """Return the date that makes up the whole text, or None."""
    found = parse_at_start(text.strip())
    return found[0] if found and not found[1].strip(" .") else None


def exact_day(found: re.Match[str]) -> datetime.date | None:
    """Return the exact day, or None for an incomplete date, two possible days or the 31st of February."""
    parts = found.groupdict()
    try:
        if "first" in parts:
            return exact_day_of_slashed_date(int(parts["first"]), int(parts["second"]), int(parts["year"]))
        month = int(parts["month_number"]) if "month_number" in parts else MONTHS[parts["month"].lower()]
        return datetime.date(int(parts["year"]), month, int(parts["day"]))
    except (KeyError, ValueError):
        return None


def exact_day_of_slashed_date(first: int, second: int, year: int) -> datetime.date | None:
    """Return the day of a date with slashes, or None where it may be two: 25/12/2020 is one day, 5/3/2020 is not."""
    if first > 12 or first == second:
        return datetime.date(year, second, first)
    if second > 12:
        return datetime.date(year, first, second)
    return None
