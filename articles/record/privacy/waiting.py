"""The acts in which restrictions and openings wait for their entries."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail import hooks

from articles.models import public_name

from ..acts import Decider, accounts_of, cancel_act, hand_to_person, user_id
from ..basis import NOTICES, access_message, notices_of
from ..change_checks import RecordChange, check_record_change
from ..formats import actors
from ..formats.heads import format_time
from ..models import Act, ActKind, ActState, ChangeClass, EntryType, Note, Publication, Status
from ..models.acts import OPEN, ActDecision, Basis
from ..restrictions import access_type
from .batches import KINDS
from .plans import Access, Plan, access_by_path

CHECKED_TYPES = {
    ActKind.RESTRICTION: (EntryType.RESTRICTION, ChangeClass.RESTRICTION),
    ActKind.OPENING: (EntryType.OPENING, ChangeClass.OPENING),
}


def restriction_acts(
    articles: Iterable[int], access: Access, decider: Decider, at: datetime, *, cause: str = "", text: str = ""
) -> list[Act]:
    """Return unsaved acts, one for each article, that wait to write that it is private.

    access: who can read the articles now. cause, text: empty when code restricts them. The caller holds the lock on
    restrictions.
    """
    decisions: dict[int, ActDecision] = {
        article: {"cause": cause, "text": text, "access": access_type(access.of(path)), "since": format_time(at)}
        for article, path in paths_of(articles).items()
    }
    return waiting_acts(ActKind.RESTRICTION, decisions, decider, at)


def opening_acts(articles: Iterable[int], decider: Decider, at: datetime, *, text: str = "") -> list[Act]:
    """Return unsaved acts, one for each article, that wait to write that everybody can read it again."""
    return waiting_acts(ActKind.OPENING, {article: {"cause": "", "text": text} for article in articles}, decider, at)


def paths_of(articles: Iterable[int]) -> dict[int, str]:
    publications = Publication.objects.filter(article_id__in=list(articles))
    return dict(publications.values_list("article_id", "article__path"))


def waiting_acts(kind: ActKind, decisions: Mapping[int, ActDecision], decider: Decider, at: datetime) -> list[Act]:
    name, accounts = public_name(decider.user), accounts_of(decider.user)
    bases = bases_of(list(decisions))
    acts = []
    for publication in Publication.objects.filter(article_id__in=list(decisions)).only("article", "uid"):
        act = Act(
            article_id=publication.article_id,
            kind=kind,
            state=ActState.WAITING,
            token=decider.token,
            batch=decider.batch,
            decided_by_id=user_id(decider.user),
            decided_as=name,
            decided_at=at,
            due=at,
            basis=bases[publication.article_id],
            decision=decisions[publication.article_id],
        )
        act.actors = actors.actors_text(act=str(act.pk), article=str(publication.uid), accounts=accounts)
        acts.append(act)
    return acts


def bases_of(articles: list[int]) -> dict[int, Basis]:
    """Return the present basis of acts on these articles, as `basis_of` does for one."""
    noticed = Note.objects.filter(article_id__in=articles, kind__in=NOTICES).values_list("article_id", flat=True)
    notices = {article: notices_of(article) for article in set(noticed)}
    access = Access(access_by_path(), "")
    publications = Publication.objects.filter(article_id__in=articles)
    rows = publications.values_list("article_id", "article__path", "version__number", "status", "private")
    return {
        article: {
            "version": version,
            "standing": "withdrawn" if status == Status.WITHDRAWN else "public",
            "access": access.of(path) or ("login" if private else ""),
            "notices": notices.get(article, []),
            "amends": [],
        }
        for article, path, version, status, private in rows
    }


def run_checks(acts: list[Act], decider: Decider) -> None:
    """Run the registered checks of changes on acts that a person decided. Raises Refused."""
    if not hooks.get_hooks("check_record_change"):
        return
    rows = Publication.objects.select_related("version", "article").filter(article__in=[act.article_id for act in acts])
    publications = {publication.article_id: publication for publication in rows}
    for act in acts:
        type, change_class = CHECKED_TYPES[ActKind(act.kind)]
        publication = publications[act.article_id]
        check_record_change(
            RecordChange(type, publication.article, decider.user, publication, act, change_class=change_class)
        )


def cancel_superseded(plan: Plan) -> None:
    """Cancel restrictions and openings that still wait on articles of which the plan decides anew."""
    acts = Act.objects.filter(kind__in=KINDS, state__in=OPEN, article__path__startswith=plan.page.path)
    for act in acts.select_related("article"):
        if act.article_id in plan.articles or not plan.access.of(act.article.path):
            cancel_act(act)


def end_voided(plan: Plan, cancel: Iterable[str], access: str) -> None:
    """End the open publications that lose their basis: cancel the named ones, let the others wait for a person."""
    named = set(cancel)
    for act in plan.voided:
        if str(act.pk) in named:
            cancel_act(act)
        elif act.state == ActState.WAITING:
            hand_to_person(act, access_message(access))


def removed_by_code() -> str:
    """Return why the opening of an article whose restriction was removed waits for a person."""
    return _(
        "Its view restriction was removed without an act, so it stays private. Open it again, or make it private again."
    )
