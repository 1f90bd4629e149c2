"""Find the entities that a text mentions.

All names and aliases are kept in a dictionary. For each run of words in the text the longest name is looked up, which
takes some milliseconds for an article; most of that is normalising the text. Matches are proposals: a person decides
about ambiguous ones.
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

# Beside a word of at least this many capitals, an abbreviation such as “US” may be a word of a heading: “CONTACT US”.
MIN_CAPITALS = 3


@dataclass(frozen=True)
class TextMatch:
    """A name in a text, `text[start:end]`, and the entities that it may mean.

    It is ambiguous if there are several, or if the name also means something else.
    """

    start: int
    end: int
    text: str
    entities: tuple[Entity, ...]
    ambiguous: bool


@dataclass(frozen=True)
class VocabularyEntry:
    """A name or alias of an entity; without an entity a phrase to skip."""

    text: str
    entity: Entity | None
    ambiguous: bool = False
    abbreviation: bool = False

    def matches_spelling(self, written: str) -> bool:
        """Whether the text writes the name with its capitals; an abbreviation must be written exactly so."""
        if self.entity is None:
            return True
        if self.abbreviation:
            return written == strip_punctuation(self.text)
        pairs = zip(WORD.findall(strip_punctuation(self.text)), WORD.findall(written), strict=False)
        return all(starts_like_name(found) for own, found in pairs if starts_like_name(own))


class NormalisedText:
    """A text in lower case without diacritics, with the position of each letter in the original text."""

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

    def original_span(self, first: int, last: int) -> tuple[int, int]:
        """Start and end of the words from `first` to `last` in the original text."""
        return self.offsets[self.spans[first][0]], self.offsets[self.spans[last][1]]

    def original_word(self, index: int) -> str:
        """One word in its original spelling; empty before the first and after the last."""
        if not 0 <= index < len(self.words):
            return ""
        start, end = self.original_span(index, index)
        return self.text[start:end]

    def key(self, first: int, last: int) -> str:
        """The words from `first` to `last` in the form in which the vocabulary has them."""
        parts = [self.words[first]]
        for index in range(first, last):
            parts += [self.gaps[index], self.words[index + 1]]
        return "".join(parts)


class Vocabulary:
    """The names of all entities that may be tagged, in memory for one import or request."""

    def __init__(self, entries: Iterable[VocabularyEntry], phrases: Iterable[str] = ()) -> None:
        self.entries: dict[str, list[VocabularyEntry]] = defaultdict(list)
        self.max_words: dict[str, int] = defaultdict(int)
        self.name_keys: set[str] = set()
        for entry in [*entries, *(VocabularyEntry(phrase, None) for phrase in phrases)]:
            self.add(entry)

    @classmethod
    def load(cls, language: str = "en") -> "Vocabulary":
        """Read the vocabulary in four queries. `language` is that of the texts to be searched.

        Names from the country list in other languages of the Latin script are left out, since they can be words of
        the text's language: “Island” is Iceland in German.
        """
        entities: dict[int, Entity] = {}
        for model in (Country, Programme, Firm):
            entities.update({entity.pk: entity for entity in model.objects.active().defer("description")})
        entries = [VocabularyEntry(entity.name, entity, entity.ambiguous) for entity in entities.values()]
        for alias in Alias.objects.order_by("pk"):
            if alias.entity_id in entities and applies_to_language(alias, language):
                abbreviation = alias.sort == Alias.Sort.ABBREVIATION
                entries.append(VocabularyEntry(alias.name, entities[alias.entity_id], alias.ambiguous, abbreviation))
        return cls(entries, read_phrases())

    def add(self, entry: VocabularyEntry) -> None:
        """Add an entry; one without letters and digits is ignored."""
        normalised = NormalisedText(entry.text)
        if not normalised.words:
            return
        last = len(normalised.words) - 1
        self.entries[normalised.key(0, last)].append(entry)
        first_word = normalised.words[0]
        self.max_words[first_word] = max(self.max_words[first_word], last + 1)
        if entry.entity is not None:
            self.name_keys |= {name_key(entry.text), name_key(str(entry.entity))}

    def find_matches(self, text: str) -> list[TextMatch]:
        """Return every mention of an entity in order, without overlaps; the longest name wins."""
        normalised = NormalisedText(text)
        matches = []
        index = 0
        while index < len(normalised.words):
            last, entries = self.longest_entries_at(normalised, index)
            if any(entry.entity for entry in entries):
                matches.append(self.build_match(normalised, index, last, entries))
            index = last + 1
        return matches

    def longest_entries_at(self, normalised: NormalisedText, first: int) -> tuple[int, list[VocabularyEntry]]:
        """The last word and the entries of the longest name that begins at a word; without one, that word and []."""
        if not starts_like_name(normalised.original_word(first)):
            return first, []
        end_of_search = min(first + self.max_words.get(normalised.words[first], 0), len(normalised.words))
        for last in range(end_of_search - 1, first - 1, -1):
            candidates = self.entries.get(normalised.key(first, last), [])
            start, end = normalised.original_span(first, last)
            if entries := [entry for entry in candidates if entry.matches_spelling(normalised.text[start:end])]:
                return last, entries
        return first, []

    def build_match(
        self, normalised: NormalisedText, first: int, last: int, entries: list[VocabularyEntry]
    ) -> TextMatch:
        start, end = normalised.original_span(first, last)
        entities = {entry.entity.pk: entry.entity for entry in entries if entry.entity}
        ordered = sorted(entities.values(), key=lambda entity: (entity.kind, str(entity)))
        ambiguous = len(ordered) > 1 or any(entry.ambiguous for entry in entries)
        if all(entry.abbreviation for entry in entries):
            ambiguous = ambiguous or self.is_beside_capitals(normalised, first, last)
        return TextMatch(start, end, normalised.text[start:end], tuple(ordered), ambiguous)

    def is_beside_capitals(self, normalised: NormalisedText, first: int, last: int) -> bool:
        """Whether a word in capitals that is not itself a name is next to an abbreviation."""
        neighbours = [normalised.original_word(first - 1), normalised.original_word(last + 1)]
        return any(
            len(word) >= MIN_CAPITALS and word.isalpha() and word.isupper() and name_key(word) not in self.name_keys
            for word in neighbours
        )


def starts_like_name(word: str) -> bool:
    """Whether a word starts with a capital, a digit, or a letter of a script without capitals."""
    return bool(word) and not word[0].islower()


def strip_punctuation(name: str) -> str:
    """Remove the punctuation around a name: matches begin and end with a letter or digit."""
    positions = [index for index, letter in enumerate(name) if letter.isalnum()]
    return name[positions[0] : positions[-1] + 1] if positions else name


def applies_to_language(alias: Alias, language: str) -> bool:
    """Whether an alias can occur in texts of a language; aliases of editors and of other scripts always can."""
    if alias.origin == Alias.Origin.EDITOR or alias.language in ("en", language):
        return True
    return not name_key(alias.name)[:1].isascii()
