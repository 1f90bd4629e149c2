"""What happens when a workflow has approved an article: the setting WAGTAIL_FINISH_WORKFLOW_ACTION.

Wagtail imports this module before models are ready, so it imports no model at module level.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from articles.models.people import Actor


def publish_approved(workflow_state: "WorkflowState", user: "Actor" = None) -> None:
    """Publish the approved revision, unless an editor has to review its changes first.

    An article that readers have seen stays approved until it is reviewed; its editor shows that it needs attention.
    """
    from articles.models import ArticlePage

    from .publish import needs_review

    revision = workflow_state.content_object.get_latest_revision()
    draft = revision.as_object()
    if isinstance(draft, ArticlePage) and needs_review(draft):
        return
    revision.publish(user=user)
