"""An article leaves the public, and comes back.

Its page then answers 410 and says so; the versions stay. (Text that stays under a banner is a retraction.)
"""

from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.search.index import insert_or_update_object

from articles.models import ArticlePage, public_name

from . import clock, index, notes
from .locking import act_on
from .models import CAUSES, ChangeClass, Entry, EntryType, ExpiryReason, Publication, Status
from .refusals import Refused

LONGEST_REASON = 2000


def withdraw(article: ArticlePage, *, user=None, cause: str = "", reason: str = "") -> Entry | None:
    """Withdraw a public article, on the record and at the desk, in one transaction.

    cause: one of CAUSES, or empty; reason: what readers are told. Without them readers are told that no reason is
    recorded. Returns the entry, or None when the article is not public. Raises Refused for an unknown cause.
    """
    check(cause, reason)
    with act_on(article.pk) as current:
        publication = Publication.objects.select_related("version").filter(article_id=article.pk).first()
        if publication is None or publication.status != Status.PUBLIC:
            return None
        entry = notes.write(
            current,
            publication.uid,
            type=EntryType.WITHDRAWAL,
            kind=ChangeClass.REMOVAL,
            text=reason.strip(),
            cause=cause,
            version=publication.version.number,
            published=public_name(user),
            at=clock.now(),
        )
        publication.status = Status.WITHDRAWN
        publication.mentions.all().delete()
        publication.bylines.all().delete()
        index.refresh(publication, moved_at=entry.at)
        insert_or_update_object(publication)
        ExpiryReason.objects.filter(article_id=article.pk).delete()
        if current.live:
            UnpublishPageAction(current, user=user).execute(skip_permission_checks=True)
        log(instance=current, action="articles.withdraw", user=user, data={"cause": cause})
        index.announce(publication, [entry])
    return entry


def check(cause: str, reason: str) -> None:
    if cause and cause not in dict(CAUSES):
        raise Refused(_("Choose why the article is withdrawn."), "unknown_cause")
    if len(reason) > LONGEST_REASON:
        raise Refused(_("The reason has at most %(limit)d characters.") % {"limit": LONGEST_REASON}, "reason_too_long")


def page_unpublished(sender, instance, **kwargs) -> None:
    """The net under the roads of Wagtail that unpublish without the service: code, and an expiry at its time.

    An expiry has the cause and the reason that were given when it was set, if they were.
    """
    if isinstance(instance, ArticlePage):
        told = ExpiryReason.objects.filter(article_id=instance.pk).first() if instance.expired else None
        withdraw(instance, cause=told.cause if told else "", reason=told.reason if told else "")
