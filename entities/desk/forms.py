"""The form by which editors write an entity and its other names."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from entities.models import Alias
from entities.names import name_key


class EntityForm(WagtailAdminModelForm):
    """Refuses an alias that is there twice; one that an editor changed is from then on the desk's."""

    def is_valid(self) -> bool:
        """The aliases are looked at once their own forms are: a clash is said on the second of the two."""
        return super().is_valid() and self.aliases_differ()

    def aliases_differ(self) -> bool:
        seen: set[str] = set()
        clash = False
        for form in self.alias_forms():
            key = name_key(form.cleaned_data.get("name", ""))
            if key in seen:
                clash = True
                form.add_error("name", ValidationError(_("This name is in the list already.")))
            seen.add(key)
        return not clash

    def alias_forms(self) -> list:
        formset = self.formsets.get("aliases")
        if formset is None:
            return []
        kept = [form for form in formset.forms if form not in formset.deleted_forms]
        return [form for form in kept if form.cleaned_data.get("name")]

    def save(self, commit: bool = True):
        for form in self.alias_forms():
            if form.has_changed():
                form.instance.origin = Alias.Origin.DESK
        return super().save(commit=commit)
