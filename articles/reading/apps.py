from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadingConfig(AppConfig):
    """The public pages, rendered from the record."""

    name = "articles.reading"
    label = "reading"
    verbose_name = _("reading")

    def ready(self) -> None:
        from articles.models.ports import ports

        from .views.article import article_preview
        from .views.journal import serve_journal
        from .views.router import serve_article

        ports.serve_article = serve_article
        ports.preview_article = article_preview
        ports.serve_journal = serve_journal
