"""The form field by which editors choose entities, and its widget."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from entities.models import Entity
from entities.search import named

# Longer numbers than any key: SQLite and PostgreSQL refuse them with an error of their own.
LONGEST_KEY = 18


# How much of what was typed a message repeats.
SHOWN = 60


def as_key(value: str) -> int | None:
    """The primary key that a posted value is, or None when it is words."""
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= LONGEST_KEY else None


class EntityInput(forms.Widget):
    """A type-ahead over one kind of entities, with one hidden input for each that is chosen.

    The box in which people type has no name: only what was chosen is posted, and on submit the
    script adds words that were left in the box, so that the server can name them.
    """

    template_name = "entities/entity_input.html"

    def __init__(self, model: type[Entity], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.model = model

    def value_from_datadict(self, data, files, name: str) -> list[str]:
        values = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [str(value).strip() for value in values if str(value).strip()]

    def use_required_attribute(self, initial) -> bool:
        """Never: the box is empty whenever nobody types."""
        return False

    def value_omitted_from_data(self, data, files, name: str) -> bool:
        """Never: a form without any chosen entity posts none."""
        return False

    def get_context(self, name: str, value: Iterable[Entity | str] | None, attrs) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        kind = self.model.own_kind
        context["widget"] |= {
            "chosen": self.chosen(list(value or [])),
            "search_url": reverse("entities_search", args=[kind]),
            "kind": self.model._meta.verbose_name,
            "kinds": self.model._meta.verbose_name_plural,
        }
        return context

    def chosen(self, values: list[Entity | str]) -> list[dict[str, Any]]:
        """What stands in the field: entities, and posted values that are none, which are kept in sight."""
        keys = [key for value in values if isinstance(value, str) and (key := as_key(value)) is not None]
        stored = self.model.objects.in_bulk(keys) if keys else {}
        chosen = []
        for value in values:
            entity = value if isinstance(value, Entity) else stored.get(as_key(value))
            if entity is None:
                chosen.append({"value": value, "label": value, "unknown": True})
            else:
                chosen.append({"value": entity.pk, "label": str(entity), "retired": entity.retired})
        return chosen

    @property
    def media(self) -> forms.Media:
        script: Any = forms.widgets.Script("js/entity-field.js", type="module")
        return forms.Media(css={"all": ["css/entity-field.css"]}, js=[script])

    def _render(self, template_name: str, context: dict[str, Any], renderer=None) -> SafeString:
        """With the site's templates: Django's renderer of forms looks only into those of apps."""
        return mark_safe(render_to_string(template_name, context))


class EntityField(forms.Field):
    """Several entities of one kind, by id; words are accepted where they are the name of exactly one.

    Everything else is refused by naming it. A retired entity is refused where it is new and kept
    where the form or the stored page had it.
    """

    def __init__(self, *, model: type[Entity], **kwargs: Any) -> None:
        self.model = model
        self.form: forms.BaseForm | None = None
        self.form_name = ""
        kwargs.setdefault("widget", EntityInput(model))
        super().__init__(**kwargs)

    def get_bound_field(self, form, field_name):
        """Remember the form: whether a retired entity may stay depends on what the page had."""
        self.form, self.form_name = form, field_name
        return super().get_bound_field(form, field_name)

    def to_python(self, value: Iterable[str | Entity] | None) -> list[Entity]:
        found: list[Entity] = []
        problems: list[str] = []
        values = list(value or [])
        stored = self.stored(values)
        for item in values:
            try:
                found.append(self.resolve(item, stored))
            except ValidationError as problem:
                problems += problem.messages
        problems += self.duplicates(found) + self.newly_retired(found)
        if problems:
            raise ValidationError(problems)
        return found

    def stored(self, values: list[str | Entity]) -> dict[int, Entity]:
        keys = [key for value in values if isinstance(value, str) and (key := as_key(value)) is not None]
        return self.model.objects.in_bulk(keys) if keys else {}

    def resolve(self, value: str | Entity, stored: dict[int, Entity]) -> Entity:
        if isinstance(value, self.model):
            return value
        kind = self.model._meta.verbose_name
        text = str(value)
        shown = Truncator(text).chars(SHOWN)
        key = as_key(text)
        if key is not None:
            if key in stored:
                return stored[key]
            raise ValidationError(_("There is no %(kind)s with the number %(key)s.") % {"kind": kind, "key": text})
        candidates = named(self.model.own_kind, text)
        if len(candidates) == 1:
            return self.model.objects.get(pk=candidates[0].pk)
        if candidates:
            names = ", ".join(f"“{candidate}”" for candidate in candidates)
            words = _("“%(text)s” may be %(names)s. Choose one from the list.")
            raise ValidationError(words % {"text": shown, "names": names})
        words = _("“%(text)s” is no %(kind)s that we know. Choose one from the list or remove it.")
        raise ValidationError(words % {"text": shown, "kind": kind})

    def duplicates(self, found: list[Entity]) -> list[str]:
        twice = {entity for entity in found if found.count(entity) > 1}
        return [_("“%s” is here twice.") % entity for entity in sorted(twice, key=str)]

    def newly_retired(self, found: list[Entity]) -> list[str]:
        retired = [entity for entity in found if entity.retired]
        if not retired:
            return []
        kept = self.keys_before()
        words = _("“%s” is retired and cannot be newly chosen.")
        return [words % entity for entity in retired if entity.pk not in kept]

    def keys_before(self) -> set[int]:
        """What the draft in the form or the stored page already had, so that removing it can be undone."""
        if self.form is None:
            return set()
        initial = self.form.get_initial_for_field(self, self.form_name) or []
        kept = {entity.pk for entity in initial if isinstance(entity, Entity)}
        instance = getattr(self.form, "instance", None)
        if instance is not None and instance.pk:
            through = instance._meta.get_field(self.form_name).remote_field.through
            rows = through._default_manager.filter(content_object_id=instance.pk)
            kept |= set(rows.values_list("tag_id", flat=True))
        return kept

    def has_changed(self, initial, data) -> bool:
        before = {str(value.pk if isinstance(value, Entity) else value) for value in initial or []}
        return before != {str(value) for value in data or []}
