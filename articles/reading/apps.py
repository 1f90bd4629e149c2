from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadingConfig(AppConfig):
    """What readers get, rendered from the record and nothing else."""

    name = "articles.reading"
    label = "reading"
    verbose_name = _("reading")

    def ready(self) -> None:
        from articles.models.ports import ports

        from . import article_page, journal_page, router

        ports.serve_article = router.serve_article
        ports.preview_article = article_page.preview
        ports.journal_context = journal_page.journal_context
