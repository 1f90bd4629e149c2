"""Retiring an entity, and taking it back: what the admin does instead of deleting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from entities.lookup import MODELS
from entities.models import Entity
from entities.usage import uses


class ChangeRetirement(WagtailAdminTemplateMixin, TemplateView):
    """Asks, and on POST does it, for whoever may change entities of this kind."""

    template_name = "entities/confirm_retirement.html"
    header_icon = "tag"
    _show_breadcrumbs = True
    action = ""

    @cached_property
    def entity(self) -> Entity:
        kind = get_object_or_404(Entity.objects.only("kind"), pk=self.kwargs["key"]).kind
        return MODELS[kind].objects.get(pk=self.kwargs["key"])

    @cached_property
    def edit_url(self) -> str:
        return reverse(self.entity.snippet_viewset.get_url_name("edit"), args=[self.entity.pk])

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        policy = policy_registry.get_by_type(type(self.entity))
        if not policy.user_has_permission_for_instance(request.user, "change", self.entity):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"entity": self.entity, "uses": uses(self.entity), "edit_url": self.edit_url}

    def is_needed(self) -> bool:
        """Whether there is anything to do; repeated clicks are answered alike and logged once."""
        raise NotImplementedError

    def change(self) -> None:
        raise NotImplementedError

    def outcome(self) -> str:
        """What is said afterwards, with a place for the name."""
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

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.is_needed():
            self.change()
            log(instance=self.entity, action=self.action, user=request.user)
        messages.success(request, self.outcome() % self.entity)
        return redirect(self.edit_url)


class RetireView(ChangeRetirement):
    page_title = gettext_lazy("Retire")
    action = "entities.retire"

    def question(self) -> str:
        return _("It will no longer be offered for articles. Where it stands, it stays.")

    def button(self) -> str:
        return _("Yes, retire it")

    def is_needed(self) -> bool:
        return not self.entity.retired

    def change(self) -> None:
        self.entity.retire()

    def outcome(self) -> str:
        return _("“%s” is retired.")


class TakeBackView(ChangeRetirement):
    page_title = gettext_lazy("Take back")
    action = "entities.take_back"

    def question(self) -> str:
        return _("It will be offered for articles again.")

    def button(self) -> str:
        return _("Yes, take it back")

    def is_needed(self) -> bool:
        return self.entity.retired

    def change(self) -> None:
        self.entity.take_back()

    def outcome(self) -> str:
        return _("“%s” is offered again.")
