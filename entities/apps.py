from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EntitiesConfig(AppConfig):
    """Countries, programmes and firms. Imports nothing from articles."""

    name = "entities"
    verbose_name = _("entities")

    def ready(self) -> None:
        """Register the form field and the comparison of `EntityTagManager`, before any form class is built."""
        from wagtail.admin.compare import register_comparison_class
        from wagtail.admin.forms.models import register_form_field_override

        from entities.admin.fields import EntityComparison, EntityField
        from entities.tagging import EntityTagManager

        register_form_field_override(
            EntityTagManager, override=lambda field: {"form_class": EntityField, "model": field.related_model}
        )
        register_comparison_class(EntityTagManager, comparison_class=EntityComparison)
