"""Prints the pieces of a change: words with their marks, and pictures."""

from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.record.diff.hunks import Piece

register = template.Library()

# The sizes in which the record may have a picture, the best for a change first.
USES = ("column", "lead", "portrait", "wide", "thumb")


@register.filter
def piece_html(piece: Piece) -> SafeString:
    """The words of a piece as HTML: escaped, with its bold, italic and raised or lowered marks, lines broken."""
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
def hunk_picture(image: dict[str, Any] | None, images: Any) -> dict[str, Any] | None:
    """The files of an IMAGE, by the resolver of the page; None where there is no resolver or no file."""
    if not image or not images:
        return None
    return next((found for use in USES if (found := images.srcset(image, use))), None)
