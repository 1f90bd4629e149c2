from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordConfig(AppConfig):
    """What readers have seen: versions, notes, and where they stand."""

    name = "articles.record"
    label = "record"
    verbose_name = _("record")
