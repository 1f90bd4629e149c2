"""Panels that corrections adds to the article's editor."""

from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel, PublishingPanel
from wagtail.models import WorkflowState

from articles.models import ArticlePage
from articles.record.acts import open_acts
from articles.record.models import Act, WaitingNote
from articles.record.publish import has_been_published, needs_review


class PendingNotesPanel(Panel):
    """Lists the notes that came with an imported text and will be published with version 1."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "corrections/pending_notes_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and bool(self.notes)

        @cached_property
        def notes(self) -> list[WaitingNote]:
            return list(WaitingNote.objects.filter(page_id=self.instance.pk))


class SchedulePanel(PublishingPanel):
    """Wagtail's dialog for the schedule, with the time zone and the button that an article has."""

    class BoundPanel(PublishingPanel.BoundPanel):
        template_name = "corrections/schedule_panel.html"

        def get_context_data(self, parent_context: Any = None) -> Any:
            may_publish = self.instance.permissions_for_user(self.request.user).can_publish()
            return super().get_context_data(parent_context) | {
                "may_publish": may_publish,
                "is_reviewed": bool(self.instance.pk) and has_been_published(self.instance.pk),
                "zone": timezone.get_current_timezone_name(),
            }


class AttentionPanel(Panel):
    """Lists the scheduled acts on an article, and warns of failed ones and of an approved draft to review."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "corrections/attention_panel.html"
        instance: ArticlePage

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and bool(self.acts or self.approved)

        @cached_property
        def acts(self) -> list[Act]:
            """The acts on this article that may still be carried out."""
            return open_acts(self.instance.pk)

        @cached_property
        def approved(self) -> bool:
            """Whether the workflow has approved the newest draft of an article whose changes have to be reviewed."""
            article: Any = self.instance
            if not article.has_unpublished_changes or not needs_review(article):
                return False
            states = article.workflow_states.select_related("current_task_state")
            newest = states.order_by("-pk").first()
            if newest is None or newest.status != WorkflowState.STATUS_APPROVED:
                return False
            return bool(newest.current_task_state.revision_id == article.latest_revision_id)
