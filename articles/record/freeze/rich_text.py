"""Rich text and footnotes, frozen: structure without markup (`articles.record.reader_copy.RichText`)."""

from collections.abc import Callable
from typing import cast

from bs4 import BeautifulSoup, NavigableString, Tag

from articles.models import ArticlePage

from ..reader_copy import Paragraph, RichText, Span
from .links import LinkResolver

MARKS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "sup": "superscript", "sub": "subscript"}
PARAGRAPHS = {"p", "li", "h2", "h3", "h4", "blockquote", "div"}


class FootnoteNumbers:
    """Numbers the footnotes of an article in the order of their first reference.

    A reference to a footnote that does not exist has no number; a footnote without a reference is left out.
    """

    def __init__(self, article: ArticlePage) -> None:
        self.texts = {str(footnote.uuid): footnote.text for footnote in article.footnotes.all()}
        self.order: list[str] = []

    def number(self, uuid: str) -> int | None:
        if uuid not in self.texts:
            return None
        if uuid not in self.order:
            self.order.append(uuid)
        return self.order.index(uuid) + 1

    def referenced(self) -> list[tuple[str, str]]:
        """Return (uuid, text as HTML) in order."""
        return [(uuid, self.texts[uuid]) for uuid in self.order]


class RichTextFreezer:
    """Converts the editor's HTML to RichText.

    footnote_number: from a footnote's uuid to its number, or None when no such footnote exists.
    """

    def __init__(self, links: LinkResolver, footnote_number: Callable[[str], int | None] = lambda uuid: None) -> None:
        self.links = links
        self.footnote_number = footnote_number

    def rich_text(self, html: str) -> RichText:
        """Return all paragraphs that are not empty."""
        soup = BeautifulSoup(html or "", "html.parser")
        tags = [tag for tag in soup.find_all(PARAGRAPHS) if not tag.find(PARAGRAPHS)]
        paragraphs = [self.paragraph(tag) for tag in tags] if tags else [self.paragraph(soup)]
        return [spans for spans in paragraphs if any(span.get("text", " ").strip() for span in spans)]

    def single_paragraph(self, html: str) -> Paragraph:
        """Return one paragraph; several are joined by line breaks."""
        spans: list[Span] = []
        for number, paragraph in enumerate(self.rich_text(html)):
            if number:
                spans.append({"text": "\n"})
            spans += paragraph
        return merge_spans(spans)

    def paragraph(self, tag: Tag) -> Paragraph:
        return strip_spans(merge_spans(self.spans(tag, {})))

    def spans(self, tag: Tag, style: Span) -> list[Span]:
        """Return the spans of an element; `style` holds the keys of the elements around it."""
        spans: list[Span] = []
        for child in tag.children:
            if isinstance(child, NavigableString):
                if type(child) is NavigableString and str(child):
                    spans.append({**style, "text": str(child).replace("\r", "")})
            elif not isinstance(child, Tag):
                continue
            elif child.name == "br":
                spans.append({**style, "text": "\n"})
            elif child.name == "footnote":
                number = self.footnote_number(str(child.get("id", "")))
                if number:
                    spans.append({"footnote": number})
            elif child.name not in ("script", "style"):
                spans += self.spans(child, {**style, **self.style(child)})
        return spans

    def style(self, tag: Tag) -> Span:
        """Return the keys that an element adds to the spans in it."""
        if tag.name == "a":
            if tag.get("linktype") == "page" and str(tag.get("id", "")).isdigit():
                return cast(Span, self.links.page_link(int(str(tag["id"]))))
            return cast(Span, self.links.external_link(str(tag.get("href", ""))))
        return cast(Span, {MARKS[tag.name]: True} if tag.name in MARKS else {})


def merge_spans(spans: list[Span]) -> list[Span]:
    """Join neighbouring spans of the same style."""
    result: list[Span] = []
    for span in spans:
        if result and "text" in span and "text" in result[-1] and style_of(span) == style_of(result[-1]):
            result[-1] = {**result[-1], "text": result[-1]["text"] + span["text"]}
        else:
            result.append(span)
    return result


def style_of(span: Span) -> dict[str, object]:
    return {key: value for key, value in span.items() if key != "text"}


def strip_spans(spans: list[Span]) -> list[Span]:
    """Remove white space at both ends."""
    spans = [cast(Span, dict(span)) for span in spans]
    while spans and "text" in spans[0]:
        spans[0]["text"] = spans[0]["text"].lstrip()
        if spans[0]["text"]:
            break
        spans.pop(0)
    while spans and "text" in spans[-1]:
        spans[-1]["text"] = spans[-1]["text"].rstrip()
        if spans[-1]["text"]:
            break
        spans.pop()
    return spans
