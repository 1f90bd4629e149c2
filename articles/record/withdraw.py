"""Withdrawing an article: its address answers 410 with cause and reason; its versions are kept.

An article whose text stays public under a notice is not withdrawn but retracted, by a note.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from articles.models import ArticlePage, public_name
from articles.models.people import Actor

from . import clock, index
from .chain import Context
from .change_checks import RecordChange, check_record_change
from .models import (
    ChangeClass,
    Entry,
    EntryType,
    ExpiryReason,
    Publication,
    Status,
    WithdrawalCause,
)
from .models.publication import PublicationQuerySet
from .notes import write_note
from .refusals import Refused
from .transactions import lock_article

MAX_REASON_LENGTH = 2000


def withdraw(article: ArticlePage, *, user: Actor = None, cause: str = "", reason: str = "") -> Entry | None:
    """Withdraw a public article in the record and unpublish its page, in one transaction.

    cause: a WithdrawalCause, or empty. reason: for readers, or empty; the article's page then shows that no reason is
    recorded. Returns the entry, or None when the article is not public.
    Raises Refused for an unknown cause and for a reason that is too long.
    """
    check_reason(cause, reason)
    with lock_article(article.pk) as current:
        publication = Publication.objects.select_related("version").filter(article_id=article.pk).first()
        if publication is None or publication.status != Status.PUBLIC:
            return None
        check_record_change(
            RecordChange(EntryType.WITHDRAWAL, current, user, publication, change_class=ChangeClass.REMOVAL)
        )
        entry = write_note(
            Context(current, publication.uid, clock.now(), public_name(user)),
            type=EntryType.WITHDRAWAL,
            kind=ChangeClass.REMOVAL,
            text=reason.strip(),
            cause=cause,
            version=publication.version.number,
        )
        publication.status = Status.WITHDRAWN
        index.delete_relations(publication)
        index.apply_entries(publication, [entry])
        publication.save()
        index.update_search([publication])
        ExpiryReason.objects.filter(article_id=article.pk).delete()
        if current.live:
            UnpublishPageAction(current, user=user).execute(skip_permission_checks=True)
        log(instance=current, action="articles.withdraw", user=user, data={"cause": cause})
        index.send_recorded(publication, [entry])
    return entry


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


def withdraw_unpublished(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Receiver of `page_unpublished`: withdraw an article that Wagtail or code unpublishes directly.

    An article that expires has the cause and reason given when the expiry date was set, if any.
    """
    if not isinstance(instance, ArticlePage):
        return
    expiry = ExpiryReason.objects.filter(article_id=instance.pk).first() if instance.expired else None
    withdraw(instance, cause=expiry.cause if expiry else "", reason=expiry.reason if expiry else "")
