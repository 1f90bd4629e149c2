"""Notes: the texts by which readers learn of a change."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from articles.models import ArticlePage
from articles.models.people import Actor

from . import clock, index
from .acts import Decider, cancel_act, context_of, finish_act, hand_to_person, new_act, open_acts
from .basis import basis_of, check_basis, notices_message, notices_of, publication_of, stopping_kinds
from .canonical import new_nonce
from .chain import Context, append_entry
from .change_checks import RecordChange, check_record_change
from .formats.approval import ELSEWHERE, approval
from .formats.notes import FORMAT, NoteContent, empty_note, note_text, read_note
from .models import NOTE_KINDS, ActKind, ActState, Entry, EntryType, Note
from .models.acts import Basis
from .models.change_classes import PROTECTED_CAUSES
from .refusals import Refused
from .transactions import lock_article

MAX_LENGTH = 4000


def note_content(note: Note) -> NoteContent:
    return read_note(note.text)


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
    access: str = "",
    since: str = "",
    language: str = "",
    dated: date | None = None,
    date_text: str = "",
) -> Entry:
    """Append a note, withdrawal, reinstatement, restriction or opening to the chain.

    Words for a cause that protects a person or follows from the law are left out: they would be public for ever.
    The caller holds the lock on the article, in a transaction that may write the record.
    """
    number = Note.objects.filter(article=context.article).count() + 1
    content: NoteContent = {
        **empty_note(),  # type: ignore[typeddict-item]  # a dict of the other keys
        "approval": approval(ELSEWHERE) if context.imported else approval(),
        "format": FORMAT,
        "nonce": new_nonce(),
        "number": number,
        "kind": str(kind),
        "language": language,
        "text": "" if cause in PROTECTED_CAUSES else text,
        "cause": cause,
        "access": access,
        "since": since,
        "dated": dated.isoformat() if dated else "",
        "date_text": date_text,
    }
    stored_text = note_text(content)
    entry = append_entry(context, type=type, text=stored_text, version=version, change_class=kind)
    Note(entry=entry, article=context.article, number=number, kind=kind, text=stored_text).save()
    return entry


def write_note_draft(context: Context, draft: NoteDraft, *, version: int, language: str) -> Entry:
    """Append a note that an editor or an import has drafted."""
    return write_note(
        replace(context, imported=draft.imported),
        kind=draft.kind,
        text=draft.text,
        version=version,
        language=language,
        dated=draft.dated,
        date_text=draft.date_text,
    )


@dataclass(frozen=True)
class ShownEntries:
    """What a person was shown before adding a note. position: of the chain's newest entry. scheduled: id of the open
    publication, or empty."""

    position: int
    scheduled: str


def newest_position(article_id: int) -> int:
    """Return the position of the chain's newest entry; 0 without one."""
    return Entry.objects.filter(article_id=article_id).aggregate(Max("position"))["position__max"] or 0


def check_shown(article_id: int, draft: NoteDraft, basis: Basis, shown: ShownEntries) -> None:
    """Raise Refused when an entry was added, or a publication scheduled that the note stops, without being shown.

    The caller holds the lock on the article.
    """
    if shown.position != newest_position(article_id):
        message = _("A note or version was added in the meantime, see below. Send yours again if it is right.")
        raise Refused(message, "entries_added")
    unseen = [act for act in open_acts(article_id, ActKind.PUBLICATION) if str(act.pk) != shown.scheduled]
    if unseen and draft.kind in stopping_kinds(basis):
        message = _("A publication was scheduled in the meantime: choose below what becomes of it.")
        raise Refused(message, "scheduled_meanwhile")


def stop_publications(article_id: int, *, cancel: bool) -> None:
    """Cancel the scheduled publication of an article, or let it wait for a person: a notice was added or lifted."""
    for act in open_acts(article_id, ActKind.PUBLICATION):
        if cancel:
            cancel_act(act)
        elif act.state == ActState.WAITING:
            hand_to_person(act, notices_message())


def add_note(
    article: ArticlePage,
    draft: NoteDraft,
    *,
    user: Actor,
    token: str = "",
    basis: Basis | None = None,
    shown: ShownEntries | None = None,
    cancel_open: bool = False,
) -> Entry:
    """Add a note to a published article without changing its text. No version is made.

    token: of the form, so that a form sent twice adds one note. basis: what the decision rests on, if it was shown.
    shown: what else the person was shown.
    cancel_open: cancel a scheduled publication whose basis the note takes; otherwise it waits for a person.
    Raises Refused when the article was never published or the basis has changed, AlreadyDecided for a second time.
    """
    with lock_article(article.pk) as current:
        publication = publication_of(article.pk)
        if publication is None:
            message = _("Readers have never seen this article, so a note cannot be added to it.")
            raise Refused(message, "not_published")
        present = basis_of(publication, article.pk)
        at = clock.now()
        act = new_act(current, ActKind.NOTE, Decider(user, token), present, uid=publication.uid, at=at)
        check_basis(ActKind.NOTE, basis or present, present)
        if shown is not None:
            check_shown(current.pk, draft, present, shown)
        check_record_change(
            RecordChange(EntryType.NOTE, current, user, publication, act, notes=[draft], change_class=draft.kind)
        )
        entry = write_note_draft(
            context_of(act, publication.uid, at),
            draft,
            version=publication.version.number,
            language=publication.language,
        )
        finish_act(act, at)
        if notices_of(current.pk) != present["notices"]:
            stop_publications(current.pk, cancel=cancel_open)
        index.apply_entries(publication, [entry])
        index.save_changed(publication)
        index.send_recorded(publication, [entry])
    return entry
