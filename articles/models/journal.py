"""Journals."""

import uuid
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Orderable, Page

from .addresses import validate_address
from .disclaimer import Disclaimer
from .forms import AddressedPageForm
from .ports import ports


class JournalPage(Page):
    """A series of articles with its own name, standfirst and standing disclaimers."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    standfirst = models.CharField(_("standfirst"), max_length=300, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst", widget=AdminAutoHeightTextInput(attrs={"rows": 2})),
        InlinePanel(
            "standing_disclaimers",
            heading=_("Standing disclaimers"),
            label=_("Disclaimer"),
            help_text=_("Shown below each article of this journal, from its next publication."),
        ),
    ]
    base_form_class = AddressedPageForm
    exclude_fields_in_copy = ["uid"]
    page_description = _("A series of articles with its own name.")
    parent_page_types = ["journal.HomePage"]
    subpage_types = ["articles.ArticlePage"]

    class Meta:
        verbose_name = _("journal")
        verbose_name_plural = _("journals")

    def clean(self) -> None:
        super().clean()
        validate_address(self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return ports.serve_journal(self, request)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return ports.serve_journal(self, request)


class JournalDisclaimer(Orderable):
    page = ParentalKey(JournalPage, on_delete=models.CASCADE, related_name="standing_disclaimers")
    disclaimer = models.ForeignKey(Disclaimer, verbose_name=_("disclaimer"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("disclaimer")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "disclaimer"], name="journal_disclaimer_once")]

    def __str__(self) -> str:
        return str(self.disclaimer)
