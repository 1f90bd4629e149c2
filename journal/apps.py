from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    """The site made of the journals: home, standing pages, search, health."""

    name = "journal"
    verbose_name = _("site")
