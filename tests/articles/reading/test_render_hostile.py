"""A page prints any text of a copy as text and never runs it."""

from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string

from articles.reading.presenters.article import build
from articles.reading.presenters.spans import safe_href
from tests.articles.reading.sample import SampleImages, image, sample_card, sample_copy, sample_note, uid

SCRIPT = '<script>alert("1")</script>\'"><img src=x onerror=alert(1)>'


def poisoned(value):
    """Return the same structure with the script appended to every text that a person may have written."""
    if isinstance(value, dict):
        return {key: entry if key in KEPT else poisoned(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [poisoned(entry) for entry in value]
    return f"{value}{SCRIPT}" if isinstance(value, str) else value


# Keys whose values the record itself writes.
KEPT = {"type", "id", "uid", "digest", "kind", "first_published", "level"}


class Elements(HTMLParser):
    """Parses a page like a browser and collects what could run."""

    def __init__(self):
        super().__init__()
        self.scripts: list[str] = []
        self.handlers: list[str] = []
        self.foreign_sources: list[str] = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "script":
            self.scripts.append((values.get("src") or "inline").partition("static/")[2] or "inline")
        self.handlers += [f"{tag} {name}" for name in values if name.startswith("on")]
        if tag == "img" and not (values.get("src") or "").startswith("/media/"):
            self.foreign_sources.append(values.get("src", ""))


def page(copy: dict, **arguments) -> str:
    article = build(copy, images=SampleImages(), **arguments)
    return render_to_string("reading/article.html", {"article": article, "site_frame": {"site_name": "Site"}})


def test_a_script_in_any_text_of_the_copy_is_printed_as_text():
    card = sample_card(title=SCRIPT, standfirst=SCRIPT)
    note = sample_note(paragraphs=[SCRIPT], label=SCRIPT, date_text=SCRIPT)
    html = page(poisoned(sample_copy()), related={uid(501): card}, notes=[note])
    reader = Elements()
    reader.feed(html)
    assert set(reader.scripts) == {"js/theme-early.js", "js/theme.js", "js/share.js"}
    assert not reader.handlers
    assert not reader.foreign_sources
    assert "&lt;script&gt;" in html


def test_quotes_in_an_alternative_text_are_escaped():
    body = [{"type": "image", "id": uid(1), "image": image(1, 'a" onload="alert(1)'), "width": "column"}]
    html = page(sample_copy(body=body))
    assert 'alt="a&quot; onload=&quot;alert(1)"' in html


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        'https://a.example/"onclick=alert(1)',
        "",
    ],
)
def test_a_url_that_may_run_or_mislead_is_not_a_link(href):
    assert safe_href(href) == ""
    body = [{"type": "paragraph", "id": uid(1), "text": [[{"text": "the words stay", "href": href}]]}]
    assert "<p>the words stay</p>" in page(sample_copy(body=body))


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org/a?b=1&c=2#d",
        "http://example.org/",
        "mailto:someone@example.org",
        "/countries/belarus/",
        "#a-loan",
        "?page=2",
        "a/relative/one",
        "https://example.org/Київ",
    ],
)
def test_a_safe_url_is_a_link(href):
    assert safe_href(href) == href


def test_link_cards_and_sources_are_checked_in_the_same_way():
    body = [
        {
            "type": "link_card",
            "id": uid(1),
            "href": "javascript:alert(1)",
            "title": "A card",
            "description": "",
            "caption": "",
            "kind": "video",
            "host": "",
        },
        {"type": "quote", "id": uid(2), "text": [[{"text": "q"}]], "attribution": "", "source": "javascript:alert(2)"},
        {
            "type": "chart",
            "id": uid(3),
            "image": image(1),
            "title": "",
            "source": "s",
            "source_url": "javascript:alert(3)",
        },
    ]
    assert "javascript:" not in page(sample_copy(body=body))


def test_a_word_of_ten_thousand_letters_is_shown_in_full():
    word = "x" * 10_000
    body = [{"type": "paragraph", "id": uid(1), "text": [[{"text": word}]]}]
    assert word in page(sample_copy(body=body, title=word, standfirst=word))


def test_an_article_with_only_a_title_can_be_shown():
    bare = sample_copy(
        standfirst="", lead=None, body=[], footnotes=[], authors=[], entities=[], disclaimers=[], disclosures=[]
    )
    html = page(bare)
    assert bare["title"] in html
    assert "inside-title" not in html
    assert "footnotes-title" not in html


def test_an_article_without_any_picture_file_can_be_shown():
    class NoImages:
        def get(self, image, spec):
            return None

        def srcset(self, image, use):
            return None

    article = build(sample_copy(), images=NoImages())
    html = render_to_string("reading/article.html", {"article": article, "site_frame": {}})
    assert "<img" not in html
    assert html.count('class="missing"') == 4


def test_an_unknown_role_kind_or_disclosure_is_shown_as_the_most_general_one():
    copy = sample_copy()
    copy["authors"][0]["role"] = "wizard"
    copy["disclosures"][0]["kind"] = "feud"
    copy["disclaimers"][0]["kind"] = "oath"
    html = page(copy)
    assert "Ilze Kārkliņa" in html
    assert "Worked for Fjordline Stål until 2017." in html
