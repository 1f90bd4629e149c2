"""The page that is shown in place of an article or page that not everybody may read."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from articles.models import ArticlePage
from articles.record.formats.notes import NoteContent
from articles.record.models import EntryType, Note, Publication, Status, WithdrawalCause
from articles.record.models.change_classes import PROTECTED_SENTENCES
from articles.record.notes import note_content

from ..site_frame import JournalLink, get_site_frame


@dataclass(frozen=True)
class HiddenPage:
    """What `reading/hidden.html` prints.

    title, language: of the article, empty where it is protected. journal: None where it is not public either.
    sentences: since when, and why. has_note: whether the log has a note about it.
    """

    heading: str
    sentences: list[str]
    title: str = ""
    language: str = ""
    journal: JournalLink | None = None
    has_note: bool = False


def hidden_page_values(publication: Publication | None, request: HttpRequest) -> HiddenPage:
    """Return the values for a hidden article, or for a page that is no article. At most one query for the article."""
    if publication is None:
        return HiddenPage(_("This page is not open to everyone"), [])
    withdrawn = publication.status == Status.WITHDRAWN
    note = newest_note(publication)
    protected = publication.is_protected
    return HiddenPage(
        heading=heading(withdrawn=withdrawn, was_open=note is not None),
        sentences=[*since_sentence(note, withdrawn=withdrawn), *reason_sentences(publication, note)],
        title="" if protected else publication.card["title"],
        language=publication.card["language"],
        journal=public_journal(publication, request),
        has_note=note is not None,
    )


def hidden_article(page: object) -> Publication | None:
    """Return the publication of a page that is an article which readers have seen, otherwise None."""
    return getattr(page, "publication", None) if isinstance(page, ArticlePage) else None


def newest_note(publication: Publication) -> Note | None:
    """Return the note with which the article was withdrawn or made private, if that applies now."""
    if publication.status == Status.WITHDRAWN:
        entry_type = EntryType.WITHDRAWAL
    elif publication.private:
        entry_type = EntryType.RESTRICTION
    else:
        return None
    notes = Note.objects.filter(article=publication.article_id, entry__type=entry_type)
    return notes.select_related("entry").order_by("-number").first()


def heading(*, withdrawn: bool, was_open: bool) -> str:
    if withdrawn:
        return _("This article was withdrawn")
    if was_open:
        return _("This article is no longer open to everyone")
    return _("This article is not open to everyone")


def since_sentence(note: Note | None, *, withdrawn: bool) -> list[str]:
    if note is None:
        return []
    moment = hidden_since(note_content(note), note.entry.at)
    day = formats.date_format(timezone.localtime(moment), "j F Y")
    if withdrawn:
        return [_("It was withdrawn on %(day)s.") % {"day": day}]
    return [_("It has been private since %(day)s.") % {"day": day}]


def hidden_since(content: NoteContent, at: datetime) -> datetime:
    """Return the moment since when the article has been hidden. at: of the entry."""
    return datetime.fromisoformat(content["since"]) if content["since"] else at


def reason_sentences(publication: Publication, note: Note | None) -> list[str]:
    """Return why an article is hidden, or that it is not disclosed. Never words of a note on a protected article."""
    cause = publication.hidden_cause
    if publication.is_protected:
        if note and not note_content(note)["cause"]:
            return [_("No reason is recorded.")]
        return [str(PROTECTED_SENTENCES.get(cause, _("No reason is recorded.")))]
    text = note_content(note)["text"] if note else ""
    if text:
        return [part.strip() for part in text.split("\n\n") if part.strip()]
    return [f"{WithdrawalCause(cause).label}."] if cause else []


def public_journal(publication: Publication, request: HttpRequest) -> JournalLink | None:
    """Return the journal of an article if everybody can read it. The frame of the page has loaded the journals."""
    frame = get_site_frame(request)
    for journal in frame.journal_pages:
        if journal.pk == publication.journal_id:
            return {"name": journal.title, "path": frame.path_of(journal)}
    return None
