"""Scheduled publications: the decision is stored when an article is scheduled, and carried out when it is due."""

import logging
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import Revision

from articles.models import ArticlePage
from articles.models.people import Actor
from articles.models.ports import WagtailPublishOptions

from .models import Decision, Version
from .notes import NoteDraft
from .publish import check_not_superseded, current_version_number, has_been_published, publish
from .refusals import Refused

logger = logging.getLogger(__name__)


class DecisionFields(TypedDict, total=False):
    """The fields of a Decision that an editor fills in the review."""

    change_class: str
    summary: str
    note_kind: str
    note_text: str
    take: list[str]


def schedule(revision: Revision, *, user: Actor, supersedes: int, decided: DecisionFields) -> Decision:
    """Schedule a revision for its go-live time and store the decision that will then be carried out.

    Raises Refused when another version was published in the meantime.
    """
    article_id = int(revision.object_id)
    with transaction.atomic():
        check_not_superseded(supersedes, current_version_number(article_id))
        Decision.objects.filter(article_id=article_id).delete()
        decision = Decision.objects.create(
            article_id=article_id,
            revision=revision.pk,
            supersedes=supersedes,
            user_id=user.pk if user else None,
            **decided,
        )
        PublishPageRevisionAction(revision, user=user).execute(skip_permission_checks=True)
    return decision


def publish_scheduled(page: ArticlePage, revision: Revision, options: WagtailPublishOptions) -> Version | None:
    """Publish a revision that is due, or record why an editor has to look at it, and return None.

    Does not raise Refused, which would stop every later scheduled publication.
    """
    decision = Decision.objects.filter(article_id=page.pk, revision=revision.pk).select_related("user").first()
    try:
        if decision is None and has_been_published(page.pk):
            message = _("This article was published after it had been scheduled. Review its changes again.")
            raise Refused(message, "published_since_scheduled")
        if decision is None:
            return publish(revision, supersedes=0, **options)
        decided_options: WagtailPublishOptions = {**options, "user": decision.user}
        notes = [NoteDraft(decision.note_kind, decision.note_text)] if decision.note_kind else []
        return publish(
            revision,
            **decided_options,
            notes=notes,
            change_class=decision.change_class,
            summary=decision.summary,
            supersedes=decision.supersedes,
            accepted=frozenset(decision.take),
        )
    except Refused as refusal:
        hand_to_editor(page, revision, decision, str(refusal), options.get("user"))
        return None


def hand_to_editor(page: ArticlePage, revision: Revision, decision: Decision | None, reason: str, user: Actor) -> None:
    """End a schedule that was rejected, and show why in the editor, in the page's history and in the server's log."""
    logger.warning("Scheduled publication of article %s needs attention: %s", page.pk, reason)
    page.revisions.filter(pk=revision.pk).update(approved_go_live_at=None)
    Decision.objects.update_or_create(
        article_id=page.pk,
        defaults={"waits": reason[:400]},
        create_defaults={
            "revision": revision.pk,
            "supersedes": decision.supersedes if decision else current_version_number(page.pk),
            "waits": reason[:400],
        },
    )
    log(instance=page, action="articles.schedule_refused", user=user, data={"reason": reason})
