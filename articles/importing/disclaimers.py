"""The standing statements of a journal, recognised in a text so that they are linked and not repeated."""

import re
from dataclasses import dataclass

from .imported import JournalFacts, KnownDisclaimer
from .words import ALIKE, likeness, words

NOT_OUR_VIEWS = re.compile(
    r"\b(?:opinions?|views?)\b[^.]{0,120}\bof\s+the\s+authors?\b[^.]{0,80}\b(?:do(?:es)?\s+not|don['’]t)\s+(?:necessarily\s+)?"
    r"(?:represent|reflect|express)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FoundDisclaimer:
    """`alike` is false where the rule found it although its words are not those of the journal's text."""

    disclaimer: KnownDisclaimer
    alike: bool


def find(paragraph: str, journal: JournalFacts) -> FoundDisclaimer | None:
    """The disclaimer that a paragraph repeats, or nothing.

    Either the words are nearly the same, or the paragraph opens with the journal's name and says that the
    author's opinions are not the house's, while the journal has a standing disclaimer of its own.
    """
    nearest = max(journal.disclaimers, key=lambda known: alikeness(paragraph, known), default=None)
    if nearest and alikeness(paragraph, nearest) >= ALIKE:
        return FoundDisclaimer(nearest, alike=True)
    standing = [known for known in journal.disclaimers if known.standing]
    if standing and opens_with_name(paragraph, journal) and disclaims(paragraph):
        return FoundDisclaimer(max(standing, key=lambda known: likeness(paragraph, known.text)), alike=False)
    return None


def alikeness(paragraph: str, known: KnownDisclaimer) -> float:
    """Against the whole text and against each of its paragraphs of more than a few words."""
    parts = [known.text, *(part for part in known.text.split("\n\n") if len(words(part)) > 5)]
    return max(likeness(paragraph, part) for part in parts)


def opens_with_name(paragraph: str, journal: JournalFacts) -> bool:
    name = words(journal.name)
    return bool(name) and words(paragraph)[: len(name)] == name


def disclaims(paragraph: str) -> bool:
    """Whether a text says that the author's opinions are not the house's."""
    return bool(NOT_OUR_VIEWS.search(paragraph))
