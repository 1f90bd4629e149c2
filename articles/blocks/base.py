"""What all our blocks share."""

from wagtail import blocks

INLINE = ["bold", "italic", "link"]
PROSE = [*INLINE, "superscript", "subscript"]


class PreviewedBlock(blocks.StructBlock):
    """A struct whose preview in the editor goes through the renderer that readers get."""

    def get_preview_value(self):
        """The preview's values, with the defaults of the fields that it leaves out."""
        return self.normalize({**self.get_default(), **self.meta.preview_value})

    class Meta:
        preview_template = "articles/block_preview.html"
