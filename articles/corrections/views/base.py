"""What the views of corrections have in common."""

from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from articles.models import ArticlePage
from articles.record.models import Act


class DeletedPageMixin:
    """Answers 404 when the page or act was deleted while the request was being handled."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # of the view
        except (Page.DoesNotExist, Act.DoesNotExist) as error:
            raise Http404(_("This page was deleted in the meantime.")) from error
        return response


class ArticleViewMixin(DeletedPageMixin, WagtailAdminTemplateMixin):
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
