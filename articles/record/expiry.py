"""Expiry dates: a withdrawal that is decided now, with its cause and reason, and carried out at that time."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from articles.models import ArticlePage
from articles.models.people import Actor

from . import clock
from .acts import Decider, cancel_act, new_act, open_acts
from .basis import basis_of
from .models import Act, ActKind, ActState, Publication
from .refusals import Refused
from .transactions import lock_article
from .withdraw import check_reason


@dataclass(frozen=True)
class ExpiryDecision:
    """A withdrawal in the future. cause: a WithdrawalCause, or empty. text: the reason that readers are shown then."""

    due: datetime
    cause: str
    text: str


def open_expiry(article_id: int) -> Act | None:
    """Return the act that will withdraw an article, or None."""
    acts = open_acts(article_id, ActKind.WITHDRAWAL)
    return acts[0] if acts else None


def shown_expiry(article_id: int) -> str:
    """Return a name of the present expiry, which changes with its time; empty without one.

    A decision that sets or removes an expiry is bound to it.
    """
    act = open_expiry(article_id)
    return f"{act.pk} {act.due.isoformat() if act.due else ''} {act.state}" if act else ""


def check_expiry_unchanged(article_id: int, shown: str) -> None:
    """Raise Refused when the expiry of an article is another one than the decision was shown."""
    if shown_expiry(article_id) != shown:
        raise Refused(_("The expiry date was changed in the meantime."), "expiry_changed")


def keep_expiry(article_id: int) -> None:
    """Keep the expiry of an article whose page was published with the expiry date of another draft."""
    if act := open_expiry(article_id):
        Page.objects.filter(pk=article_id).update(expire_at=act.due if act.state == ActState.WAITING else None)


def set_expiry(article_id: int, expiry: ExpiryDecision | None, *, user: Actor, token: str = "") -> Act | None:
    """Replace the expiry of a public article; None removes it. The caller holds the lock and may write the record.

    Returns the act, which waits; the one that it replaces is cancelled. Raises Refused for an unknown cause, for a
    reason that is too long and when a publication is scheduled for later, AlreadyDecided when the form was sent twice.
    """
    publication = Publication.objects.select_related("version", "article").get(article_id=article_id)
    for other in open_acts(article_id, ActKind.WITHDRAWAL):
        if expiry and not token and is_same(other, expiry):
            return other
        cancel_act(other)
    Page.objects.filter(pk=article_id).update(expire_at=expiry.due if expiry else None)
    if expiry is None:
        return None
    check_reason(expiry.cause, expiry.text)
    check_before_expiry(article_id, expiry.due)
    basis, at = basis_of(publication, article_id), clock.now()
    act = new_act(publication.article, ActKind.WITHDRAWAL, Decider(user, token), basis, uid=publication.uid, at=at)
    act.state = ActState.WAITING
    act.due, act.zone = expiry.due, timezone.get_current_timezone_name()
    act.decision = {"cause": expiry.cause, "text": expiry.text.strip()}
    act.save()
    return act


def check_before_expiry(article_id: int, due: datetime) -> None:
    """Raise Refused when a publication is scheduled for after this expiry, which would take its basis."""
    waiting = [act.due for act in open_acts(article_id, ActKind.PUBLICATION) if act.state == ActState.WAITING]
    if any(other and other > due for other in waiting):
        message = _("A publication is scheduled for after this expiry date. Cancel it first, or choose a later date.")
        raise Refused(message, "expires_before_scheduled")


def is_same(act: Act, expiry: ExpiryDecision) -> bool:
    decided = (act.due, act.decision.get("cause"), act.decision.get("text"))
    return act.state == ActState.WAITING and decided == (expiry.due, expiry.cause, expiry.text.strip())


def change_expiry(article: ArticlePage, expiry: ExpiryDecision | None, *, user: Actor, token: str = "") -> Act | None:
    """Set or remove the expiry of a public article whose text has not changed.

    No version is made: the record contains an expiry once it has happened.
    """
    with lock_article(article.pk) as current:
        act = set_expiry(article.pk, expiry, user=user, token=token)
        Page.objects.filter(pk=article.pk).update(has_unpublished_changes=False)
        data = {"expires": str(expiry.due if expiry else ""), "cause": expiry.cause if expiry else ""}
        log(instance=current, action="articles.expiry", user=user, data=data)
    return act
