"""Labels of the fields and blocks of a copy."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .hunks import JSONObject

FIELDS = {
    "affiliation": gettext_lazy("Affiliation"),
    "alt": gettext_lazy("Alternative text"),
    "anchor": gettext_lazy("Anchor"),
    "articles": gettext_lazy("Articles"),
    "attribution": gettext_lazy("Attribution"),
    "author": gettext_lazy("Author"),
    "authors": gettext_lazy("Authors"),
    "bio": gettext_lazy("Biography"),
    "body": gettext_lazy("Text"),
    "canonical": gettext_lazy("First published at another address"),
    "caption": gettext_lazy("Caption"),
    "credit": gettext_lazy("Credit"),
    "description": gettext_lazy("Description"),
    "digest": gettext_lazy("File (SHA-256)"),
    "disclaimer_id": gettext_lazy("Id of the disclaimer"),
    "disclaimers": gettext_lazy("Disclaimers"),
    "disclosures": gettext_lazy("Disclosures"),
    "entities": gettext_lazy("Subjects"),
    "first_published": gettext_lazy("Date of first publication"),
    "focal": gettext_lazy("Focal point"),
    "footnotes": gettext_lazy("Footnotes"),
    "heading": gettext_lazy("Heading"),
    "height": gettext_lazy("Height"),
    "host": gettext_lazy("Site"),
    "href": gettext_lazy("Address"),
    "id": gettext_lazy("Id"),
    "image_credit": gettext_lazy("Credit of the image"),
    "journal": gettext_lazy("Journal"),
    "kind": gettext_lazy("Kind"),
    "language": gettext_lazy("Language"),
    "lead": gettext_lazy("Lead image"),
    "level": gettext_lazy("Level"),
    "name": gettext_lazy("Name"),
    "ordered": gettext_lazy("Numbered"),
    "origin": gettext_lazy("Set by"),
    "path": gettext_lazy("Address"),
    "portrait": gettext_lazy("Portrait"),
    "role": gettext_lazy("Role"),
    "search": gettext_lazy("Words for search engines"),
    "slug": gettext_lazy("Slug"),
    "source": gettext_lazy("Source"),
    "source_url": gettext_lazy("Address of the source"),
    "standfirst": gettext_lazy("Standfirst"),
    "standing_replaced": gettext_lazy("Reason for replacing the journal’s disclaimers"),
    "text": gettext_lazy("Text"),
    "title": gettext_lazy("Title"),
    "type": gettext_lazy("Type"),
    "uid": gettext_lazy("Permanent id"),
    "width": gettext_lazy("Width"),
}

# Labels of blocks by type, with the number among those of the type.
BLOCKS = {
    "heading": gettext_lazy("Heading %(number)s"),
    "paragraph": gettext_lazy("Paragraph %(number)s"),
    "image": gettext_lazy("Image %(number)s"),
    "pull_quote": gettext_lazy("Pull quote %(number)s"),
    "quote": gettext_lazy("Quotation %(number)s"),
    "list": gettext_lazy("List %(number)s"),
    "table": gettext_lazy("Table %(number)s"),
    "link_card": gettext_lazy("Link %(number)s"),
    "callout": gettext_lazy("Box %(number)s"),
    "chart": gettext_lazy("Chart %(number)s"),
    "disclaimer": gettext_lazy("Disclaimer in the text %(number)s"),
    "sign_up": gettext_lazy("Sign-up form %(number)s"),
    "related": gettext_lazy("Related articles %(number)s"),
}
# Labels of blocks by type, with a name: the value of the field in NAME_FIELDS.
NAMED_BLOCKS = {
    "heading": gettext_lazy("Heading “%(name)s”"),
    "table": gettext_lazy("Table “%(name)s”"),
    "link_card": gettext_lazy("Link “%(name)s”"),
    "callout": gettext_lazy("Box “%(name)s”"),
    "chart": gettext_lazy("Chart “%(name)s”"),
}
NAME_FIELDS = {"heading": "text", "table": "caption", "link_card": "title", "callout": "title", "chart": "title"}
KINDS = {
    "country": gettext_lazy("Countries"),
    "programme": gettext_lazy("Programmes"),
    "firm": gettext_lazy("Firms"),
}
# Characters, with the ellipsis.
MAX_NAME_LENGTH = 49


def field(name: str) -> str:
    """Return the label of a field, or its key for a field without a label."""
    return str(FIELDS.get(name, str(name).replace("_", " ")))


def shortened(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(MAX_NAME_LENGTH)


def block(data: JSONObject, number: int) -> str:
    """Return “Table “Loads””, or “Image 2” for a block without a name."""
    block_type = data.get("type", "")
    name = shortened(str(data.get(NAME_FIELDS.get(block_type, ""), "") or ""))
    if name:
        return NAMED_BLOCKS[block_type] % {"name": name}
    if block_type in BLOCKS:
        return BLOCKS[block_type] % {"number": number}
    return _("Block %(number)s (%(kind)s)") % {"number": number, "kind": block_type}


def paragraphs(first: int, last: int) -> str:
    """Return “Paragraph 4”, “Paragraphs 4 and 5” or “Paragraphs 4 to 6”."""
    if first >= last:
        return BLOCKS["paragraph"] % {"number": first}
    if last == first + 1:
        return _("Paragraphs %(first)s and %(last)s") % {"first": first, "last": last}
    return _("Paragraphs %(first)s to %(last)s") % {"first": first, "last": last}


def unchanged_paragraphs(first: int, last: int) -> str:
    """Return a sentence, such as “Paragraphs 4 to 6 are unchanged.”"""
    count = last - first + 1
    if count <= 2:
        words = ngettext("Paragraph %(first)s is unchanged.", "Paragraphs %(first)s and %(last)s are unchanged.", count)
    else:
        words = _("Paragraphs %(first)s to %(last)s are unchanged.")
    return words % {"first": first, "last": last}


def unchanged(names: list[str]) -> str:
    """Return a sentence that lists unchanged fields or blocks."""
    return _("Unchanged: %(names)s.") % {"names": ", ".join(names)}
