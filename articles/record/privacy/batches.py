"""Writing the entries of restrictions and openings that were decided, in batches.

Each batch is one transaction. What a killed process leaves is written by the scheduler, since the acts are due.
"""

import logging
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from articles.models import ArticlePage

from ..models import Act, ActKind, ActState
from ..schedule import carry_out
from ..transactions import allow_record_writes, lock_pages, share_restrictions
from .entries import write_privacy_entry

logger = logging.getLogger(__name__)

BATCH_SIZE = 50
KINDS = (ActKind.RESTRICTION, ActKind.OPENING)


def write_entries_of(batch: UUID) -> None:
    """Write the entries of the acts that were decided together and still wait."""
    write_entries(Act.objects.filter(batch=batch, kind__in=KINDS, state=ActState.WAITING).values_list("pk", flat=True))


def write_entries_under(page: Page) -> None:
    """Write the entries of all acts at or under a page that still wait."""
    acts = Act.objects.filter(article__path__startswith=page.path, kind__in=KINDS, state=ActState.WAITING)
    write_entries(acts.values_list("pk", flat=True))


def write_entries(acts: Iterable[UUID]) -> None:
    """Write entries in batches, in the order of the decisions. When a batch fails, its acts are carried out one by one,
    and the one that fails needs attention."""
    ordered = Act.objects.filter(pk__in=list(acts)).order_by("decided_at", "article_id")
    pks = list(ordered.values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH_SIZE):
        chunk = pks[start : start + BATCH_SIZE]
        try:
            write_batch(chunk)
        except Exception:
            logger.exception("A batch of restrictions or openings failed; its acts are carried out one by one")
            for pk in chunk:
                carry_out(pk)


def write_batch(pks: list[UUID]) -> None:
    """Write the entries of these acts in one transaction; acts that no longer wait are left out."""
    with transaction.atomic():
        share_restrictions()
        lock_pages(Act.objects.filter(pk__in=pks).values_list("article_id", flat=True))
        acts = Act.objects.filter(pk__in=pks, state=ActState.WAITING).order_by("decided_at", "article_id")
        articles = ArticlePage.objects.in_bulk(acts.values_list("article_id", flat=True))
        with allow_record_writes():
            for act in acts:
                write_privacy_entry(act, articles[act.article_id])
