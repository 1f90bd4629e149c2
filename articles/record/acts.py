"""Making an act, and what all acts have in common: who decided, and that a form sent twice decides once."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from articles.models import ArticlePage, public_name
from articles.models.people import Actor

from .canonical import parse
from .chain import Context
from .formats import actors
from .models import Account, Act, ActKind, ActState
from .models.acts import OPEN, ActDecision, Basis
from .refusals import Refused
from .waiting_pictures import delete_waiting_pictures


@dataclass(frozen=True)
class Decider:
    """Who decides an act, and with which form.

    user: None when code decides. token: of the form, empty without one. batch: shared by the acts on several articles
    that are decided together.
    """

    user: Actor = None
    token: str = ""
    batch: uuid.UUID | None = None


class AlreadyDecided(Refused):
    """Raised when the form of an act is sent a second time. act: the act that the first one made."""

    def __init__(self, act: Act) -> None:
        super().__init__(_("This was already done: the form was sent twice."), "already_decided")
        self.act = act


def check_first_time(article_id: int, token: str) -> None:
    """Raise AlreadyDecided when an act was made with this token. The caller holds the lock on the article."""
    if token and (act := Act.objects.filter(article_id=article_id, token=token).first()):
        raise AlreadyDecided(act)


def new_act(
    article: ArticlePage, kind: ActKind, decider: Decider, basis: Basis, *, uid: uuid.UUID | str, at: datetime
) -> Act:
    """Return an unsaved act, decided now, with the private text that names the accounts.

    uid: permanent id of the article. The caller holds the lock. Raises AlreadyDecided.
    """
    check_first_time(article.pk, decider.token)
    act = Act(
        article=article,
        kind=kind,
        token=decider.token,
        batch=decider.batch,
        decided_by_id=user_id(decider.user),
        decided_as=public_name(decider.user),
        decided_at=at,
        basis=basis,
    )
    act.actors = actors.actors_text(act=str(act.pk), article=str(uid), accounts=accounts_of(decider.user))
    return act


def name_article(act: Act, uid: uuid.UUID | str) -> None:
    """Name the article in the private text of an act that was decided before the article had a permanent id."""
    content = parse(act.actors)
    if content["article"] != str(uid):
        act.actors = actors.actors_text(act=str(act.pk), article=str(uid), accounts=content["accounts"])


def user_id(user: Actor) -> int | None:
    return user.pk if user is not None else None


def accounts_of(user: Actor) -> list[actors.Account]:
    """Return the account of the person who decides, with its random permanent id; nothing when code does."""
    if user is None or not user.pk:
        return []
    account, _created = Account.objects.get_or_create(user_id=user.pk)
    return [{"as": "decided", "id": str(account.uid), "login": user.get_username()}]


def context_of(act: Act, uid: uuid.UUID | str, at: datetime, *, imported: bool = False) -> Context:
    """Return what the entries of an act have in common."""
    return Context(act.article, uid, act, at, act.decided_as, imported=imported)


def finish_act(act: Act, at: datetime) -> None:
    """Save an act that has been carried out. What it held is in the record now, and is deleted from the act."""
    delete_waiting_pictures(act)
    act.state = ActState.DONE
    act.done_at = at
    empty_act(act)
    act.save()


def empty_act(act: Act) -> None:
    """Delete what an act holds, without saving it."""
    act.content = act.attention = act.path = ""
    act.decision, act.pictures = ActDecision(), {}
    act.site = act.draft = None


def cancel_act(act: Act) -> None:
    """Cancel an open act and delete what it holds, with the pictures that wait for it."""
    delete_waiting_pictures(act)
    act.state = ActState.CANCELLED
    empty_act(act)
    act.save()


def hand_to_person(act: Act, reason: str) -> None:
    """Let an open act wait for a person; it keeps what it holds, and its address stays reserved."""
    act.state = ActState.ATTENTION
    act.attention = reason[:400]
    act.save()


def open_acts(article_id: int, kind: ActKind | None = None) -> list[Act]:
    """Return the acts on an article that may still be carried out, those due first first."""
    acts = Act.objects.filter(article_id=article_id, state__in=OPEN).select_related("decided_by")
    return list(acts.filter(kind=kind) if kind else acts)


def open_publications_under(page: Page) -> QuerySet[Act]:
    """Return the open publications of articles at or under a page, those due first first."""
    acts = Act.objects.filter(kind=ActKind.PUBLICATION, state__in=OPEN, article__path__startswith=page.path)
    return acts.select_related("article", "decided_by").order_by("due", "pk")
