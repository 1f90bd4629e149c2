"""The form field by which editors choose entities, and how revisions are compared in it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.admin.compare import M2MFieldComparison

from entities.admin.widgets import EntityInput, parse_key, posted_entities
from entities.models import Entity
from entities.search import find_by_exact_name

# How many characters of the posted text an error repeats.
MAX_REPEATED_TEXT = 60


class EntityField(forms.Field):
    """Several entities of one kind, posted by key; text is accepted if it is the name of exactly one.

    Every other value has an error that names it, with the code `unknown_key`, `unknown_name`, `shared_name`,
    `duplicate` or `retired`. A retired entity has an error only where it is newly chosen.
    """

    def __init__(self, *, model: type[Entity], **kwargs: Any) -> None:
        self.model = model
        self.form: forms.BaseForm | None = None
        self.form_name = ""
        kwargs.setdefault("widget", EntityInput(model))
        super().__init__(**kwargs)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Remember the form, which holds what was chosen before."""
        self.form, self.form_name = form, field_name
        return super().get_bound_field(form, field_name)

    def to_python(self, value: Iterable[str | Entity] | None) -> list[Entity]:
        entities: list[Entity] = []
        errors: list[ValidationError] = []
        values = list(value or [])
        stored = posted_entities(self.model, values)
        for item in values:
            try:
                entities.append(self.resolve(item, stored))
            except ValidationError as error:
                errors.append(error)
        errors += self.duplicate_errors(entities) + self.retired_errors(entities)
        if errors:
            raise ValidationError(errors)
        return entities

    def resolve(self, value: str | Entity, stored: dict[int, Entity]) -> Entity:
        """The entity that a value means; `stored` are those whose keys were posted."""
        if isinstance(value, self.model):
            return value
        text = str(value)
        key = parse_key(text)
        return self.find_by_name(text) if key is None else self.find_by_key(key, stored)

    def find_by_key(self, key: int, stored: dict[int, Entity]) -> Entity:
        if key in stored:
            return stored[key]
        message = _("There is no %(kind)s with the number %(key)s.")
        params = {"kind": self.model._meta.verbose_name, "key": key}
        raise ValidationError(message, code="unknown_key", params=params)

    def find_by_name(self, text: str) -> Entity:
        candidates = find_by_exact_name(self.model.own_kind, text)
        if len(candidates) == 1:
            return self.model.objects.get(pk=candidates[0].pk)
        shown = Truncator(text).chars(MAX_REPEATED_TEXT)
        if candidates:
            message = _("“%(text)s” can mean %(names)s. Choose one from the list.")
            names = ", ".join(f"“{candidate}”" for candidate in candidates)
            raise ValidationError(message, code="shared_name", params={"text": shown, "names": names})
        message = _("There is no %(kind)s named “%(text)s”. Choose one from the list or remove this name.")
        params = {"text": shown, "kind": self.model._meta.verbose_name}
        raise ValidationError(message, code="unknown_name", params=params)

    def duplicate_errors(self, entities: list[Entity]) -> list[ValidationError]:
        duplicates = {entity for entity in entities if entities.count(entity) > 1}
        message = _("“%(name)s” is chosen twice.")
        return [
            ValidationError(message, code="duplicate", params={"name": str(entity)})
            for entity in sorted(duplicates, key=str)
        ]

    def retired_errors(self, entities: list[Entity]) -> list[ValidationError]:
        retired = [entity for entity in entities if entity.retired]
        if not retired:
            return []
        previous = self.previous_keys()
        message = _("“%(name)s” is retired and cannot be newly chosen.")
        return [
            ValidationError(message, code="retired", params={"name": str(entity)})
            for entity in retired
            if entity.pk not in previous
        ]

    def previous_keys(self) -> set[int]:
        """Keys that the draft in the form or the stored page has, so that removing a retired one can be undone."""
        if self.form is None:
            return set()
        initial = self.form.get_initial_for_field(self, self.form_name) or []
        keys = {entity.pk for entity in initial if isinstance(entity, Entity)}
        instance = getattr(self.form, "instance", None)
        if instance is not None and instance.pk:
            through = instance._meta.get_field(self.form_name).remote_field.through
            rows = through._default_manager.filter(content_object_id=instance.pk)
            keys |= set(rows.values_list("tag_id", flat=True))
        return keys

    def has_changed(self, initial: Iterable[Any] | None, data: Iterable[Any] | None) -> bool:
        before = {str(value.pk if isinstance(value, Entity) else value) for value in initial or []}
        return before != {str(value) for value in data or []}


class EntityComparison(M2MFieldComparison):
    """Compares the entities of two revisions by name, so that only additions and removals are shown."""

    def get_items(self) -> tuple[list[Entity], list[Entity]]:
        return sorted(self.val_a, key=str), sorted(self.val_b, key=str)
