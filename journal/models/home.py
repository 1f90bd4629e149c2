"""The front page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page

from articles.models.forms import AddressedPageForm


class HomePage(Page):
    """Lead article, the newest of each journal, subjects to browse, and sign-up."""

    lead_article = models.ForeignKey(
        "articles.ArticlePage",
        verbose_name=_("lead article"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Left empty, or when it is not public, the newest article leads."),
    )
    sign_up_heading = models.CharField(_("sign-up heading"), max_length=120, default="Get the latest")
    sign_up_text = models.CharField(
        _("sign-up text"),
        max_length=400,
        default="Sign up to receive what we publish, and what we corrected, by e-mail.",
    )

    content_panels = [
        *Page.content_panels,
        PageChooserPanel("lead_article", "articles.ArticlePage"),
        MultiFieldPanel([FieldPanel("sign_up_heading"), FieldPanel("sign_up_text")], heading=_("Sign-up")),
    ]
    base_form_class = AddressedPageForm
    page_description = _("The front page of a site.")
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["articles.JournalPage", "journal.StandardPage"]
    template = "journal/home.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs) -> dict:
        from journal.home import home_context

        return super().get_context(request, *args, **kwargs) | home_context(self.lead_article_id, request)
