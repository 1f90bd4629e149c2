"""Rich text, frozen: structure without markup.

RICH is a list of paragraphs; a paragraph is a list of spans:
{"text": "…"} with, where they hold, "bold", "italic", "superscript", "subscript" (true),
"href" (address) and "link_id" (permanent id of a linked article); or {"footnote": number}.
A line break inside a paragraph is a "\\n" in the text.
"""

from collections.abc import Callable

from bs4 import BeautifulSoup, NavigableString, Tag

from .links import LinkResolver

MARKS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "sup": "superscript", "sub": "subscript"}
PARAGRAPHS = {"p", "li", "h2", "h3", "h4", "blockquote", "div"}


class RichTextFreezer:
    """Turns the editor's HTML into RICH.

    footnote_number: from a footnote's uuid to its number, or None when no such footnote exists.
    """

    def __init__(self, links: LinkResolver, footnote_number: Callable[[str], int | None] = lambda uuid: None):
        self.links = links
        self.footnote_number = footnote_number

    def rich(self, html: str) -> list[list[dict]]:
        """All paragraphs; empty ones are left out."""
        soup = BeautifulSoup(html or "", "html.parser")
        paragraphs = [tag for tag in soup.find_all(PARAGRAPHS) if not tag.find(PARAGRAPHS)]
        found = [self.paragraph(tag) for tag in paragraphs] if paragraphs else [self.paragraph(soup)]
        return [spans for spans in found if any(span.get("text", " ").strip() for span in spans)]

    def inline(self, html: str) -> list[dict]:
        """One paragraph: several are joined by line breaks."""
        spans: list[dict] = []
        for number, paragraph in enumerate(self.rich(html)):
            if number:
                spans.append({"text": "\n"})
            spans += paragraph
        return merged(spans)

    def paragraph(self, tag: Tag) -> list[dict]:
        return trimmed(merged(self.spans(tag, {})))

    def spans(self, tag: Tag, style: dict) -> list[dict]:
        spans: list[dict] = []
        for child in tag.children:
            if isinstance(child, NavigableString):
                if type(child) is NavigableString and str(child):
                    spans.append({"text": str(child).replace("\r", ""), **style})
            elif not isinstance(child, Tag):
                continue
            elif child.name == "br":
                spans.append({"text": "\n", **style})
            elif child.name == "footnote":
                number = self.footnote_number(str(child.get("id", "")))
                if number:
                    spans.append({"footnote": number})
            elif child.name not in ("script", "style"):
                spans += self.spans(child, style | self.style(child))
        return spans

    def style(self, tag: Tag) -> dict:
        if tag.name == "a":
            if tag.get("linktype") == "page" and str(tag.get("id", "")).isdigit():
                return self.links.page(int(str(tag["id"])))
            return self.links.outside(str(tag.get("href", "")))
        return {MARKS[tag.name]: True} if tag.name in MARKS else {}


def merged(spans: list[dict]) -> list[dict]:
    """Neighbouring spans of the same style as one."""
    result: list[dict] = []
    for span in spans:
        if result and "text" in span and "text" in result[-1] and style_of(span) == style_of(result[-1]):
            result[-1] = result[-1] | {"text": result[-1]["text"] + span["text"]}
        else:
            result.append(span)
    return result


def style_of(span: dict) -> dict:
    return {key: value for key, value in span.items() if key != "text"}


def trimmed(spans: list[dict]) -> list[dict]:
    """Without white space at either end."""
    spans = [dict(span) for span in spans]
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
