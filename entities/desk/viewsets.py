"""Countries, programmes and firms in the admin's menu."""

import django_filters
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet, SnippetViewSetGroup

from entities.desk.panels import build_edit_handler
from entities.models import Country, Entity, Firm, Programme
from entities.search import matching


def retirement_button(entity: Entity) -> Button:
    """Retire, or take back: leads to a page that asks."""
    if entity.retired:
        return Button(
            _("Take back"), url=reverse("entities_take_back", args=[entity.pk]), icon_name="rotate", priority=25
        )
    return Button(_("Retire"), url=reverse("entities_retire", args=[entity.pk]), icon_name="no-view", priority=25)


class EntityIndexView(IndexView):
    """A listing searched by name and alias, whatever the case and diacritics."""

    def search_queryset(self, queryset):
        return matching(queryset, self.search_query) if self.is_searching else queryset

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        return [*buttons, retirement_button(instance)] if self.user_has_permission("change") else buttons


class EntityEditView(EditView):
    @cached_property
    def header_more_buttons(self):
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
    """What the three kinds have in common: nothing is copied or deleted, everything is searched by alias."""

    index_view_class = EntityIndexView
    edit_view_class = EntityEditView
    copy_view_enabled = False
    search_fields = ["name"]
    search_backend_name = None
    ordering = ["name_key", "qualifier"]
    list_per_page = 50

    def get_edit_handler(self):
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

    def get_queryset(self, request):
        return Firm.objects.select_related("home_country")


class Entities(SnippetViewSetGroup):
    """One menu entry for who and what articles are about."""

    menu_label = _("Entities")
    menu_icon = "tag"
    menu_order = 220
    items = (CountryViewSet, ProgrammeViewSet, FirmViewSet)
