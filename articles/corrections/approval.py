"""An approved article that readers have seen: the one who approved it is told what comes next."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import WorkflowState

from articles.models import ArticlePage
from articles.record.doors import needs_review


def tell_the_approver(request, page) -> None:
    """After an approval in the editor; whoever approves elsewhere comes to the editor, whose panel says it."""
    if request.POST.get("action-workflow-action") is None or not isinstance(page, ArticlePage):
        return
    newest = page.workflow_states.order_by("-pk").first()
    if newest is None or newest.status != WorkflowState.STATUS_APPROVED or not needs_review(page):
        return
    messages.warning(
        request,
        _("“%(title)s” is approved. Readers have the version before until its changes are reviewed.")
        % {"title": page.title},
        buttons=[messages.button(reverse("corrections:review", args=[page.pk]), _("Review changes"))],
    )
