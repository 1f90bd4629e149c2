"""The chain of an article: computing the head of an entry, and appending entries."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from articles.models import ArticlePage

from .canonical import FORMAT, canonical_json, digest
from .models import Entry
from .models.chain import People


@dataclass(frozen=True)
class Context:
    """What the entries of one act have in common.

    published, approved: public names, or empty. imported: the content was published elsewhere before.
    """

    article: ArticlePage
    uid: UUID | str
    at: datetime
    published: str = ""
    approved: str = ""
    imported: bool = False


def format_time(moment: datetime) -> str:
    """Return a time as heads contain it: UTC with microseconds, `2026-05-12T12:05:00.000000Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def head(entry: Entry) -> str:
    """Return the canonical head of an entry: every field except the text and the digest itself."""
    return canonical_json(
        {
            "format": FORMAT,
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
    )


def people_of(context: Context) -> People:
    return {
        "published": [context.published] if context.published else [],
        "approved": [context.approved] if context.approved else [],
    }


def append_entry(context: Context, *, type: str, text: str, version: int, change_class: str) -> Entry:
    """Append the next entry. The caller holds the lock on the article and stores the text beside the entry.

    text: the canonical text whose digest the entry contains. version: number of the current version after the entry.
    """
    last = Entry.objects.filter(article=context.article).order_by("-position").first()
    entry = Entry(
        article=context.article,
        uid=context.uid,
        position=last.position + 1 if last else 1,
        type=type,
        at=context.at,
        change_class=change_class,
        version=version,
        people=people_of(context),
        imported=context.imported,
        content_digest=digest(text),
        previous=last.digest if last else "",
    )
    entry.digest = digest(head(entry))
    entry.save()
    return entry
