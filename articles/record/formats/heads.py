"""The head of an entry: every field of the entry except the text and the digest itself.

Format 2 adds `act` and `actors`. In one chain formats never go back.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..canonical import NotCanonical, canonical_json

if TYPE_CHECKING:
    from ..models import Entry

FORMAT = 2


def format_time(moment: datetime) -> str:
    """Return a time as heads contain it: UTC with microseconds, `2026-05-12T12:05:00.000000Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def head(entry: "Entry") -> str:
    """Return the canonical head of an entry, in the entry's format. Raises NotCanonical for an unknown format."""
    value: dict[str, Any] = {
        "format": entry.format,
        "article": str(entry.uid),
        "position": entry.position,
        "type": entry.type,
        "at": format_time(entry.at),
        "class": entry.change_class,
        "version": entry.version,
        "people": entry.people,
        "imported": entry.imported,
        "content_digest": entry.content_digest,
        "previous": entry.previous,
    }
    if entry.format == FORMAT:
        value |= {"act": str(entry.act), "actors": entry.actors}
    elif entry.format != 1:
        raise NotCanonical(f"unknown format {entry.format!r} of a head")
    return canonical_json(value)


def uncovered_columns(entry: "Entry") -> list[str]:
    """Return the columns that have a value although the head of the entry's format does not cover them."""
    return [name for name in ("act", "actors") if getattr(entry, name)] if entry.format == 1 else []
