"""Notes: what readers are told about a change."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from articles.models import ArticlePage, public_name

from . import clock, index
from .canonical import FORMAT, canonical, nonce
from .chain import append
from .locking import act_on
from .models import NOTE_KINDS, Entry, EntryType, Note, Publication, Status
from .refusals import Refused

LONGEST = 4000


@dataclass(frozen=True)
class NoteDraft:
    """A note before it stands. dated and date_text only for an imported one: the date its source gave."""

    kind: str
    text: str
    dated: date | None = None
    date_text: str = ""
    imported: bool = False

    def __post_init__(self):
        text = self.text.replace("\r\n", "\n").strip()
        object.__setattr__(self, "text", text)
        if self.kind not in dict(NOTE_KINDS):
            raise Refused(_("Choose what kind of note this is."), "unknown_kind")
        if not text:
            raise Refused(_("Write what was changed; an empty note tells readers nothing."), "empty_note")
        if len(text) > LONGEST:
            raise Refused(_("A note has at most %(limit)d characters.") % {"limit": LONGEST}, "note_too_long")


def write(
    article: ArticlePage,
    uid: UUID | str,
    *,
    type: str = EntryType.NOTE,
    kind: str,
    text: str,
    cause: str = "",
    dated: date | None = None,
    date_text: str = "",
    imported: bool = False,
    version: int,
    published: str,
    at: datetime,
) -> Entry:
    """Write a note into the chain: of an entry of its own, of a withdrawal or of a return.

    The caller holds the lock on the article's row and a permit.
    """
    number = Note.objects.filter(article=article).count() + 1
    content = canonical(
        {
            "format": FORMAT,
            "nonce": nonce(),
            "number": number,
            "kind": str(kind),
            "text": text,
            "cause": cause,
            "dated": dated.isoformat() if dated else "",
            "date_text": date_text,
        }
    )
    entry = append(
        article,
        uid=uid,
        type=type,
        at=at,
        text=content,
        version=version,
        change_class=kind,
        published=published,
        imported=imported,
    )
    Note(entry=entry, article=article, number=number, kind=kind, text=content).save()
    return entry


def write_draft(article: ArticlePage, uid, draft: NoteDraft, *, version: int, published: str, at: datetime) -> Entry:
    """Write what an editor or an import has drafted."""
    return write(
        article,
        uid,
        kind=draft.kind,
        text=draft.text,
        dated=draft.dated,
        date_text=draft.date_text,
        imported=draft.imported,
        version=version,
        published=published,
        at=at,
    )


def add_note(article: ArticlePage, draft: NoteDraft, *, user) -> Entry:
    """Add a note without a change of text to a public article. It refers to the current version and makes none.

    Raises Refused when the article is not public.
    """
    with act_on(article.pk):
        publication = Publication.objects.select_related("version").filter(article_id=article.pk).first()
        if publication is None or publication.status != Status.PUBLIC:
            raise Refused(_("Readers cannot see this article, so a note cannot be added to it."), "not_public")
        entry = write_draft(
            article,
            publication.uid,
            draft,
            version=publication.version.number,
            published=public_name(user),
            at=clock.now(),
        )
        index.refresh(publication, moved_at=None if draft.imported else entry.at)
        index.announce(publication, [entry])
    return entry
