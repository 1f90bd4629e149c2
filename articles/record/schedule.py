"""Publishing later: the decision is taken when a publication is scheduled, and carried out in its time.

This is also what `ArticlePage.publish` leads to: the roads of workflow, bulk action, schedule and
`revision.publish()`.
"""

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import Revision

from articles.models import ArticlePage

from .models import Decision, Publication, Version
from .notes import NoteDraft
from .publish import publish, seen_by_readers
from .refusals import Refused

logger = logging.getLogger(__name__)

SCHEDULED = "wagtail.publish.scheduled"


def publish_from_page(
    page: ArticlePage,
    revision: Revision,
    *,
    user=None,
    changed=True,
    log_action: bool | str = True,
    previous_revision=None,
    skip_permission_checks=False,
) -> Version | None:
    """Publish a first version, carry out a decision whose time has come, or refuse in words.

    An article that readers have seen is published by a person who has looked at the changes; no road of Wagtail
    goes round that. A future `go_live_at` schedules and returns None.
    """
    options = {"user": user, "changed": changed, "log_action": log_action, "previous_revision": previous_revision}
    if log_action == SCHEDULED:
        return carry_out(page, revision, options)
    if seen_by_readers(page.pk):
        words = _("Readers have seen “%(title)s”. Open it and choose “Review changes”; the draft is kept.")
        raise Refused(words % {"title": page.title}, "needs_review")
    if is_scheduled(revision):
        PublishPageRevisionAction(revision, **options).execute(skip_permission_checks=skip_permission_checks)
        return None
    return publish(revision, supersedes=0, skip_permission_checks=skip_permission_checks, **options)


def decide(revision: Revision, *, user, supersedes: int, **decided) -> Decision:
    """Schedule a revision with the decision that will be carried out in its time.

    decided: change_class, summary, note_kind, note_text, take, as in Decision. Raises Refused when another version
    was published meanwhile.
    """
    article_id = int(revision.object_id)
    with transaction.atomic():
        current = current_number(article_id)
        if current != supersedes:
            words = _("Version %(number)d was published meanwhile. Look at the changes again; your draft is kept.")
            raise Refused(words % {"number": current}, "superseded")
        Decision.objects.filter(article_id=article_id).delete()
        decision = Decision.objects.create(
            article_id=article_id, revision=revision.pk, supersedes=supersedes, user=user, **decided
        )
        PublishPageRevisionAction(revision, user=user).execute(skip_permission_checks=True)
    return decision


def current_number(article_id: int) -> int:
    publication = Publication.objects.select_related("version").filter(article_id=article_id).first()
    return publication.version.number if publication else 0


def carry_out(page: ArticlePage, revision: Revision, options: dict) -> Version | None:
    """Publish a scheduled revision, or leave it to a person and say so. Never raises for an editor's reason:
    one refusal would stop every schedule behind it."""
    decision = Decision.objects.filter(article_id=page.pk, revision=revision.pk).select_related("user").first()
    try:
        if decision is None and seen_by_readers(page.pk):
            words = _("This article was published after it had been scheduled. Review its changes again.")
            raise Refused(words, "published_since_scheduled")
        if decision is None:
            return publish(revision, supersedes=0, **options)
        return publish(revision, **options | {"user": decision.user}, **decided(decision))
    except Refused as refusal:
        wait(page, revision, decision, str(refusal), options["user"])
        return None


def decided(decision: Decision) -> dict:
    notes = [NoteDraft(decision.note_kind, decision.note_text)] if decision.note_kind else []
    return {
        "notes": notes,
        "change_class": decision.change_class,
        "summary": decision.summary,
        "supersedes": decision.supersedes,
        "take": frozenset(decision.take),
    }


def wait(page: ArticlePage, revision: Revision, decision: Decision | None, reason: str, user) -> None:
    """End the schedule and say why, where editors look: in the editor, in the log, in the server's log."""
    logger.warning("Scheduled publication of article %s waits for a person: %s", page.pk, reason)
    page.revisions.filter(pk=revision.pk).update(approved_go_live_at=None)
    Decision.objects.update_or_create(
        article_id=page.pk,
        defaults={"waits": reason[:400]},
        create_defaults={
            "revision": revision.pk,
            "supersedes": decision.supersedes if decision else current_number(page.pk),
            "waits": reason[:400],
        },
    )
    log(instance=page, action="articles.schedule_refused", user=user, data={"reason": reason})


def is_scheduled(revision: Revision) -> bool:
    go_live_at = revision.content.get("go_live_at")
    if not go_live_at:
        return False
    moment = datetime.fromisoformat(go_live_at.replace("Z", "+00:00"))
    return moment > timezone.now()
