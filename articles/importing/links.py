"""Links whose addresses a text lists apart: `[words][1]` here, `[1]: https://…` at the end."""

import re

from django.utils.translation import gettext as _

from .imported import ImportedArticle, What
from .source import Line

LISTED = re.compile(r"\[(?P<label>[^\[\]^]{1,40})\]:\s+<?(?P<href>https?://[^\s<>]+)>?\s*$")
MENTION = re.compile(r"\[(?P<text>[^\[\]]+)\]\[(?P<label>[^\[\]]{1,40})\]")


def resolve(lines: list[Line], article: ImportedArticle) -> list[Line]:
    """The lines with each listed address put at its link, and without the list. A link broken over two lines stays."""
    addresses: dict[str, str] = {}
    text_lines = []
    for line in lines:
        listed = LISTED.match(line.text)
        if listed:
            addresses[listed["label"].lower()] = listed["href"]
            article.recognise(line.number, What.LEFT_OUT, line.text, _("address of a link, put where the link is"))
        else:
            text_lines.append(line)
    if not addresses:
        return lines

    def with_address(mention: re.Match[str]) -> str:
        address = addresses.get(mention["label"].lower())
        return f"[{mention['text']}]({address})" if address else mention.group()

    return [Line(line.number, MENTION.sub(with_address, line.text)) for line in text_lines]
