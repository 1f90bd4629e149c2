"""Panels of the article's editor that show what stands beside the draft."""

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel
from wagtail.models import WorkflowState


class NotesPanel(Panel):
    """The notes that came with an imported text and wait for the first publication."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/notes_panel.html"

        def is_shown(self):
            return bool(self.instance.pk) and self.waiting.exists()

        @property
        def waiting(self):
            return self.instance.waiting_notes.all()


class WaitingPanel(Panel):
    """What waits for a person on an article: a scheduled publication that could not go, an approval to review."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/waiting_panel.html"

        def is_shown(self):
            return bool(self.instance.pk) and bool(self.reason or self.approved)

        @cached_property
        def reason(self) -> str:
            """Why a scheduled publication waits; empty when none does."""
            decision = getattr(self.instance, "decision", None)
            return decision.waits if decision else ""

        @cached_property
        def approved(self) -> bool:
            """Whether the workflow has approved the newest draft of an article that readers have seen."""
            article = self.instance
            if not article.has_unpublished_changes or not (article.expire_at or hasattr(article, "publication")):
                return False
            states = article.workflow_states.select_related("current_task_state")
            newest = states.order_by("-pk").first()
            if newest is None or newest.status != WorkflowState.STATUS_APPROVED:
                return False
            return newest.current_task_state.revision_id == article.latest_revision_id
