from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CorrectionsConfig(AppConfig):
    """How editors say what they changed."""

    name = "articles.corrections"
    label = "corrections"
    verbose_name = _("corrections")
