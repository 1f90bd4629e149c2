from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EntitiesConfig(AppConfig):
    """Who and what articles are about. Knows no article."""

    name = "entities"
    verbose_name = _("entities")
