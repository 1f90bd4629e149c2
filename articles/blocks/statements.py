"""Blocks with statements of the journal: disclaimers, newsletter sign-up, related articles."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from .base import INLINE, PreviewedBlock

# Limits and defaults of sign-up forms, for the block and for the home page.
SIGN_UP_HEADING_LENGTH = 120
SIGN_UP_TEXT_LENGTH = 400
SIGN_UP_HEADING = _("Get the latest")
SIGN_UP_TEXT = _("Sign up to receive what we publish, and what we corrected, by e-mail.")


class DisclaimerBlock(PreviewedBlock):
    disclaimer = SnippetChooserBlock("articles.Disclaimer", label=_("Disclaimer"), required=False)
    text = blocks.RichTextBlock(label=_("Or text for this article only"), required=False, features=INLINE)

    class Meta:
        icon = "warning"
        label = _("Disclaimer")
        description = _("A standing disclaimer, or a text for this article only.")
        preview_value = {"text": "<p>The author advised the ministry until 2024.</p>"}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        has_text = bool(cleaned["text"] and str(cleaned["text"].source).strip())
        if bool(cleaned["disclaimer"]) == has_text:
            message = ValidationError(_("Either choose a disclaimer or write a text."), code="disclaimer_or_text")
            raise StructBlockValidationError(block_errors={"disclaimer": message})
        return cleaned


class SignUpBlock(PreviewedBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=SIGN_UP_HEADING_LENGTH, default=SIGN_UP_HEADING)
    text = blocks.TextBlock(label=_("Text"), max_length=SIGN_UP_TEXT_LENGTH, default=SIGN_UP_TEXT)

    class Meta:
        icon = "mail"
        label = _("Newsletter sign-up")
        description = _("A form for readers to sign up by e-mail.")
        preview_value = {"heading": "Get the latest", "text": "One letter a week: what we published and corrected."}


class RelatedBlock(PreviewedBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120, default=_("Read next"))
    articles = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="articles.ArticlePage", label=_("Article")), label=_("Articles"), max_num=6
    )

    class Meta:
        icon = "doc-full"
        label = _("Related articles")
        description = _("Other articles of this site, chosen by an editor.")
        preview_value = {"heading": "Read next", "articles": []}
