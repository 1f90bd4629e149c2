"""Recording restrictions that code has set, and those found from before: no reason is known.

Such a restriction counts as one that protects privacy. Where code removes a restriction, the article stays private by
its chain, and an act waits for a person: only a decision opens what was made private.
"""

from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet

from .. import clock
from ..acts import Decider, cancel_act
from ..models import Act, ActKind, ActState, Publication
from ..models.acts import OPEN
from ..restrictions import UNRECORDED, being_restricted, flags_differ, under_restriction, update_flags
from ..transactions import lock_restrictions
from .batches import write_entries_of
from .plans import Access, access_by_path
from .waiting import opening_acts, removed_by_code, restriction_acts


def unrecorded() -> QuerySet[Publication]:
    """Return public articles that are private by the page tree, of which their chain knows nothing."""
    return Publication.objects.filter(UNRECORDED).filter(under_restriction()).exclude(being_restricted())


def opened_by_code() -> QuerySet[Publication]:
    """Return articles that are private by their chain alone."""
    return Publication.objects.filter(private=True).exclude(under_restriction())


def record_found() -> int:
    """Set every flag by the restrictions that exist, and record those that no entry mentions; return how many.

    Takes the lock on restrictions only when there is something to do.
    """
    if flags_differ():
        update_flags()
    ask_about_openings()
    if not unrecorded().exists():
        return 0
    batch, at = uuid4(), clock.now()
    with transaction.atomic():
        lock_restrictions()
        access = Access(access_by_path(), "")
        articles = list(unrecorded().values_list("article_id", flat=True))
        Act.objects.bulk_create(restriction_acts(articles, access, Decider(batch=batch), at))
    write_entries_of(batch)
    return len(articles)


def ask_about_openings() -> None:
    """Let an act wait for a person for each article whose restriction code has removed, and cancel such acts where the
    article is restricted again."""
    asked = Act.objects.filter(kind=ActKind.OPENING, state__in=OPEN)
    missing = opened_by_code().exclude(article__in=asked.values("article"))
    needless = asked.filter(state=ActState.ATTENTION).exclude(article__publication__in=opened_by_code())
    if not missing.exists() and not needless.exists():
        return
    with transaction.atomic():
        lock_restrictions()
        for act in needless.all():
            cancel_act(act)
        articles = list(missing.values_list("article_id", flat=True))
        acts = opening_acts(articles, Decider(), clock.now())
        for act in acts:
            act.state, act.due, act.attention = ActState.ATTENTION, None, removed_by_code()
        Act.objects.bulk_create(acts)
