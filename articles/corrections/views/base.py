"""What the views of one article have in common."""

from typing import Any

from django.urls import reverse
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from articles.models import ArticlePage


class ArticleViewMixin(WagtailAdminTemplateMixin):
    """A view of the article in `self.page`; its breadcrumbs lead back to the article's editor."""

    page: ArticlePage

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        editor = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.page.title}
        return [*super().get_breadcrumbs_items(), editor, {"url": "", "label": self.get_page_title()}]
