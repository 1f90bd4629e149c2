from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CorrectionsConfig(AppConfig):
    """The review of changes, notes and withdrawals in the admin, and the serializer of notes."""

    name = "articles.corrections"
    label = "corrections"
    verbose_name = _("corrections")

    def ready(self) -> None:
        from articles.models import ArticlePage

        from .panels import AttentionPanel, PendingNotesPanel, SchedulePanel

        ArticlePage.content_panels = [
            AttentionPanel(heading=_("Needs attention")),
            PendingNotesPanel(heading=_("Pending notes")),
            *ArticlePage.content_panels,
        ]
        # Wagtail's own begin with its panel for the schedule.
        ArticlePage.settings_panels = [SchedulePanel(), *ArticlePage.settings_panels[1:]]
