"""Verification of who can read an article: the chain compared with the view restrictions of the page tree."""

from collections.abc import Iterator

from ..models import ActKind, ActState
from ..replay import Replay
from .rows import LookupTables


def privacy_differences(article: int, replay: Replay, lookup: LookupTables) -> Iterator[str]:
    """Yield what the chain and the page tree disagree on, as messages. What waits for its entry is no mismatch."""
    restricted, private = article in lookup.restricted, replay.hiding.private
    states = lookup.deciding.get(article, {})
    if restricted and replay.is_public and not private and states.get(ActKind.RESTRICTION) != ActState.WAITING:
        yield "it is private by the page tree, and no entry says so; manage.py record_restrictions adds one"
    if private and not restricted and states.get(ActKind.OPENING) != ActState.WAITING:
        yield "its chain says that it is private, but no view restriction does: open it, or make it private again"
