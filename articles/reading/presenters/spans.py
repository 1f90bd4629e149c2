"""Rich text of the reader's copy as safe HTML.

Text is escaped here and nowhere else. What these functions return is marked safe.
"""

import re
from collections import Counter
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.record.reader_copy import RichText, Span

SCHEMES = frozenset({"http", "https", "mailto"})
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
UNSAFE_IN_URL = re.compile(r"[\x00-\x20\x7f-\x9f\\<>\"]")
ELEMENTS = (("superscript", "sup"), ("subscript", "sub"), ("italic", "em"), ("bold", "strong"))


def safe_href(href: str) -> str:
    """Return the URL if a link may lead to it, otherwise an empty string.

    Allowed are http, https, mailto and URLs of this site. Browsers drop tabs and line breaks inside a URL and read a
    backslash as a slash, so a URL with any of these is rejected and not repaired. So is one that leaves
    out the scheme (`//host`), which leads to another site.
    """
    href = href.strip()
    if not href or UNSAFE_IN_URL.search(href) or href.startswith("//"):
        return ""
    scheme = SCHEME.match(href)
    if scheme and scheme.group(1).lower() not in SCHEMES:
        return ""
    return href


class FootnoteReferences:
    """Counts the references to each footnote while a text is rendered, so that each reference has a unique id.

    total: the number of footnotes.
    """

    def __init__(self, total: int) -> None:
        self.total = total
        self.counts: Counter[int] = Counter()

    def render(self, number: int) -> SafeString:
        """Return the mark in the text; empty for a number without a footnote, to which no link could lead."""
        if not 1 <= number <= self.total:
            return SafeString("")
        self.counts[number] += 1
        anchor = reference_anchor(number, self.counts[number])
        label = escape(_("Footnote %(number)s") % {"number": number})
        return mark_safe(
            f'<sup class="reference"><a id="{anchor}" href="#footnote-{number}" aria-label="{label}">{number}</a></sup>'
        )

    def anchors(self, number: int) -> tuple[str, ...]:
        """Return the ids of all references to this footnote."""
        return tuple(reference_anchor(number, count) for count in range(1, self.counts[number] + 1))


def reference_anchor(number: int, count: int) -> str:
    """Return the id of the `count`th reference to footnote `number`."""
    return f"footnote-{number}-reference" if count == 1 else f"footnote-{number}-reference-{count}"


def render_spans(
    spans: Iterable[Span], references: FootnoteReferences | None = None, *, links: bool = True
) -> SafeString:
    """Return the spans of one paragraph as HTML, without `<p>`; footnote marks only where `references` counts them."""
    return mark_safe("".join(render_span(span, references, links) for span in spans))


def render_rich_text(paragraphs: RichText, references: FootnoteReferences | None = None) -> SafeString:
    """Return paragraphs as `<p>` elements. Empty ones are left out."""
    rendered = (render_spans(spans, references) for spans in paragraphs)
    return mark_safe("".join(f"<p>{html}</p>" for html in rendered if html))


def render_span(span: Span, references: FootnoteReferences | None, links: bool) -> str:
    if "footnote" in span:
        return references.render(span["footnote"]) if references else ""
    html: str = escape(span.get("text", "")).replace("\n", "<br>")
    if not html:
        return ""
    for style, element in ELEMENTS:
        if span.get(style):
            html = f"<{element}>{html}</{element}>"
    href = safe_href(span.get("href") or "") if links else ""
    return f'<a href="{escape(href)}">{html}</a>' if href else html
