"""Base class of the body's blocks, and their rich text features."""

from wagtail import blocks

INLINE = ["bold", "italic", "link"]
PROSE = [*INLINE, "superscript", "subscript"]


class PreviewedBlock(blocks.StructBlock):
    """A StructBlock with a preview in the editor.

    The template is the site's `wagtailcore/shared/block_preview.html`, which renders blocks as readers will see them.
    """

    def get_preview_value(self) -> blocks.StructValue:
        """Return `preview_value` with the defaults of the fields that it leaves out."""
        return self.normalize({**self.get_default(), **self.meta.preview_value})
