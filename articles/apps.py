from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Articles: the models and blocks that editors work with."""

    name = "articles"
    verbose_name = _("articles")

    def ready(self) -> None:
        from wagtail.admin.views.page_privacy import SetPrivacyView

        from .admin.page_privacy import PagePrivacyForm

        # Wagtail has no setting for this form.
        SetPrivacyView.form_class = PagePrivacyForm
