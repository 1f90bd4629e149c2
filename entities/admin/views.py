"""Admin views: search for the entity field, and retiring and restoring instead of deleting."""

from typing import Any, TypedDict

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from entities.models import Country, Entity, Firm, Kind, Programme
from entities.search import Suggestion, suggest
from entities.usage import get_usages


class SearchResult(TypedDict):
    """One option of the entity field; `detail` distinguishes entities of the same name."""

    id: int
    label: str
    detail: str


def search_entities(request: HttpRequest, kind: str) -> JsonResponse:
    """Answer the entity field with the entities of a kind that match `q`, as JSON: {"results": [SearchResult]}.

    Wagtail's `register_admin_urls` hook restricts it to users with access to the admin.
    """
    if kind not in Kind.values:
        raise Http404
    suggestions = suggest(kind, request.GET.get("q", ""))
    details = get_details(kind, [suggestion.entity.pk for suggestion in suggestions])
    return JsonResponse({"results": [build_result(suggestion, details) for suggestion in suggestions]})


def build_result(suggestion: Suggestion, details: dict[int, str]) -> SearchResult:
    entity = suggestion.entity
    parts = [details.get(entity.pk, "")]
    if suggestion.alias:
        parts.append(_("also “%s”") % suggestion.alias)
    return {"id": entity.pk, "label": str(entity), "detail": " · ".join(filter(None, parts))}


def get_details(kind: str, keys: list[int]) -> dict[int, str]:
    """The code of countries, the kind of programmes or the home country of firms, by key; one query."""
    if kind == Kind.COUNTRY:
        return {country.pk: country.alpha3 for country in Country.objects.filter(pk__in=keys)}
    if kind == Kind.PROGRAMME:
        programmes = Programme.objects.filter(pk__in=keys)
        return {programme.pk: programme.get_programme_kind_display() for programme in programmes}
    firms = Firm.objects.filter(pk__in=keys, home_country__isnull=False).select_related("home_country")
    return {firm.pk: str(firm.home_country) for firm in firms}


class ChangeRetirementView(WagtailAdminTemplateMixin, TemplateView):
    """Asks for confirmation and changes the retirement on POST; needs the permission to change the entity."""

    template_name = "entities/confirm_retirement.html"
    header_icon = "tag"
    _show_breadcrumbs = True
    log_action: str
    question: Promise
    button_label: Promise
    success_message: Promise

    @cached_property
    def entity(self) -> Entity:
        kind = get_object_or_404(Entity.objects.only("kind"), pk=self.kwargs["key"]).kind
        return Kind(kind).model.objects.get(pk=self.kwargs["key"])

    @cached_property
    def edit_url(self) -> str:
        return reverse(self.entity.snippet_viewset.get_url_name("edit"), args=[self.entity.pk])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        policy = policy_registry.get_by_type(type(self.entity))
        if not policy.user_has_permission_for_instance(request.user, "change", self.entity):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"entity": self.entity, "usages": get_usages(self.entity), "edit_url": self.edit_url}

    def is_needed(self) -> bool:
        """Whether the entity is not yet in the wanted state; a repeated request changes and logs nothing."""
        raise NotImplementedError

    def change(self) -> None:
        raise NotImplementedError

    def get_page_subtitle(self) -> str:
        return str(self.entity)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        listing = reverse(self.entity.snippet_viewset.get_url_name("list"))
        return [
            *self.breadcrumbs_items,
            {"url": listing, "label": capfirst(self.entity._meta.verbose_name_plural)},
            {"url": self.edit_url, "label": str(self.entity)},
            {"url": "", "label": self.get_page_title()},
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_needed():
            self.change()
            log(instance=self.entity, action=self.log_action, user=request.user)
        messages.success(request, self.success_message % {"name": str(self.entity)})
        return redirect(self.edit_url)


class RetireView(ChangeRetirementView):
    page_title = gettext_lazy("Retire")
    log_action = "entities.retire"
    question = gettext_lazy("It will no longer be offered for articles. Articles that have it keep it.")
    button_label = gettext_lazy("Yes, retire it")
    success_message = gettext_lazy("“%(name)s” is retired.")

    def is_needed(self) -> bool:
        return not self.entity.retired

    def change(self) -> None:
        self.entity.retire()


class RestoreView(ChangeRetirementView):
    page_title = gettext_lazy("Restore")
    log_action = "entities.take_back"
    question = gettext_lazy("It will be offered for articles again.")
    button_label = gettext_lazy("Yes, restore it")
    success_message = gettext_lazy("“%(name)s” is restored.")

    def is_needed(self) -> bool:
        return self.entity.retired

    def change(self) -> None:
        self.entity.restore()
