from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Articles: the models and blocks that editors work with."""

    name = "articles"
    verbose_name = _("articles")
