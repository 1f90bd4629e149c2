"""The panels of the form of an entity."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel

from entities.admin.forms import EntityForm
from entities.models import Country, Entity, Firm, Programme
from entities.usage import get_usages, has_usage_hooks


class UsagePanel(Panel):
    """Shows where the entity is used, before it is renamed or retired."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "entities/usage_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and has_usage_hooks())

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return context | {"usages": get_usages(self.instance), "entity": self.instance}


KIND_PANELS: dict[type[Entity], list[Panel]] = {
    Country: [FieldRowPanel([FieldPanel("alpha2"), FieldPanel("alpha3")])],
    Programme: [FieldPanel("programme_kind")],
    Firm: [FieldPanel("home_country", widget=forms.Select)],
}

ALIAS_PANELS = [
    FieldRowPanel([FieldPanel("name"), FieldPanel("language")]),
    FieldRowPanel([FieldPanel("sort"), FieldPanel("ambiguous")]),
]


def build_edit_handler(model: type[Entity]) -> ObjectList:
    """Build the panels of one kind: those of all entities, and the fields that only this kind has."""
    panels = [
        UsagePanel(heading=_("Used in")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name"), FieldPanel("qualifier")]),
                FieldPanel("slug"),
                FieldPanel("ambiguous"),
                *KIND_PANELS[model],
            ],
            heading=_("Name"),
        ),
        FieldPanel("description"),
        InlinePanel("aliases", heading=_("Other names"), label=_("Other name"), panels=ALIAS_PANELS),
        FieldPanel("wikidata_id"),
    ]
    return ObjectList(panels, base_form_class=EntityForm).bind_to_model(model)
