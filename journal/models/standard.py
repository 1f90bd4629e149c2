"""Standing pages, such as About and Privacy."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from articles.models.addresses import validate_address
from articles.models.forms import AddressedPageForm


class StandardPage(Page):
    """A page of text outside the journals. Its content is not part of the record."""

    standfirst = models.CharField(_("standfirst"), max_length=300, blank=True)
    body = RichTextField(
        _("text"), blank=True, features=["h2", "h3", "bold", "italic", "link", "ol", "ul", "document-link"]
    )

    content_panels = [*Page.content_panels, FieldPanel("standfirst"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("body")]
    base_form_class = AddressedPageForm
    page_description = _("A standing page such as About or Privacy.")
    parent_page_types = ["journal.HomePage", "journal.StandardPage"]
    subpage_types = ["journal.StandardPage"]
    template = "journal/standard.html"

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")

    def clean(self) -> None:
        super().clean()
        validate_address(self)
