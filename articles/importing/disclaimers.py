"""Find the disclaimers of a journal in a text, so that they are linked and not repeated."""

import re
from dataclasses import dataclass

from .imported import JournalFacts, KnownDisclaimer
from .similarity import SIMILAR, similarity, words

SHORT_PARAGRAPH = 5  # words; a shorter part of a disclaimer is not compared by itself
NOT_OUR_VIEWS = re.compile(
    r"\b(?:opinions?|views?)\b[^.]{0,120}\bof\s+the\s+authors?\b[^.]{0,80}\b(?:do(?:es)?\s+not|don['’]t)\s+(?:necessarily\s+)?"
    r"(?:represent|reflect|express)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FoundDisclaimer:
    """The disclaimer that a paragraph repeats, and whether its wording is nearly the same."""

    disclaimer: KnownDisclaimer
    wording_matches: bool


def find_disclaimer(paragraph: str, journal: JournalFacts) -> FoundDisclaimer | None:
    """Return the disclaimer that a paragraph repeats, or None.

    A paragraph repeats a disclaimer if the words are nearly the same. A paragraph that begins with the journal's name
    and states that the author's opinions are not those of the institution repeats a standing disclaimer.
    """
    nearest = max(journal.disclaimers, key=lambda known: disclaimer_similarity(paragraph, known), default=None)
    if nearest and disclaimer_similarity(paragraph, nearest) >= SIMILAR:
        return FoundDisclaimer(nearest, wording_matches=True)
    standing = [known for known in journal.disclaimers if known.standing]
    if standing and begins_with_name(paragraph, journal) and is_disclaimer_wording(paragraph):
        return FoundDisclaimer(
            max(standing, key=lambda known: similarity(paragraph, known.text)), wording_matches=False
        )
    return None


def disclaimer_similarity(paragraph: str, known: KnownDisclaimer) -> float:
    """Return the similarity to the whole disclaimer or to one of its longer paragraphs, whichever is greater."""
    parts = [known.text, *(part for part in known.text.split("\n\n") if len(words(part)) > SHORT_PARAGRAPH)]
    return max(similarity(paragraph, part) for part in parts)


def begins_with_name(paragraph: str, journal: JournalFacts) -> bool:
    """Whether a paragraph begins with the journal's name."""
    name = words(journal.name)
    return bool(name) and words(paragraph)[: len(name)] == name


def is_disclaimer_wording(paragraph: str) -> bool:
    """Whether a text states that the author's opinions are not those of the institution."""
    return bool(NOT_OUR_VIEWS.search(paragraph))
