"""The vocabulary of countries as the packages and our own file have it today. Reads no database.

Codes: ISO 3166-1 through pycountry; Kosovo (XK, XKX: user-assigned) added. Names: CLDR through
babel, in prose form. Other names, adjectives, seats of government and abbreviations:
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

# Languages whose names of countries editors may type and texts may hold.
LANGUAGES = ("be", "de", "es", "fr", "ru", "uk")

# Columns of the file and the sort of alias that each holds.
COLUMNS = {"names": "name", "adjectives": "adjective", "seats": "capital", "abbreviations": "abbreviation"}
AMBIGUOUS_MARK = "?"


@dataclass(frozen=True)
class AliasEntry:
    name: str
    language: str
    sort: str
    ambiguous: bool = False


@dataclass(frozen=True)
class CountryEntry:
    alpha2: str
    alpha3: str
    name: str
    ambiguous: bool
    wikidata_id: str
    aliases: tuple[AliasEntry, ...]


def read_countries() -> list[CountryEntry]:
    """Every country of ISO 3166-1 and Kosovo, in the order of its alpha-2 code."""
    house = read_house_file()
    names = {language: Locale(language).territories for language in ("en", *LANGUAGES)}
    codes = [(country.alpha_2, country.alpha_3) for country in pycountry.countries]
    return [build_entry(alpha2, alpha3, house[alpha2], names) for alpha2, alpha3 in sorted([*codes, KOSOVO])]


def read_house_file() -> dict[str, dict[str, str]]:
    with (DATA / "countries.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}


def read_phrases() -> list[str]:
    """Phrases that hold a country's name and speak of something else: “Guinea pig”, “New Jersey”."""
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
    """All that may become an alias, the most deliberate first: of two with one key the first one stays."""
    for column, sort in COLUMNS.items():
        for cell in filter(None, row[column].split(";")):
            yield AliasEntry(cell.rstrip(AMBIGUOUS_MARK), "en", sort, cell.endswith(AMBIGUOUS_MARK))
    for name in (names["en"][alpha2], in_prose(names["en"][alpha2]), *iso_names(alpha2)):
        if usable(name):
            yield AliasEntry(name, "en", "name")
    for language in LANGUAGES:
        name = names[language].get(alpha2, "")
        if usable(name):
            yield AliasEntry(name, language, "name")


def in_prose(name: str) -> str:
    """CLDR's name as a sentence would have it.

    >>> in_prose("St. Kitts & Nevis")
    'Saint Kitts and Nevis'
    """
    return name.replace("St. ", "Saint ").replace(" & ", " and ")


def iso_names(alpha2: str) -> list[str]:
    country = pycountry.countries.get(alpha_2=alpha2)
    if country is None:
        return []
    found = [country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")]
    return [name.removeprefix("the ") for name in found]


def usable(name: str) -> bool:
    """Whether anyone writes it so: no “Congo - Kinshasa”, no “Iran, Islamic Republic of”, no brackets."""
    return bool(name) and not any(mark in name for mark in (",", "(", " - ", " – "))
