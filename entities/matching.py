"""Finding in a text the entities that it names.

A dictionary of all names and aliases is looked up for every run of words, the longest first: a
pure-Python search that takes some milliseconds for an article; normalising the text is the greater
part. It proposes; whoever tags decides about what is ambiguous.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from entities.countries.source import read_phrases
from entities.models import Alias, Country, Entity, Firm, Programme
from entities.names import name_key, plain_letter

WORD = re.compile(r"[^\W_]+")
GAP = re.compile(r"[\s-]+")

# An all-capitals word of this many letters beside “US” hints at a heading: “CONTACT US”.
SHOUTED_LENGTH = 3


@dataclass(frozen=True)
class Match:
    """A place in a text, `text[start:end]`, and whom it names; several, or a name that also means something else,
    make it ambiguous."""

    start: int
    end: int
    text: str
    entities: tuple[Entity, ...]
    ambiguous: bool


@dataclass(frozen=True)
class Name:
    """One name or alias in the dictionary; without an entity it is a phrase to pass over."""

    text: str
    entity: Entity | None
    ambiguous: bool = False
    abbreviation: bool = False

    def fits(self, written: str) -> bool:
        """Whether the text writes it as a name: capitals where the name has them, abbreviations to the letter."""
        if self.entity is None:
            return True
        if self.abbreviation:
            return written == trim(self.text)
        pairs = zip(WORD.findall(trim(self.text)), WORD.findall(written), strict=False)
        return all(begins_as_name(there) for here, there in pairs if begins_as_name(here))


class NormalisedText:
    """A text without case, marks and typographic variants, that knows where each letter came from."""

    def __init__(self, text: str) -> None:
        self.text = text
        letters = [plain_letter(letter) for letter in text]
        self.plain = "".join(letters)
        self.offsets = [index for index, letter in enumerate(letters) for _part in letter]
        self.offsets.append(len(text))
        spans = [found.span() for found in WORD.finditer(self.plain)]
        self.spans = spans
        self.words = [self.plain[start:end] for start, end in spans]
        self.gaps = [GAP.sub(" ", self.plain[before[1] : after[0]]) for before, after in pairwise(spans)]

    def original(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from `first` to `last` stand in the text as given."""
        return self.offsets[self.spans[first][0]], self.offsets[self.spans[last][1]]

    def key(self, first: int, last: int) -> str:
        parts = [self.words[first]]
        for index in range(first, last):
            parts += [self.gaps[index], self.words[index + 1]]
        return "".join(parts)

    def written(self, index: int) -> str:
        """One word as the text has it; empty before the first and after the last."""
        if not 0 <= index < len(self.words):
            return ""
        start, end = self.original(index, index)
        return self.text[start:end]


class Vocabulary:
    """All names of all entities that may be tagged, held in memory for as long as one import or request takes."""

    def __init__(self, names: Iterable[Name], phrases: Iterable[str] = ()) -> None:
        self.names: dict[str, list[Name]] = defaultdict(list)
        self.longest: dict[str, int] = defaultdict(int)
        self.by_key: dict[str, list[Entity]] = defaultdict(list)
        for name in [*names, *(Name(phrase, None) for phrase in phrases)]:
            self.add(name)

    @classmethod
    def load(cls, language: str = "en") -> "Vocabulary":
        """Read the vocabulary: four queries. `language` is that of the texts to be searched.

        Names of countries that came in other languages of the Latin script are left out, since they
        are words of this one: “Island” is Iceland in German.
        """
        entities: dict[int, Entity] = {}
        for model in (Country, Programme, Firm):
            entities.update({entity.pk: entity for entity in model.objects.active().defer("description")})
        names = [Name(entity.name, entity, entity.ambiguous) for entity in entities.values()]
        for alias in Alias.objects.order_by("pk"):
            if alias.entity_id in entities and speaks(alias, language):
                abbreviation = alias.sort == Alias.Sort.ABBREVIATION
                names.append(Name(alias.name, entities[alias.entity_id], alias.ambiguous, abbreviation))
        return cls(names, read_phrases())

    def add(self, name: Name) -> None:
        normalised = NormalisedText(name.text)
        if not normalised.words:
            return
        last = len(normalised.words) - 1
        self.names[normalised.key(0, last)].append(name)
        first_word = normalised.words[0]
        self.longest[first_word] = max(self.longest[first_word], last + 1)
        if name.entity is not None:
            for key in {name_key(name.text), name_key(str(name.entity))}:
                if name.entity not in self.by_key[key]:
                    self.by_key[key].append(name.entity)

    def lookup(self, name: str) -> list[Entity]:
        """Those that have this name or alias, whatever its case and diacritics; by their own name first.

        “Skif (missile)” finds the one with that qualifier.
        """
        key = name_key(name)
        found = self.by_key.get(key, [])
        return sorted(found, key=lambda entity: (key not in (entity.name_key, name_key(str(entity))), str(entity)))

    def find(self, text: str) -> list[Match]:
        """Every place that names an entity, in order, none overlapping; the longest name wins."""
        normalised = NormalisedText(text)
        found = []
        index = 0
        while index < len(normalised.words):
            last, names = self.longest_at(normalised, index)
            if any(name.entity for name in names):
                found.append(self.match(normalised, index, last, names))
            index = last + 1
        return found

    def longest_at(self, normalised: NormalisedText, first: int) -> tuple[int, list[Name]]:
        """The last word of the longest name that begins at this word, and the names; none: this word."""
        if not begins_as_name(normalised.written(first)):
            return first, []
        furthest = min(first + self.longest.get(normalised.words[first], 0), len(normalised.words))
        for last in range(furthest - 1, first - 1, -1):
            candidates = self.names.get(normalised.key(first, last), [])
            start, end = normalised.original(first, last)
            if names := [name for name in candidates if name.fits(normalised.text[start:end])]:
                return last, names
        return first, []

    def match(self, normalised: NormalisedText, first: int, last: int, names: list[Name]) -> Match:
        start, end = normalised.original(first, last)
        entities = {name.entity.pk: name.entity for name in names if name.entity}
        ordered = sorted(entities.values(), key=lambda entity: (entity.kind, str(entity)))
        ambiguous = len(ordered) > 1 or any(name.ambiguous for name in names)
        if all(name.abbreviation for name in names):
            ambiguous = ambiguous or self.shouted(normalised, first, last)
        return Match(start, end, normalised.text[start:end], tuple(ordered), ambiguous)

    def shouted(self, normalised: NormalisedText, first: int, last: int) -> bool:
        """Whether an abbreviation stands in a line of capitals, where “US” may be a word."""
        neighbours = [normalised.written(first - 1), normalised.written(last + 1)]
        return any(
            len(word) >= SHOUTED_LENGTH and word.isalpha() and word.isupper() and name_key(word) not in self.by_key
            for word in neighbours
        )


def begins_as_name(word: str) -> bool:
    """With a capital, a digit, or a letter of a script that knows no capitals."""
    return bool(word) and not word[0].islower()


def trim(name: str) -> str:
    """A name without the punctuation around it: matches begin and end with a letter or digit."""
    places = [index for index, letter in enumerate(name) if letter.isalnum()]
    return name[places[0] : places[-1] + 1] if places else name


def speaks(alias: Alias, language: str) -> bool:
    """Whether an alias belongs into texts of this language; what editors wrote always does."""
    if alias.origin == Alias.Origin.DESK or alias.language in ("en", language):
        return True
    return not name_key(alias.name)[:1].isascii()
