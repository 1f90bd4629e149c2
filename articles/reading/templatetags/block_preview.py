"""The preview of a single block in the page editor."""

from typing import Any

from django import template
from wagtail.blocks import Block, StreamValue
from wagtail.models import Site

from articles.models import EditorialImage
from articles.record.freeze.blocks import BlockFreezer
from articles.record.freeze.images import ImageFreezer
from articles.record.freeze.links import LinkResolver
from articles.record.freeze.rich_text import RichTextFreezer
from articles.record.images import LibraryImages
from articles.record.refusals import Refused

from ..presenters.article_values import BlockValues
from ..presenters.blocks import RenderContext, build_blocks
from ..presenters.spans import FootnoteReferences

register = template.Library()


@register.simple_tag
def preview_block(block_def: Block, value: Any) -> BlockValues | None:
    """Freeze and build a preview value like a block of an article; None for an empty one.

    A block that needs an image gets the newest of the library.
    """
    if hasattr(value, "get") and "image" in getattr(block_def, "child_blocks", {}) and not value.get("image"):
        value["image"] = EditorialImage.objects.order_by("-pk").first()
    images = ImageFreezer()
    text = RichTextFreezer(LinkResolver(Site.objects.get(is_default_site=True)))
    child = StreamValue.StreamChild(block_def, value, id="00000000-0000-0000-0000-000000000000")
    try:
        frozen = BlockFreezer(text, images).body([child])
    except Refused:
        return None
    context = RenderContext(
        images=LibraryImages(images.images),
        references=FootnoteReferences(0),
        footnotes=(),
        related={},
        path="/",
        preview=True,
        rail_words=0,
    )
    blocks = build_blocks(frozen, context)
    return blocks[0] if blocks else None
