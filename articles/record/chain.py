"""The chain of an article: appending entries."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from articles.models import ArticlePage

from .canonical import digest
from .formats.heads import FORMAT, head
from .models import Act, Entry
from .models.chain import People


@dataclass(frozen=True)
class Context:
    """What the entries of one act have in common.

    published, approved: public names, or empty. imported: the content was published elsewhere before.
    """

    article: ArticlePage
    uid: UUID | str
    act: Act
    at: datetime
    published: str = ""
    approved: str = ""
    imported: bool = False


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
        format=FORMAT,
        act=context.act.pk,
        actors=digest(context.act.actors),
        content_digest=digest(text),
        previous=last.digest if last else "",
    )
    entry.digest = digest(head(entry))
    entry.save()
    return entry
