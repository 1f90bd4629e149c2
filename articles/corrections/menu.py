"""The editor's menu on articles that readers have seen: its buttons say where they lead."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import PublishMenuItem, UnpublishMenuItem

from articles.models import ArticlePage
from articles.record.models import Publication, Status


class ReviewMenuItem(PublishMenuItem):
    """Stands for Publish under the same name: it saves the draft, and the review comes next."""

    label = _("Review changes…")
    icon_name = "history"
    template_name = "corrections/review_button.html"


class BringBackMenuItem(ReviewMenuItem):
    label = _("Bring back…")


class WithdrawMenuItem(UnpublishMenuItem):
    """Leads to the one page that asks why."""

    label = _("Withdraw…")

    def get_url(self, context):
        return f"{reverse('corrections:withdraw')}?id={context['page'].pk}"


def name_what_happens(menu_items, request, context) -> None:
    """Replace Publish and Unpublish, where readers have seen the article. A hook of Wagtail's."""
    page = context.get("page")
    if not isinstance(page, ArticlePage) or not page.pk:
        return
    publication = Publication.objects.filter(article_id=page.pk).only("status").first()
    if publication is None:
        return
    review = BringBackMenuItem if publication.status == Status.WITHDRAWN else ReviewMenuItem
    ours = {"action-publish": review, "action-unpublish": WithdrawMenuItem}
    menu_items[:] = [ours[item.name](item.order) if item.name in ours else item for item in menu_items]
