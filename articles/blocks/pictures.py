"""Image, chart and link card blocks."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from .base import PreviewedBlock


class FigureBlock(PreviewedBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        required=False,
        max_length=255,
        help_text=_("What the image shows. Leave empty for a decorative image."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=400)
    credit = blocks.CharBlock(label=_("Credit"), required=False, max_length=255)
    width = blocks.ChoiceBlock(
        label=_("Width"), choices=[("column", _("Text width")), ("wide", _("Wide"))], default="column"
    )

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("An image with alternative text, caption and credit.")
        preview_value = {"alt": "", "caption": "The crossing as the drawings have it.", "credit": "Drawing: studio"}


class ChartBlock(PreviewedBlock):
    image = ImageChooserBlock(label=_("Chart or map"))
    alt = blocks.CharBlock(
        label=_("Alternative text"), max_length=500, help_text=_("What the chart shows, for readers who cannot see it.")
    )
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    source = blocks.CharBlock(label=_("Source"), max_length=255)
    source_url = blocks.URLBlock(label=_("URL of the source"), required=False, max_length=500)
    caption = blocks.CharBlock(label=_("Note"), required=False, max_length=400)

    class Meta:
        icon = "view"
        label = _("Chart or map")
        description = _("A chart or map as an image, with its source.")
        preview_value = {"alt": "Trains a day rose from 9 to 34.", "title": "Trains a day", "source": "Works schedule"}


class LinkCardBlock(PreviewedBlock):
    """A link to a video, post or document, shown as a card. Nothing is loaded from the linked site."""

    url = blocks.URLBlock(label=_("URL"), max_length=500)
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    description = blocks.TextBlock(label=_("Description"), required=False, max_length=400)
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=255)
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("video", _("Video")),
            ("audio", _("Audio")),
            ("post", _("Post")),
            ("document", _("Document")),
            ("page", _("Page")),
        ],
        default="page",
    )

    class Meta:
        icon = "link"
        label = _("Link card")
        description = _("A video, post or document on another site, as a link with a caption.")
        preview_value = {"url": "https://example.org/hearing", "title": "The hearing in full", "kind": "video"}
