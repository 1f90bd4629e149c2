"""Blocks of words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail_footnotes.blocks import RichTextBlockWithFootnotes

from .base import INLINE, PROSE, PreviewedBlock


class HeadingBlock(PreviewedBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    level = blocks.ChoiceBlock(label=_("Level"), choices=[("2", _("Section")), ("3", _("Part"))], default="2")

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Opens a section; readers can link to it.")
        preview_value = {"text": "A loan with a destination", "level": "2"}


class ParagraphBlock(RichTextBlockWithFootnotes):
    """One or several paragraphs with the few marks that a journal uses, and footnotes."""

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        description = _("Running text with links, emphasis and footnotes.")
        preview_template = "articles/block_preview.html"
        preview_value = "<p>The notice ran to eleven lines and spoke of grain <i>four times</i>.</p>"


class PullQuoteBlock(PreviewedBlock):
    text = blocks.TextBlock(label=_("Words"), max_length=400)
    attribution = blocks.CharBlock(label=_("Said by"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        label = _("Pull quote")
        description = _("A sentence of the article itself, set large.")
        preview_value = {"text": "Grain was the reason that could be given.", "attribution": ""}


class QuoteBlock(PreviewedBlock):
    text = blocks.RichTextBlock(label=_("Quotation"), features=INLINE)
    attribution = blocks.CharBlock(label=_("Said by"), required=False, max_length=255)
    source_url = blocks.URLBlock(label=_("Source"), required=False, max_length=500)

    class Meta:
        icon = "openquote"
        label = _("Block quotation")
        description = _("Somebody else's words, with who said them and where.")
        preview_value = {"text": "<p>The Facility lends, and carries no guarantee.</p>", "attribution": "Annual report"}


class ListBlock(PreviewedBlock):
    ordered = blocks.BooleanBlock(label=_("Numbered"), required=False)
    items = blocks.ListBlock(blocks.RichTextBlock(features=INLINE, label=_("Item")), label=_("Items"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("List")
        description = _("Points in a row, numbered or not.")
        preview_value = {"ordered": False, "items": ["<p>Gauge</p>", "<p>Axle load</p>"]}


class CalloutBlock(PreviewedBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=150)
    text = blocks.RichTextBlock(label=_("Text"), features=INLINE)

    class Meta:
        icon = "help"
        label = _("Call-out")
        description = _("An aside: background, a definition, the terms of a contract.")
        preview_value = {"title": "What a gauge is", "text": "<p>The distance between two rails.</p>"}


def paragraph_block() -> ParagraphBlock:
    return ParagraphBlock(features=[*PROSE, "footnotes"])
