"""Viewsets of countries, programmes and firms."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet, SnippetViewSetGroup

from entities.admin.forms import EntityForm
from entities.admin.panels import build_edit_handler
from entities.models import Country, Entity, Firm, Programme
from entities.search import filter_by_name


def retirement_button(entity: Entity) -> Button:
    """The button that leads to the confirmation page for retiring or restoring."""
    if entity.retired:
        url = reverse("entities_take_back", args=[entity.pk])
        return Button(_("Restore"), url=url, icon_name="rotate", priority=25)
    return Button(_("Retire"), url=reverse("entities_retire", args=[entity.pk]), icon_name="no-view", priority=25)


class EntityIndexView(IndexView):
    """A listing that is searched by name and alias, without regard to case and diacritics."""

    def search_queryset(self, queryset: QuerySet[Entity]) -> QuerySet[Entity]:
        return filter_by_name(queryset, self.search_query) if self.is_searching else queryset

    def get_list_more_buttons(self, instance: Entity) -> list[Button]:
        buttons = super().get_list_more_buttons(instance)
        return [*buttons, retirement_button(instance)] if self.user_has_permission("change") else buttons


def save_or_show_conflict(view: Any, save: Callable[[EntityForm], HttpResponse], form: EntityForm) -> HttpResponse:
    """Save a valid form with `save`, and show a form error if another editor saves a conflicting entity meanwhile.

    Then only the database's constraints refuse the second form. Checking it again, against what the first editor
    saved, gives the errors of an ordinary conflict; if it gives none, the form gets the error `concurrent_change`.
    """
    try:
        with transaction.atomic():
            return save(form)
    except IntegrityError:
        checked_form = view.get_form()
    if view.is_valid(checked_form):
        message = _("Another editor saved a change at the same moment. Check the form and save it again.")
        checked_form.add_error(None, ValidationError(message, code="concurrent_change"))
        view.produced_error_code = "concurrent_change"
        view.produced_error_message = view.get_error_message()
    return view.form_invalid(checked_form)


class EntityCreateView(CreateView):
    def form_valid(self, form: EntityForm) -> HttpResponse:
        return save_or_show_conflict(self, super().form_valid, form)


class EntityEditView(EditView):
    def form_valid(self, form: EntityForm) -> HttpResponse:
        return save_or_show_conflict(self, super().form_valid, form)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, retirement_button(self.object)]


class EntityFilterSet(WagtailFilterSet):
    retired = django_filters.BooleanFilter(
        field_name="retired_at", lookup_expr="isnull", exclude=True, label=_("Retired")
    )

    class Meta:
        fields = ["ambiguous"]


class CountryFilterSet(EntityFilterSet):
    class Meta(EntityFilterSet.Meta):
        model = Country


class ProgrammeFilterSet(EntityFilterSet):
    class Meta:
        model = Programme
        fields = ["programme_kind", "ambiguous"]


class FirmFilterSet(EntityFilterSet):
    class Meta:
        model = Firm
        fields = ["home_country", "ambiguous"]


class EntityViewSet(SnippetViewSet):
    """The common viewset: search by alias, and retirement instead of copying and deletion."""

    index_view_class = EntityIndexView
    add_view_class = EntityCreateView
    edit_view_class = EntityEditView
    copy_view_enabled = False
    search_fields = ["name"]
    search_backend_name = None
    ordering = ["name_key", "qualifier"]
    list_per_page = 50

    def get_edit_handler(self) -> ObjectList:
        return build_edit_handler(self.model)


class CountryViewSet(EntityViewSet):
    model = Country
    icon = "globe"
    list_display = ["__str__", "alpha2", "alpha3", DateColumn("retired_at", label=_("Retired"))]
    list_export = ["name", "qualifier", "slug", "alpha2", "alpha3", "wikidata_id", "retired_at"]
    filterset_class = CountryFilterSet


class ProgrammeViewSet(EntityViewSet):
    model = Programme
    icon = "tasks"
    list_display = ["__str__", "programme_kind", DateColumn("retired_at", label=_("Retired"))]
    list_export = ["name", "qualifier", "slug", "programme_kind", "wikidata_id", "retired_at"]
    filterset_class = ProgrammeFilterSet


class FirmViewSet(EntityViewSet):
    model = Firm
    icon = "desktop"
    list_display = ["__str__", "home_country", DateColumn("retired_at", label=_("Retired"))]
    list_export = ["name", "qualifier", "slug", "home_country", "wikidata_id", "retired_at"]
    filterset_class = FirmFilterSet

    def get_queryset(self, request: HttpRequest) -> QuerySet[Firm]:
        return Firm.objects.select_related("home_country")


class EntityViewSetGroup(SnippetViewSetGroup):
    """The menu item for countries, programmes and firms."""

    menu_label = _("Entities")
    menu_icon = "tag"
    menu_order = 220
    items = (CountryViewSet, ProgrammeViewSet, FirmViewSet)
