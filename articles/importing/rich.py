"""Plain text as the rich text that Wagtail stores, and back."""

import html
import re

# A link as Markdown writes it, in text that is already escaped; only addresses of the web are made links.
LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]]+)\]\((?P<href>https?://[^\s()<>\"']+)\)")
STRONG = re.compile(r"(?<![\w*])\*\*(?=[^\s*])(?P<text>[^*]+?)(?<=\S)\*\*(?![\w*])")
EMPHASIS = re.compile(r"(?<![\w*/])(?P<mark>[*_])(?=[^\s*_])(?P<text>[^*_<>]+?)(?<=\S)(?P=mark)(?![\w*])")
BREAKS = re.compile(r"</(?:p|li|h\d|blockquote)>|<br\s*/?>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")


def inline(text: str) -> str:
    """One line of rich text: everything escaped; links and emphasis as Markdown writes them become marks.

    >>> inline("R&D <b> [here](https://example.org/?a=1&b=2)")
    'R&amp;D &lt;b&gt; <a href="https://example.org/?a=1&amp;b=2">here</a>'
    """
    escaped = STRONG.sub(r"<b>\g<text></b>", html.escape(text, quote=False))
    return LINK.sub(r'<a href="\g<href>">\g<text></a>', EMPHASIS.sub(r"<i>\g<text></i>", escaped))


def paragraphs(*texts: str) -> str:
    """Rich text with a paragraph for each text."""
    return "".join(f"<p>{inline(text)}</p>" for text in texts if text.strip())


def plain(rich_text: str) -> str:
    """The words of rich text; a blank line parts its paragraphs."""
    text = html.unescape(TAG.sub("", BREAKS.sub("\n\n", rich_text)))
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n") if part.strip())
