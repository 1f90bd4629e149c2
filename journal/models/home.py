"""Home pages."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page

from articles.blocks.statements import SIGN_UP_HEADING, SIGN_UP_HEADING_LENGTH, SIGN_UP_TEXT, SIGN_UP_TEXT_LENGTH
from articles.models.forms import AddressedPageForm

from ..home import home_context


class HomePage(Page):
    """A home page: lead article, newest articles of each journal, subjects and newsletter sign-up."""

    lead_article = models.ForeignKey(
        "articles.ArticlePage",
        verbose_name=_("lead article"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("If empty or not public, the newest article leads."),
    )
    sign_up_heading = models.CharField(_("sign-up heading"), max_length=SIGN_UP_HEADING_LENGTH, default=SIGN_UP_HEADING)
    sign_up_text = models.CharField(_("sign-up text"), max_length=SIGN_UP_TEXT_LENGTH, default=SIGN_UP_TEXT)

    content_panels = [
        *Page.content_panels,
        PageChooserPanel("lead_article", "articles.ArticlePage"),
        MultiFieldPanel([FieldPanel("sign_up_heading"), FieldPanel("sign_up_text")], heading=_("Newsletter sign-up")),
    ]
    base_form_class = AddressedPageForm
    page_description = _("The home page of a site.")
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["articles.JournalPage", "journal.StandardPage"]
    template = "journal/home.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | home_context(self.lead_article_id, request)
