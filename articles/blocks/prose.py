"""Text blocks."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail_footnotes.blocks import RichTextBlockWithFootnotes

from .base import INLINE, PROSE, PreviewedBlock


class HeadingBlock(PreviewedBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    level = blocks.ChoiceBlock(label=_("Level"), choices=[("2", _("Section")), ("3", _("Subsection"))], default="2")

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Starts a section; readers can link to it.")
        preview_value = {"text": "A loan with a destination", "level": "2"}


class ParagraphBlock(RichTextBlockWithFootnotes):
    """One or several paragraphs with links, emphasis and footnotes."""

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        description = _("Running text with links, emphasis and footnotes.")
        preview_value = "<p>The notice ran to eleven lines and spoke of grain <i>four times</i>.</p>"


class PullQuoteBlock(PreviewedBlock):
    text = blocks.TextBlock(label=_("Text"), max_length=400)
    attribution = blocks.CharBlock(label=_("Attribution"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        label = _("Pull quote")
        description = _("A sentence from the article, in large type.")
        preview_value = {"text": "Grain was the reason that could be given.", "attribution": ""}


class QuoteBlock(PreviewedBlock):
    text = blocks.RichTextBlock(label=_("Quotation"), features=INLINE)
    attribution = blocks.CharBlock(label=_("Attribution"), required=False, max_length=255)
    source_url = blocks.URLBlock(label=_("URL of the source"), required=False, max_length=500)

    class Meta:
        icon = "openquote"
        label = _("Block quotation")
        description = _("A quotation with its speaker and source.")
        preview_value = {"text": "<p>The Facility lends, and carries no guarantee.</p>", "attribution": "Annual report"}


class ListBlock(PreviewedBlock):
    ordered = blocks.BooleanBlock(label=_("Numbered"), required=False)
    items = blocks.ListBlock(blocks.RichTextBlock(features=INLINE, label=_("Item")), label=_("Items"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("List")
        description = _("A bulleted or numbered list.")
        preview_value = {"ordered": False, "items": ["<p>Gauge</p>", "<p>Axle load</p>"]}


class CalloutBlock(PreviewedBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=150)
    text = blocks.RichTextBlock(label=_("Text"), features=INLINE)

    class Meta:
        icon = "help"
        label = _("Call-out")
        description = _("Background, a definition or other information beside the text.")
        preview_value = {"title": "What a gauge is", "text": "<p>The distance between two rails.</p>"}


def paragraph_block() -> ParagraphBlock:
    return ParagraphBlock(features=[*PROSE, "footnotes"])
