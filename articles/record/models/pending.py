"""What is kept beside a draft until it is published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import ArticlePage

from .change_classes import NOTE_KINDS


class WaitingNote(models.Model):
    """A note from an imported text. The first publication writes it after version 1, marked as imported."""

    page = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="waiting_notes")
    kind = models.CharField(_("kind"), max_length=16, choices=NOTE_KINDS)
    text = models.TextField(_("text"))
    dated = models.DateField(_("date"), null=True, blank=True)
    date_text = models.CharField(_("date as written"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("pending note")
        verbose_name_plural = _("pending notes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
