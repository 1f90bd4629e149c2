"""Where Wagtail's own publishing enters the record: workflow, bulk action, schedule and `revision.publish()`."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from articles.models import ArticlePage
from articles.models.ports import WagtailPublishOptions

from .models import Version
from .publish import has_been_published, has_open_publication, publish
from .refusals import Refused
from .schedule import schedule_revision
from .wagtail_schedule import publish_scheduled

SCHEDULED_PUBLICATION = "wagtail.publish.scheduled"


def publish_page(
    page: ArticlePage, revision: Revision, options: WagtailPublishOptions, *, skip_permission_checks: bool
) -> Version | None:
    """Publish a first version; called by `ArticlePage.publish`.

    Raises Refused for an article that readers have seen: its changes are reviewed before they are published. A first
    publication with a go-live time in the future is scheduled, and None is returned.
    """
    if options.get("log_action") == SCHEDULED_PUBLICATION:
        return publish_scheduled(page, revision, options)
    if has_been_published(page.pk):
        message = _("Readers have seen “%(title)s”. Open it and choose “Review changes”; the draft is kept.")
        raise Refused(message % {"title": page.title}, "needs_review")
    if has_open_publication(page.pk):
        message = _("A publication of “%(title)s” is scheduled already. Cancel it first, or review the new draft.")
        raise Refused(message % {"title": page.title}, "already_scheduled")
    due = go_live_time(revision)
    if due and due > timezone.now():
        action = PublishPageRevisionAction(revision, user=options.get("user"))
        action.check(skip_permission_checks=skip_permission_checks)
        schedule_revision(revision, due, user=options.get("user"))
        return None
    return publish(revision, supersedes=0, skip_permission_checks=skip_permission_checks, **options)


def go_live_time(revision: Revision) -> datetime | None:
    """Return the go-live time of a revision, or None."""
    stored = revision.content.get("go_live_at")
    if not stored:
        return None
    return stored if isinstance(stored, datetime) else datetime.fromisoformat(stored.replace("Z", "+00:00"))
