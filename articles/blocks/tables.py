"""The table block."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from .base import INLINE

PREVIEW = {
    "columns": [{"type": "text", "heading": "Crossing"}, {"type": "number", "heading": "Trains a day"}],
    "rows": [{"values": ["The old bridge", "9"]}, {"values": ["The new bridge", "34"]}],
    "caption": "What the crossings can carry",
}


class FiguresTableBlock(TypedTableBlock):
    """A table with columns of text, numbers or text with links."""

    def get_preview_value(self) -> Any:
        return self.to_python(PREVIEW)

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns; numbers are aligned to the right.")


def table_block() -> FiguresTableBlock:
    """Return the table block. Numbers are stored as text, so that 18.0 stays 18.0 in the record."""
    return FiguresTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.CharBlock(label=_("Number"), required=False, max_length=40)),
            ("rich", blocks.RichTextBlock(label=_("Text with links"), required=False, features=INLINE)),
        ]
    )
