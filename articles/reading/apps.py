from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadingConfig(AppConfig):
    """The public pages, rendered from the record."""

    name = "articles.reading"
    label = "reading"
    verbose_name = _("reading")

    def ready(self) -> None:
        from articles.models.ports import ports

        from .views import article, journal, router

        ports.serve_article = router.serve_article
        ports.preview_article = article.preview
        ports.serve_journal = journal.serve_journal
