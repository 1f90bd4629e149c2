"""The widget of the field by which editors choose entities."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NotRequired, TypedDict

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from entities.models import Entity

# More digits than any key has; SQLite and PostgreSQL raise different errors for longer numbers.
MAX_KEY_DIGITS = 18


class Chip(TypedDict):
    """One chosen entity as `entities/entity_chip.html` shows it; `unknown` marks a posted value without an entity."""

    value: int | str
    label: str
    unknown: NotRequired[bool]
    retired: NotRequired[bool]


def parse_key(value: str) -> int | None:
    """The posted value as a primary key, or None if it is text."""
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= MAX_KEY_DIGITS else None


def posted_entities(model: type[Entity], values: Iterable[str | Entity]) -> dict[int, Entity]:
    """The entities whose keys were posted, by key; one query, none without keys."""
    keys = [key for value in values if isinstance(value, str) and (key := parse_key(value)) is not None]
    return model.objects.in_bulk(keys) if keys else {}


class EntityInput(forms.Widget):
    """A combobox over one kind of entities, with one hidden input for each chosen entity.

    The text input has no name, so only the chosen keys are posted. On submit the script adds text that
    was left in the input, so that the field can name it in its error.
    """

    template_name = "entities/entity_input.html"

    def __init__(self, model: type[Entity], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.model = model

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        values = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [str(value).strip() for value in values if str(value).strip()]

    def use_required_attribute(self, initial: Any) -> bool:
        """Never required by the browser: the text input is empty between two choices."""
        return False

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Never omitted: a form without a chosen entity posts no value."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        kind = self.model.own_kind
        context["widget"] |= {
            "chosen": self.chips(list(value or [])),
            "search_url": reverse("entities_search", args=[kind]),
            "kind": self.model._meta.verbose_name,
            "kinds": self.model._meta.verbose_name_plural,
        }
        return context

    def chips(self, values: Sequence[Entity | str]) -> list[Chip]:
        """The chosen entities; posted values without an entity are kept, so that the editor sees them."""
        stored = posted_entities(self.model, values)
        chips: list[Chip] = []
        for value in values:
            key = None if isinstance(value, Entity) else parse_key(value)
            entity = value if isinstance(value, Entity) else stored.get(key) if key is not None else None
            if entity is None:
                chips.append({"value": str(value), "label": str(value), "unknown": True})
            else:
                chips.append({"value": entity.pk, "label": str(entity), "retired": entity.retired})
        return chips

    @property
    def media(self) -> forms.Media:
        script: Any = forms.widgets.Script("js/entity-field.js", type="module")
        return forms.Media(css={"all": ["css/entity-field.css"]}, js=[script])

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        """Render with the site's template engine: Django's form renderer finds only templates of apps."""
        return mark_safe(render_to_string(template_name, context))
