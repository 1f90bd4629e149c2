"""What the views of corrections have in common."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from articles.models import ArticlePage


class ArticleViewMixin(WagtailAdminTemplateMixin):
    """Breadcrumbs that lead back to the editor of `self.page`."""

    page: ArticlePage

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        editor = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.page.title}
        return [*super().get_breadcrumbs_items(), editor, {"url": "", "label": self.get_page_title()}]


def replaced(data: QueryDict, **values: str) -> QueryDict:
    """Return the data of a form with other values in some fields, to show the form again."""
    copy = data.copy()
    for name, value in values.items():
        copy[name] = value
    return copy
