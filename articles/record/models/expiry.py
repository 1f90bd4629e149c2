"""What readers will be told when an article expires."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import ArticlePage

from .kinds import CAUSES


class ExpiryReason(models.Model):
    """Given when the expiry is set; the withdrawal writes it into the chain at its time."""

    article = models.OneToOneField(ArticlePage, on_delete=models.CASCADE, related_name="expiry_reason")
    cause = models.CharField(_("cause"), max_length=16, choices=CAUSES)
    reason = models.TextField(_("what readers are told"))

    def __str__(self) -> str:
        return self.reason[:60]
