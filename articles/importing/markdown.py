"""The Markdown that is read in plain text: headings, links and emphasis; and the rich text that Wagtail stores."""

import html
import re

from django.utils.translation import gettext as _

from .imported import ImportedArticle, LineRole
from .source import Line

HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>\S.{0,298}?)\s*#{0,6}$")
# Reference links: `[words][1]` in the text, `[1]: https://…` in a list of addresses.
REFERENCE_ADDRESS = re.compile(r"\[(?P<label>[^\[\]^]{1,40})\]:\s+<?(?P<href>https?://[^\s<>]+)>?\s*$")
REFERENCE_LINK = re.compile(r"\[(?P<text>[^\[\]]+)\]\[(?P<label>[^\[\]]{1,40})\]")
# An inline link in text that is already escaped. Only web addresses become links.
LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]]+)\]\((?P<href>https?://[^\s()<>\"']+)\)")
STRONG = re.compile(r"(?<![\w*])\*\*(?=[^\s*])(?P<text>[^*]+?)(?<=\S)\*\*(?![\w*])")
EMPHASIS = re.compile(r"(?<![\w*/])(?P<mark>[*_])(?=[^\s*_])(?P<text>[^*_<>]+?)(?<=\S)(?P=mark)(?![\w*])")
BREAKS = re.compile(r"</(?:p|li|h\d|blockquote)>|<br\s*/?>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")


def resolve_reference_links(lines: list[Line], article: ImportedArticle) -> list[Line]:
    """Return the lines with reference links made inline links, without the list of their addresses.

    A link that is broken over two lines stays as it is.
    """
    addresses: dict[str, str] = {}
    text_lines = []
    for line in lines:
        reference = REFERENCE_ADDRESS.match(line.text)
        if reference:
            addresses[reference["label"].lower()] = reference["href"]
            article.log_line(line.number, LineRole.LEFT_OUT, line.text, _("address of a link, moved to the link"))
        else:
            text_lines.append(line)
    if not addresses:
        return lines

    def inline_link(link: re.Match[str]) -> str:
        address = addresses.get(link["label"].lower())
        return f"[{link['text']}]({address})" if address else link.group()

    return [Line(line.number, REFERENCE_LINK.sub(inline_link, line.text)) for line in text_lines]


def inline(text: str) -> str:
    """Return one line of rich text: everything escaped, Markdown's links and emphasis as tags.

    >>> inline("R&D <b> [here](https://example.org/?a=1&b=2)")
    'R&amp;D &lt;b&gt; <a href="https://example.org/?a=1&amp;b=2">here</a>'
    """
    escaped = STRONG.sub(r"<b>\g<text></b>", html.escape(text, quote=False))
    return LINK.sub(r'<a href="\g<href>">\g<text></a>', EMPHASIS.sub(r"<i>\g<text></i>", escaped))


def rich_paragraphs(*texts: str) -> str:
    """Return rich text with a paragraph for each text."""
    return "".join(f"<p>{inline(text)}</p>" for text in texts if text.strip())


def plain_text(rich_text: str) -> str:
    """Return the words of rich text, with a blank line between paragraphs."""
    text = html.unescape(TAG.sub("", BREAKS.sub("\n\n", rich_text)))
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n") if part.strip())
