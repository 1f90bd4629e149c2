"""Notes: what readers are told about a change."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import ArticlePage, public_name

from . import clock
from .canonical import FORMAT, canonical, nonce
from .chain import append
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
            raise Refused(_("Choose what kind of note this is."))
        if not text:
            raise Refused(_("Write what was changed; an empty note tells readers nothing."))
        if len(text) > LONGEST:
            raise Refused(_("A note has at most %(limit)d characters.") % {"limit": LONGEST})


def write(article: ArticlePage, publication_uid, draft: NoteDraft, *, version: int, published: str, at) -> Entry:
    """Write a note into the chain. The caller holds the lock on the article's row."""
    number = Note.objects.filter(article=article).count() + 1
    text = canonical(
        {
            "format": FORMAT,
            "nonce": nonce(),
            "number": number,
            "kind": draft.kind,
            "text": draft.text,
            "dated": draft.dated.isoformat() if draft.dated else "",
            "date_text": draft.date_text,
        }
    )
    entry = append(
        article,
        uid=publication_uid,
        type=EntryType.NOTE,
        at=at,
        text=text,
        version=version,
        change_class=draft.kind,
        published=published,
        imported=draft.imported,
    )
    Note(entry=entry, article=article, number=number, kind=draft.kind, text=text).save()
    return entry


def add_note(article: ArticlePage, draft: NoteDraft, *, user) -> Entry:
    """Add a note without a change of text to a public article. It refers to the current version and makes none.

    Raises Refused when the article is not public.
    """
    from .index import announce, refresh
    from .locking import lock

    with transaction.atomic():
        lock(article.pk)
        publication = Publication.objects.select_related("version").filter(article_id=article.pk).first()
        if publication is None or publication.status != Status.PUBLIC:
            raise Refused(_("Readers cannot see this article, so there is nothing to correct in public."))
        entry = write(
            article,
            publication.uid,
            draft,
            version=publication.version.number,
            published=public_name(user),
            at=clock.now(),
        )
        refresh(publication, moved_at=None if draft.imported else entry.at)
        announce(publication, [entry])
    return entry
