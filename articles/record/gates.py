"""Checks that run inside the publishing transaction, before anything is stored.

A gate is a function (Intent) -> None that raises Refused with words for the editor. Apps above the record
register theirs in `ready()`, so that code cannot go round them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from articles.models import ArticlePage

from .copy import ReaderCopy
from .models import Publication
from .notes import NoteDraft


@dataclass(frozen=True)
class Intent:
    """What is about to be published: the draft, its copy, the notes, by whom, over what."""

    article: ArticlePage
    copy: ReaderCopy
    notes: Sequence[NoteDraft]
    user: object
    publication: Publication | None


Gate = Callable[[Intent], None]
GATES: list[Gate] = []


def register(gate: Gate) -> Gate:
    GATES.append(gate)
    return gate


def check(intent: Intent) -> None:
    for gate in GATES:
        gate(intent)
