from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """What we publish: the desk's models and blocks."""

    name = "articles"
    verbose_name = _("articles")
