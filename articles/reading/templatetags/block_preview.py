"""A single block of the editor, shown as readers would see it."""

from django import template
from wagtail.blocks import StreamValue
from wagtail.models import Site

from articles.models import EditorialImage
from articles.reading.presenters.blocks import Setting, build_blocks
from articles.reading.presenters.spans import Footnotes
from articles.record.freeze.blocks import BlockFreezer
from articles.record.freeze.images import ImageFreezer
from articles.record.freeze.links import LinkResolver
from articles.record.freeze.rich_text import RichTextFreezer
from articles.record.images import LibraryImages
from articles.record.refusals import Refused

register = template.Library()


@register.simple_tag
def desk_block(block_def, value):
    """The Block of a preview value, through the same freezing and rendering as an article; None when it is empty.

    A block that wants a picture borrows the newest one in the library.
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
    setting = Setting(
        images=LibraryImages(images.images),
        footnotes=Footnotes(0),
        notes=(),
        related={},
        path="/",
        preview=True,
        rail_words=0,
    )
    blocks = build_blocks(frozen, setting)
    return blocks[0] if blocks else None
