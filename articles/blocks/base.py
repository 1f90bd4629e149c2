"""What all our blocks share."""

from wagtail import blocks

INLINE = ["bold", "italic", "link"]
PROSE = [*INLINE, "superscript", "subscript"]


class PreviewedBlock(blocks.StructBlock):
    """A struct whose preview in the editor goes through the renderer that readers get."""

    class Meta:
        preview_template = "articles/block_preview.html"
