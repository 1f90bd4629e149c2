"""Site settings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from .images import EditorialImage


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting, ClusterableModel):
    """The name, logo, navigation and footer that every public page shows."""

    name = models.CharField(_("name"), max_length=80, default="Journal")
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    logo = models.ForeignKey(
        EditorialImage,
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Replaces the name, at most 48 pixels high. Must be visible on light and dark backgrounds."),
    )
    footer_text = RichTextField(_("footer"), blank=True, features=["bold", "italic", "link"])
    postal_address = models.CharField(
        _("postal address"), max_length=255, blank=True, help_text=_("Shown in the footer and below each e-mail.")
    )
    privacy_page = models.ForeignKey(
        Page, verbose_name=_("privacy page"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("tagline"), FieldPanel("logo")], heading=_("Masthead")),
        InlinePanel("navigation", heading=_("Navigation"), label=_("Item")),
        MultiFieldPanel(
            [FieldPanel("footer_text"), FieldPanel("postal_address"), PageChooserPanel("privacy_page")],
            heading=_("Footer"),
        ),
    ]

    class Meta:
        verbose_name = _("site settings")

    def __str__(self) -> str:
        return self.name


class NavigationItem(Orderable):
    """An additional navigation item, after the journals and entities."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="navigation")
    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")
    label = models.CharField(_("label"), max_length=40, blank=True, help_text=_("Leave empty to use the page's title."))

    panels = [PageChooserPanel("page"), FieldPanel("label")]

    def __str__(self) -> str:
        return self.label or self.page.title
