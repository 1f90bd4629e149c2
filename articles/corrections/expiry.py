"""Expiry dates: the cause and reason that readers will see when an article is withdrawn at that time."""

from datetime import datetime
from typing import TypedDict

from wagtail.log_actions import log
from wagtail.models import Page

from articles.models import ArticlePage
from articles.models.people import Actor
from articles.record.models import ExpiryReason
from articles.record.transactions import lock_article


class WithdrawalReason(TypedDict):
    """cause: a WithdrawalCause. reason: text for readers."""

    cause: str
    reason: str


def save_expiry_reason(article_id: int, expires: datetime | None, reason: WithdrawalReason) -> None:
    """Store cause and reason of the coming withdrawal; without an expiry date, delete them."""
    if expires is None:
        ExpiryReason.objects.filter(article_id=article_id).delete()
        return
    values = {"cause": reason["cause"], "reason": reason["reason"].strip()}
    ExpiryReason.objects.update_or_create(article_id=article_id, defaults=values)


def change_expiry_date(
    article: ArticlePage, expires: datetime | None, reason: WithdrawalReason, *, user: Actor
) -> None:
    """Set or remove the expiry date of a public article whose text has not changed.

    No version is made: the record contains an expiry once it has happened.
    """
    with lock_article(article.pk) as current:
        Page.objects.filter(pk=article.pk).update(expire_at=expires, has_unpublished_changes=False)
        save_expiry_reason(article.pk, expires, reason)
        data = {"expires": str(expires or ""), "cause": reason["cause"]}
        log(instance=current, action="articles.expiry", user=user, data=data)
