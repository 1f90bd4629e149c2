"""Blocks that show something."""

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
        help_text=_("What the picture shows. Left empty, it counts as decoration."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=400)
    credit = blocks.CharBlock(label=_("Credit"), required=False, max_length=255)
    width = blocks.ChoiceBlock(
        label=_("Width"), choices=[("column", _("As the text")), ("wide", _("Wide"))], default="column"
    )

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("A picture with alternative text, caption and credit.")
        preview_value = {"alt": "", "caption": "The crossing as the drawings have it.", "credit": "Drawing: studio"}


class ChartBlock(PreviewedBlock):
    image = ImageChooserBlock(label=_("Chart or map"))
    alt = blocks.CharBlock(
        label=_("What it says"), max_length=500, help_text=_("The finding in words, for those who do not see it.")
    )
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    source = blocks.CharBlock(label=_("Source"), max_length=255)
    source_url = blocks.URLBlock(label=_("Address of the source"), required=False, max_length=500)
    caption = blocks.CharBlock(label=_("Note"), required=False, max_length=400)

    class Meta:
        icon = "view"
        label = _("Chart or map")
        description = _("A drawn chart or map as an image, with its source.")
        preview_value = {"alt": "Trains a day rose from 9 to 34.", "title": "Trains a day", "source": "Works schedule"}


class LinkCardBlock(PreviewedBlock):
    """Stands for an embed. Nothing is fetched from elsewhere when a reader comes."""

    url = blocks.URLBlock(label=_("Address"), max_length=500)
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    description = blocks.TextBlock(label=_("Description"), required=False, max_length=400)
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=255)
    kind = blocks.ChoiceBlock(
        label=_("What it is"),
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
        description = _("A video, post or document elsewhere, as a captioned link.")
        preview_value = {"url": "https://example.org/hearing", "title": "The hearing in full", "kind": "video"}
