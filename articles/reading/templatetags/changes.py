"""Template tags for the pieces of a change: marked text, and pictures."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.record.diff.hunks import Piece
from articles.record.images import ImageSources
from articles.record.reader_copy import Image

from ..presenters.article_values import ImageResolver

register = template.Library()

# The uses in which the record may have a picture, the most suitable for a change first.
USES = ("column", "lead", "portrait", "wide", "thumb")


@register.filter
def piece_html(piece: Piece) -> SafeString:
    """Return a piece as HTML: escaped, with elements for its marks, and with line breaks."""
    if piece.ends_paragraph:
        return mark_safe('<span class="hunk-break">¶</span><br>')
    html = escape(piece.display_text).replace("\n", "<br>")
    if any(mark.name == "footnote" for mark in piece.marks):
        html = f"<sup>{html}</sup>"
    if any(mark.name == "href" for mark in piece.marks):
        html = f'<span class="hunk-link">{html}</span>'
    for element in piece.elements:
        html = f"<{element}>{html}</{element}>"
    return mark_safe(html)


@register.simple_tag
def hunk_picture(image: Image | None, images: ImageResolver | None) -> ImageSources | None:
    """Return the files of an image; None without an image, a resolver or a file."""
    if not image or not images:
        return None
    return next((sources for use in USES if (sources := images.srcset(image, use))), None)
