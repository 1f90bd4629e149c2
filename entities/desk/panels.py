"""What the editor of an entity shows."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel

from entities.desk.forms import EntityForm
from entities.models import Country, Entity, Firm, Programme
from entities.usage import counters, uses


class UsagePanel(Panel):
    """Where the entity is used, so that nobody retires or renames it without knowing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "entities/usage_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and counters)

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            return context | {"uses": uses(self.instance), "entity": self.instance}


OWN_PANELS: dict[type[Entity], list[Panel]] = {
    Country: [FieldRowPanel([FieldPanel("alpha2"), FieldPanel("alpha3")])],
    Programme: [FieldPanel("programme_kind")],
    Firm: [FieldPanel("home_country", widget=forms.Select)],
}

ALIAS_PANELS = [
    FieldRowPanel([FieldPanel("name"), FieldPanel("language")]),
    FieldRowPanel([FieldPanel("sort"), FieldPanel("ambiguous")]),
]


def build_edit_handler(model: type[Entity]) -> ObjectList:
    """The panels of one kind: what all entities have, and between it what only this kind has."""
    panels = [
        UsagePanel(heading=_("Used in")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name"), FieldPanel("qualifier")]),
                FieldPanel("slug"),
                FieldPanel("ambiguous"),
                *OWN_PANELS[model],
            ],
            heading=_("Name"),
        ),
        FieldPanel("description"),
        InlinePanel("aliases", heading=_("Other names"), label=_("Other name"), panels=ALIAS_PANELS),
        FieldPanel("wikidata_id"),
    ]
    return ObjectList(panels, base_form_class=EntityForm).bind_to_model(model)
