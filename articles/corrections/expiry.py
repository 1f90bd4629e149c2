"""The day on which an article leaves the public by itself, and what readers will then be told."""

from datetime import datetime

from wagtail.log_actions import log
from wagtail.models import Page

from articles.models import ArticlePage
from articles.record.locking import act_on
from articles.record.models import ExpiryReason


def keep_reason(article_id: int, expires: datetime | None, cause: str, reason: str) -> None:
    """Keep what readers will be told; without an expiry date nothing is kept."""
    if expires is None:
        ExpiryReason.objects.filter(article_id=article_id).delete()
        return
    told = {"cause": cause, "reason": reason.strip()}
    ExpiryReason.objects.update_or_create(article_id=article_id, defaults=told)


def set_expiry(article: ArticlePage, expires: datetime | None, *, cause: str, reason: str, user) -> None:
    """Give a public article another expiry date, or none, where nothing that readers see has changed.

    Makes no version: the record knows of an expiry once it has happened.
    """
    with act_on(article.pk) as current:
        Page.objects.filter(pk=article.pk).update(expire_at=expires, has_unpublished_changes=False)
        keep_reason(article.pk, expires, cause, reason)
        log(instance=current, action="articles.expiry", user=user, data={"expires": str(expires or ""), "cause": cause})


def register_log_actions(actions) -> None:
    from django.utils.translation import gettext_lazy as _

    actions.register_action("articles.expiry", _("Set expiry"), _("Expiry date set or taken away"))
