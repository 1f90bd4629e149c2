"""Names of fields and blocks, as people say them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

FIELDS = {
    "affiliation": gettext_lazy("Affiliation"),
    "alt": gettext_lazy("Description of the picture"),
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
    "focal": gettext_lazy("Point of focus"),
    "footnotes": gettext_lazy("Footnotes"),
    "heading": gettext_lazy("Heading"),
    "height": gettext_lazy("Height"),
    "host": gettext_lazy("Site"),
    "href": gettext_lazy("Address"),
    "id": gettext_lazy("Id"),
    "image_credit": gettext_lazy("Credit of the picture itself"),
    "journal": gettext_lazy("Journal"),
    "kind": gettext_lazy("Kind"),
    "language": gettext_lazy("Language"),
    "lead": gettext_lazy("Lead picture"),
    "level": gettext_lazy("Level"),
    "name": gettext_lazy("Name"),
    "ordered": gettext_lazy("Numbered"),
    "origin": gettext_lazy("Set by"),
    "path": gettext_lazy("Address"),
    "portrait": gettext_lazy("Portrait"),
    "role": gettext_lazy("Role"),
    "search": gettext_lazy("Words for search engines"),
    "slug": gettext_lazy("Name in addresses"),
    "source": gettext_lazy("Source"),
    "source_url": gettext_lazy("Address of the source"),
    "standfirst": gettext_lazy("Standfirst"),
    "standing_replaced": gettext_lazy("Why the journal’s disclaimers do not stand here"),
    "text": gettext_lazy("Text"),
    "title": gettext_lazy("Title"),
    "type": gettext_lazy("Type"),
    "uid": gettext_lazy("Permanent id"),
    "width": gettext_lazy("Width"),
}

# A block of each type with its number among those of its type.
BLOCKS = {
    "heading": gettext_lazy("Heading %(number)s"),
    "paragraph": gettext_lazy("Paragraph %(number)s"),
    "image": gettext_lazy("Picture %(number)s"),
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
NAMED_BLOCKS = {
    "heading": gettext_lazy("Heading “%(name)s”"),
    "table": gettext_lazy("Table “%(name)s”"),
    "link_card": gettext_lazy("Link “%(name)s”"),
    "callout": gettext_lazy("Box “%(name)s”"),
    "chart": gettext_lazy("Chart “%(name)s”"),
}
NAMES = {"heading": "text", "table": "caption", "link_card": "title", "callout": "title", "chart": "title"}
KINDS = {
    "country": gettext_lazy("Countries"),
    "programme": gettext_lazy("Programmes"),
    "firm": gettext_lazy("Firms"),
}
LONGEST_NAME = 48


def field(name: str) -> str:
    """The name of a field; one that is not known here by its key."""
    return str(FIELDS.get(name, str(name).replace("_", " ")))


def shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME].rstrip()}…"


def block(block: dict, number: int) -> str:
    """“Table “Loads””, or “Picture 2” for a block without a name of its own."""
    kind = block.get("type", "")
    name = shortened(str(block.get(NAMES.get(kind, ""), "") or ""))
    if name:
        return NAMED_BLOCKS[kind] % {"name": name}
    if kind in BLOCKS:
        return BLOCKS[kind] % {"number": number}
    return _("Block %(number)s (%(kind)s)") % {"number": number, "kind": kind}


def paragraphs(first: int, last: int) -> str:
    """“Paragraph 4”, “Paragraphs 4 to 6”."""
    if first >= last:
        return BLOCKS["paragraph"] % {"number": first}
    if last == first + 1:
        return _("Paragraphs %(first)s and %(last)s") % {"first": first, "last": last}
    return _("Paragraphs %(first)s to %(last)s") % {"first": first, "last": last}


def unchanged_paragraphs(first: int, last: int) -> str:
    count = last - first + 1
    if count <= 2:
        words = ngettext("Paragraph %(first)s is unchanged.", "Paragraphs %(first)s and %(last)s are unchanged.", count)
    else:
        words = _("Paragraphs %(first)s to %(last)s are unchanged.")
    return words % {"first": first, "last": last}


def unchanged(names: list[str]) -> str:
    return _("Unchanged: %(names)s.") % {"names": ", ".join(names)}
