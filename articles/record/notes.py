"""Notes: the texts by which readers learn of a change."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict, cast

from django.utils.translation import gettext as _

from articles.models import ArticlePage, public_name
from articles.models.people import Actor

from . import clock, index
from .canonical import FORMAT, canonical_json, new_nonce, parse
from .chain import Context, append_entry
from .change_checks import RecordChange, check_record_change
from .models import NOTE_KINDS, Entry, EntryType, Note, Publication, Status
from .refusals import Refused
from .transactions import lock_article

MAX_LENGTH = 4000


class NoteContent(TypedDict):
    """The text of a note, a withdrawal or a reinstatement, parsed.

    kind: a change class. cause: of a withdrawal, otherwise empty. dated: YYYY-MM-DD or empty, and date_text: the date
    as written, both for imported notes only.
    """

    format: int
    nonce: str
    number: int
    kind: str
    text: str
    cause: str
    dated: str
    date_text: str


def note_content(note: Note) -> NoteContent:
    return cast(NoteContent, parse(note.text))


@dataclass(frozen=True)
class NoteDraft:
    """A note that has not been added yet. dated and date_text: of an imported note, the date that its source gave.

    Raises Refused for an unknown kind, and for an empty or too long text.
    """

    kind: str
    text: str
    dated: date | None = None
    date_text: str = ""
    imported: bool = False

    def __post_init__(self) -> None:
        text = self.text.replace("\r\n", "\n").strip()
        object.__setattr__(self, "text", text)
        if self.kind not in dict(NOTE_KINDS):
            raise Refused(_("Choose what kind of note this is."), "unknown_kind")
        if not text:
            raise Refused(_("Write what was changed. A note cannot be empty."), "empty_note")
        if len(text) > MAX_LENGTH:
            raise Refused(_("A note has at most %(limit)d characters.") % {"limit": MAX_LENGTH}, "note_too_long")


def write_note(
    context: Context,
    *,
    type: str = EntryType.NOTE,
    kind: str,
    text: str,
    version: int,
    cause: str = "",
    dated: date | None = None,
    date_text: str = "",
) -> Entry:
    """Append a note, a withdrawal or a reinstatement to the chain.

    The caller holds the lock on the article, in a transaction that may write the record.
    """
    number = Note.objects.filter(article=context.article).count() + 1
    content: NoteContent = {
        "format": FORMAT,
        "nonce": new_nonce(),
        "number": number,
        "kind": str(kind),
        "text": text,
        "cause": cause,
        "dated": dated.isoformat() if dated else "",
        "date_text": date_text,
    }
    stored_text = canonical_json(content)
    entry = append_entry(context, type=type, text=stored_text, version=version, change_class=kind)
    Note(entry=entry, article=context.article, number=number, kind=kind, text=stored_text).save()
    return entry


def write_note_draft(context: Context, draft: NoteDraft, *, version: int) -> Entry:
    """Append a note that an editor or an import has drafted."""
    return write_note(
        replace(context, imported=draft.imported),
        kind=draft.kind,
        text=draft.text,
        version=version,
        dated=draft.dated,
        date_text=draft.date_text,
    )


def add_note(article: ArticlePage, draft: NoteDraft, *, user: Actor) -> Entry:
    """Add a note to a public article without changing its text. No version is made.

    Raises Refused when the article is not public.
    """
    with lock_article(article.pk) as current:
        publication = Publication.objects.select_related("version").filter(article_id=article.pk).first()
        if publication is None or publication.status != Status.PUBLIC:
            raise Refused(_("Readers cannot see this article, so a note cannot be added to it."), "not_public")
        check_record_change(
            RecordChange(EntryType.NOTE, current, user, publication, notes=[draft], change_class=draft.kind)
        )
        context = Context(current, publication.uid, clock.now(), public_name(user))
        entry = write_note_draft(context, draft, version=publication.version.number)
        index.apply_entries(publication, [entry])
        publication.save()
        index.send_recorded(publication, [entry])
    return entry
