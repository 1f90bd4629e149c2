"""The form by which editors write an entity and its other names."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from entities.models import Alias, Entity
from entities.names import name_key


class EntityForm(WagtailAdminModelForm):
    """Refuses the same alias twice, and marks changed aliases as written by an editor."""

    def is_valid(self) -> bool:
        """Compare the aliases once their own forms are valid."""
        return super().is_valid() and self.are_aliases_distinct()

    def are_aliases_distinct(self) -> bool:
        """Whether no two aliases have one key; otherwise the second one gets the error `alias_exists`."""
        seen: set[str] = set()
        distinct = True
        for form in self.alias_forms():
            key = name_key(form.cleaned_data.get("name", ""))
            if key in seen:
                distinct = False
                form.add_error("name", ValidationError(_("This name is already in the list."), code="alias_exists"))
            seen.add(key)
        return distinct

    def alias_forms(self) -> list[forms.ModelForm[Alias]]:
        """The forms of aliases that have a name and are not to be deleted."""
        formset = self.formsets.get("aliases")
        if formset is None:
            return []
        kept = [form for form in formset.forms if form not in formset.deleted_forms]
        return [form for form in kept if form.cleaned_data.get("name")]

    def save(self, commit: bool = True) -> Entity:
        for form in self.alias_forms():
            if form.has_changed():
                form.instance.origin = Alias.Origin.EDITOR
        return super().save(commit=commit)
