"""The list of countries with their names, read from packages and from a file of this project; no database.

Codes: ISO 3166-1 through pycountry; Kosovo (XK, XKX: user-assigned) is added. Names: CLDR through
babel, in the form used in a sentence. Other names, adjectives, seats of government and abbreviations:
`entities/data/countries.csv`, described in the README beside it.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pycountry
from babel import Locale

from entities.names import name_key

DATA = Path(__file__).resolve().parents[1] / "data"
KOSOVO = ("XK", "XKX")

# Languages in which names of countries can be searched and found in texts.
LANGUAGES = ("be", "de", "es", "fr", "ru", "uk")

# Columns of the file, and the type of alias in each.
COLUMNS = {"names": "name", "adjectives": "adjective", "seats": "capital", "abbreviations": "abbreviation"}
AMBIGUOUS_MARK = "?"


@dataclass(frozen=True)
class AliasEntry:
    """An alias in the source; `sort` is a value of `Alias.Sort`."""

    name: str
    language: str
    sort: str
    ambiguous: bool = False


@dataclass(frozen=True)
class CountryEntry:
    """A country in the source."""

    alpha2: str
    alpha3: str
    name: str
    ambiguous: bool
    wikidata_id: str
    aliases: tuple[AliasEntry, ...]


def read_countries() -> list[CountryEntry]:
    """Return every country of ISO 3166-1 and Kosovo, sorted by alpha-2 code."""
    rows = read_rows()
    names = {language: Locale(language).territories for language in ("en", *LANGUAGES)}
    codes = [(country.alpha_2, country.alpha_3) for country in pycountry.countries]
    return [build_entry(alpha2, alpha3, rows[alpha2], names) for alpha2, alpha3 in sorted([*codes, KOSOVO])]


def read_rows() -> dict[str, dict[str, str]]:
    """Read the rows of `countries.csv`, by alpha-2 code."""
    with (DATA / "countries.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}


def read_phrases() -> list[str]:
    """Read the phrases that contain a country's name and mean something else: “Guinea pig”, “New Jersey”."""
    lines = (DATA / "not_countries.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def build_entry(alpha2: str, alpha3: str, row: dict[str, str], names: Mapping[str, Mapping[str, str]]) -> CountryEntry:
    name = row["name"] or in_prose(names["en"][alpha2])
    seen = {name_key(name)}
    aliases = []
    for alias in alias_candidates(alpha2, row, names):
        key = name_key(alias.name)
        if key not in seen:
            seen.add(key)
            aliases.append(alias)
    return CountryEntry(alpha2, alpha3, name, row["ambiguous"] == "yes", row["wikidata"], tuple(aliases))


def alias_candidates(alpha2: str, row: dict[str, str], names: Mapping[str, Mapping[str, str]]) -> Iterator[AliasEntry]:
    """Yield possible aliases, those of the file first: of two with one key the first is kept."""
    for column, sort in COLUMNS.items():
        for cell in filter(None, row[column].split(";")):
            yield AliasEntry(cell.rstrip(AMBIGUOUS_MARK), "en", sort, cell.endswith(AMBIGUOUS_MARK))
    for name in (names["en"][alpha2], in_prose(names["en"][alpha2]), *iso_names(alpha2)):
        if is_natural(name):
            yield AliasEntry(name, "en", "name")
    for language in LANGUAGES:
        name = names[language].get(alpha2, "")
        if is_natural(name):
            yield AliasEntry(name, language, "name")


def in_prose(name: str) -> str:
    """Return CLDR's name in the form used in a sentence.

    >>> in_prose("St. Kitts & Nevis")
    'Saint Kitts and Nevis'
    """
    return name.replace("St. ", "Saint ").replace(" & ", " and ")


def iso_names(alpha2: str) -> list[str]:
    country = pycountry.countries.get(alpha_2=alpha2)
    if country is None:
        return []
    names = [country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")]
    return [name.removeprefix("the ") for name in names]


def is_natural(name: str) -> bool:
    """Whether a name occurs so in texts, unlike “Congo - Kinshasa”, “Iran, Islamic Republic of” or brackets."""
    return bool(name) and not any(mark in name for mark in (",", "(", " - ", " – "))
