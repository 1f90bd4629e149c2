from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadingConfig(AppConfig):
    """What readers get, rendered from the record and nothing else."""

    name = "articles.reading"
    label = "reading"
    verbose_name = _("reading")
