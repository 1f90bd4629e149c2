"""Disclaimers."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from .retiring import Retirable


class DisclaimerKind(models.TextChoices):
    STANDING = "standing", _("Standing")
    OPINION = "opinion", _("Opinion")
    FUNDING = "funding", _("Funding")
    TRANSLATION = "translation", _("Translation")
    REPUBLICATION = "republication", _("Republication")
    OTHER = "other", _("Other")


class Disclaimer(index.Indexed, Retirable):
    """A statement shown below articles; its text is frozen into each version. Retired, never deleted."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=150, help_text=_("For editors; readers see the text."))
    kind = models.CharField(_("kind"), max_length=16, choices=DisclaimerKind.choices, default=DisclaimerKind.STANDING)
    text = RichTextField(_("text"), features=["bold", "italic", "link"])

    panels = [FieldPanel("title"), FieldPanel("kind"), FieldPanel("text"), FieldPanel("retired")]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.FilterField("retired")]

    class Meta:
        verbose_name = _("disclaimer")
        verbose_name_plural = _("disclaimers")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
