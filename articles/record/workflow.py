"""What happens when a workflow has approved an article: the setting WAGTAIL_FINISH_WORKFLOW_ACTION names `finish`.

Wagtail imports this module in the body of a class, before models are ready, so it imports none at its top.
"""


def finish(workflow_state, user=None) -> None:
    """Publish what was approved, unless a person looks at its changes first.

    An article that readers have seen stays approved and waits for its review; its editor says so. Everything else is
    published as Wagtail does.
    """
    from articles.models import ArticlePage

    from .doors import needs_review

    content = workflow_state.content_object
    revision = content.get_latest_revision()
    draft = revision.as_object()
    if isinstance(draft, ArticlePage) and needs_review(draft):
        return
    revision.publish(user=user)
