"""Inline text of the reader's copy as safe HTML.

A span is `{"text": "…"}` with optional `bold`, `italic`, `superscript`, `subscript`, `href`, or `{"footnote": n}`. All
text is escaped here and nowhere else; what these functions return is marked safe and may be printed as it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

Span = dict[str, Any]
Paragraph = Sequence[Span]
Rich = Sequence[Paragraph]

SCHEMES = frozenset({"http", "https", "mailto"})
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
NOT_IN_AN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\x9f\\<>\"]")
MARKS = (("superscript", "sup"), ("subscript", "sub"), ("italic", "em"), ("bold", "strong"))


def safe_href(href: str) -> str:
    """The address when a reader may be sent there, otherwise "".

    Allowed are http, https, mailto and addresses on this site. Browsers drop tabs and line breaks inside an address and
    read a backslash as a slash, so an address with any of these is refused and not repaired; so is one that leaves the
    scheme open (`//host`), which is a link to elsewhere in the dress of one to here.
    """
    href = href.strip()
    if not href or NOT_IN_AN_ADDRESS.search(href) or href.startswith("//"):
        return ""
    scheme = SCHEME.match(href)
    if scheme and scheme.group(1).lower() not in SCHEMES:
        return ""
    return href


class Footnotes:
    """Counts the references to footnotes on their way through a text, so that each has an id to come back to."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.references: Counter[int] = Counter()

    def refer(self, number: int) -> SafeString:
        """The mark in the text. A number without a footnote is left out: a link to nowhere would be worse."""
        if not 1 <= number <= self.total:
            return SafeString("")
        self.references[number] += 1
        anchor = reference_anchor(number, self.references[number])
        label = escape(_("Footnote %(number)s") % {"number": number})
        return mark_safe(
            f'<sup class="reference"><a id="{anchor}" href="#footnote-{number}" aria-label="{label}">{number}</a></sup>'
        )

    def back_links(self, number: int) -> list[str]:
        """Ids of all places in the text that refer to this footnote."""
        return [reference_anchor(number, count) for count in range(1, self.references[number] + 1)]


def reference_anchor(number: int, count: int) -> str:
    """The id of the `count`th reference to footnote `number`."""
    return f"footnote-{number}-reference" if count == 1 else f"footnote-{number}-reference-{count}"


def render_spans(spans: Iterable[Span], footnotes: Footnotes | None = None, *, links: bool = True) -> SafeString:
    """One paragraph's spans as HTML, without the paragraph itself. Without `footnotes` their marks are left out."""
    return mark_safe("".join(_render_span(span, footnotes, links) for span in spans))


def render_rich(rich: Rich, footnotes: Footnotes | None = None) -> SafeString:
    """Paragraphs as `<p>` elements. Empty ones are left out."""
    paragraphs = (render_spans(spans, footnotes) for spans in rich)
    return mark_safe("".join(f"<p>{html}</p>" for html in paragraphs if html))


def _render_span(span: Span, footnotes: Footnotes | None, links: bool) -> str:
    if "footnote" in span:
        return footnotes.refer(span["footnote"]) if footnotes else ""
    html = escape(span.get("text", "")).replace("\n", "<br>")
    if not html:
        return ""
    for name, element in MARKS:
        if span.get(name):
            html = f"<{element}>{html}</{element}>"
    href = safe_href(span.get("href") or "") if links else ""
    return f'<a href="{escape(href)}">{html}</a>' if href else html
