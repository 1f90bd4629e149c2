"""Adding a link to an article's chain."""

from datetime import UTC, datetime
from uuid import UUID

from articles.models import ArticlePage

from .canonical import FORMAT, canonical, digest
from .models import Entry


def stamp(moment: datetime) -> str:
    """A time as the head of an entry has it: UTC, microseconds, `2026-05-12T12:05:00.000000Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def head(entry: Entry) -> str:
    """The canonical head of an entry: every field except the text and the digest itself."""
    return canonical(
        {
            "format": FORMAT,
            "article": str(entry.uid),
            "position": entry.position,
            "type": entry.type,
            "at": stamp(entry.at),
            "class": entry.change_class,
            "version": entry.version,
            "people": entry.people,
            "imported": entry.imported,
            "content_digest": entry.content_digest,
            "previous": entry.previous,
        }
    )


def append(
    article: ArticlePage,
    *,
    uid: UUID | str,
    type: str,
    at: datetime,
    text: str,
    version: int,
    change_class: str = "",
    published: str = "",
    approved: str = "",
    imported: bool = False,
) -> Entry:
    """Add the next entry. The caller holds the lock on the article's row and stores the text beside it.

    text: the canonical text whose digest the entry holds. published, approved: public names, or empty.
    """
    last = Entry.objects.filter(article=article).order_by("-position").first()
    entry = Entry(
        article=article,
        uid=uid,
        position=last.position + 1 if last else 1,
        type=type,
        at=at,
        change_class=change_class,
        version=version,
        people={"published": [published] if published else [], "approved": [approved] if approved else []},
        imported=imported,
        content_digest=digest(text),
        previous=last.digest if last else "",
    )
    entry.digest = digest(head(entry))
    entry.save()
    return entry
