"""Withdrawing an article: its address answers 410 with cause and reason; its versions are kept.

An article whose text stays public under a notice is not withdrawn but retracted, by a note.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from articles.models import ArticlePage
from articles.models.people import Actor

from . import clock, index
from .acts import (
    Decider,
    cancel_act,
    check_first_time,
    context_of,
    finish_act,
    hand_to_person,
    new_act,
    open_acts,
)
from .basis import basis_of, publication_of, standing_message
from .change_checks import RecordChange, check_record_change
from .models import Act, ActKind, ChangeClass, Entry, EntryType, Publication, Status, WithdrawalCause
from .models.change_classes import PROTECTED_CAUSES
from .models.publication import PublicationQuerySet
from .notes import write_note
from .refusals import Refused
from .transactions import lock_article

MAX_REASON_LENGTH = 2000


def withdraw(
    article: ArticlePage,
    *,
    user: Actor = None,
    cause: str = "",
    reason: str = "",
    token: str = "",
    batch: UUID | None = None,
    cancel_open: bool = False,
) -> Entry | None:
    """Withdraw a public article in the record and unpublish its page, in one transaction.

    cause: a WithdrawalCause, or empty. reason: for readers, or empty; the article's page then shows that no reason is
    recorded. For a cause that protects a person or follows from the law, only the page's history has the reason.
    token, batch: of the form and of the acts decided together (`acts.Decider`). cancel_open: whether a scheduled
    publication is cancelled; otherwise it waits for a person. Returns the entry, or None when the article is already
    withdrawn.
    Raises Refused for an unknown cause and for a reason that is too long, AlreadyDecided for a second time.
    """
    check_reason(cause, reason)
    with lock_article(article.pk) as current:
        publication = publication_of(article.pk)
        if publication is None or publication.status != Status.PUBLIC:
            check_first_time(article.pk, token)
            return None
        decider = Decider(user, token, batch)
        at = clock.now()
        act = new_act(
            current, ActKind.WITHDRAWAL, decider, basis_of(publication, article.pk), uid=publication.uid, at=at
        )
        act.decision = {"cause": cause, "text": reason.strip()}
        return write_withdrawal(act, current, publication, cancel_open=cancel_open)


def write_withdrawal(act: Act, article: ArticlePage, publication: Publication, *, cancel_open: bool) -> Entry:
    """Write the withdrawal of a public article. The caller holds the lock and may write the record."""
    user, at = act.decided_by, clock.now()
    cause, reason = act.decision["cause"], act.decision["text"]
    check_record_change(
        RecordChange(EntryType.WITHDRAWAL, article, user, publication, act, change_class=ChangeClass.REMOVAL)
    )
    entry = write_note(
        context_of(act, publication.uid, at),
        type=EntryType.WITHDRAWAL,
        kind=ChangeClass.REMOVAL,
        text=reason,
        cause=cause,
        language=publication.language,
        version=publication.version.number,
    )
    expired = act.due is not None
    end_open_acts(act, cancel=cancel_open)
    finish_act(act, at)
    publication.status = Status.WITHDRAWN
    index.delete_relations(publication)
    index.apply_entries(publication, [entry])
    index.save_changed(publication)
    index.update_search([publication])
    if article.live:
        UnpublishPageAction(article, user=user, set_expired=expired).execute(skip_permission_checks=True)
    log(instance=article, action="articles.withdraw", user=user, data=logged_cause(cause, reason))
    index.send_recorded(publication, [entry])
    return entry


def end_open_acts(withdrawal: Act, *, cancel: bool) -> None:
    """End the open acts on an article that is being withdrawn: none has its basis any longer.

    A later expiry has nothing left to do. A publication is cancelled by a person who was shown it, or waits for one.
    Who can read the article is decided apart from its withdrawal.
    """
    for act in open_acts(withdrawal.article_id):
        if act.pk == withdrawal.pk or act.kind in (ActKind.RESTRICTION, ActKind.OPENING):
            continue
        if cancel or act.kind == ActKind.WITHDRAWAL:
            cancel_act(act)
        else:
            hand_to_person(act, standing_message("withdrawn"))


def logged_cause(cause: str, words: str) -> dict[str, str]:
    """Return the data of an entry in the page's history: the cause, and the words that readers are not shown for it."""
    return {"cause": cause, "words": words} if cause in PROTECTED_CAUSES and words else {"cause": cause}


def check_reason(cause: str, reason: str) -> None:
    if cause and cause not in WithdrawalCause.values:
        raise Refused(_("Choose why the article is withdrawn."), "unknown_cause")
    if len(reason) > MAX_REASON_LENGTH:
        message = _("The reason has at most %(limit)d characters.")
        raise Refused(message % {"limit": MAX_REASON_LENGTH}, "reason_too_long")


def public_articles(pages: Iterable[Page], *, include_descendants: bool) -> PublicationQuerySet:
    """Return the publications that unpublishing these pages would withdraw."""
    conditions = Q(pk__in=[])
    for page in pages:
        if include_descendants:
            conditions |= Q(article__path__startswith=page.path)
        else:
            conditions |= Q(article__path=page.path)
    return Publication.objects.filter(conditions, status=Status.PUBLIC)
