"""Where Wagtail's own publishing enters the record: workflow, bulk action, schedule and `revision.publish()`."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from articles.models import ArticlePage
from articles.models.ports import WagtailPublishOptions

from .models import Version
from .publish import has_been_published, publish
from .refusals import Refused
from .schedule import publish_scheduled

SCHEDULED_PUBLICATION = "wagtail.publish.scheduled"


def publish_page(
    page: ArticlePage, revision: Revision, options: WagtailPublishOptions, *, skip_permission_checks: bool
) -> Version | None:
    """Publish a first version, or what was scheduled; called by `ArticlePage.publish`.

    Raises Refused for any other article that readers have seen: its changes are reviewed before they are published.
    With a go-live time in the future, Wagtail schedules the revision, and None is returned.
    """
    if options.get("log_action") == SCHEDULED_PUBLICATION:
        return publish_scheduled(page, revision, options)
    if has_been_published(page.pk):
        message = _("Readers have seen “%(title)s”. Open it and choose “Review changes”; the draft is kept.")
        raise Refused(message % {"title": page.title}, "needs_review")
    if goes_live_later(revision):
        PublishPageRevisionAction(revision, **options).execute(skip_permission_checks=skip_permission_checks)
        return None
    return publish(revision, supersedes=0, skip_permission_checks=skip_permission_checks, **options)


def goes_live_later(revision: Revision) -> bool:
    """Whether the revision has a go-live time in the future."""
    go_live_at = revision.content.get("go_live_at")
    return bool(go_live_at) and datetime.fromisoformat(go_live_at.replace("Z", "+00:00")) > timezone.now()
