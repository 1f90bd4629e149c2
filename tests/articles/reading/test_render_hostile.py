"""Whatever stands in a copy, the page prints words and never runs them."""

from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string

from articles.reading.presenters.article import build
from articles.reading.presenters.spans import safe_href
from tests.articles.reading.sample import SampleImages, image, sample_card, sample_copy, sample_note, uid

SCRIPT = '<script>alert("1")</script>\'"><img src=x onerror=alert(1)>'


def poisoned(value):
    """The same structure with the script behind every text that a person may have written."""
    if isinstance(value, dict):
        return {key: entry if key in KEPT else poisoned(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [poisoned(entry) for entry in value]
    return f"{value}{SCRIPT}" if isinstance(value, str) else value


# What the record itself writes, checked by it before: types, ids, digests and dates.
KEPT = {"type", "id", "uid", "digest", "kind", "first_published", "level"}


class Elements(HTMLParser):
    """Reads a page as a browser would, and keeps what could run."""

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
    return render_to_string("reading/article.html", {"article": article, "chrome": {"site_name": "Site"}})


def test_a_script_in_any_text_of_the_copy_is_printed_as_words():
    card = sample_card(title=SCRIPT, standfirst=SCRIPT)
    note = sample_note(paragraphs=[SCRIPT], label=SCRIPT, date_text=SCRIPT)
    html = page(poisoned(sample_copy()), related={uid(501): card}, notes=[note])
    reader = Elements()
    reader.feed(html)
    assert set(reader.scripts) == {"js/theme-early.js", "js/theme.js", "js/share.js"}
    assert not reader.handlers
    assert not reader.foreign_sources
    assert "&lt;script&gt;" in html


def test_quotes_in_an_alternative_text_stay_inside_it():
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
def test_an_address_that_may_run_or_mislead_is_no_link(href):
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
def test_an_address_that_readers_may_follow_is_a_link(href):
    assert safe_href(href) == href


def test_link_cards_and_sources_pass_the_same_door():
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


def test_a_word_of_ten_thousand_letters_answers_whole():
    word = "x" * 10_000
    body = [{"type": "paragraph", "id": uid(1), "text": [[{"text": word}]]}]
    assert word in page(sample_copy(body=body, title=word, standfirst=word))


def test_an_article_of_nothing_but_a_title_answers():
    bare = sample_copy(
        standfirst="", lead=None, body=[], footnotes=[], authors=[], entities=[], disclaimers=[], disclosures=[]
    )
    html = page(bare)
    assert bare["title"] in html
    assert "In this article" not in html
    assert "Footnotes" not in html


def test_an_article_with_a_missing_file_for_every_picture_answers():
    class Nothing:
        def get(self, image, spec):
            return None

        def srcset(self, image, use):
            return None

    article = build(sample_copy(), images=Nothing())
    html = render_to_string("reading/article.html", {"article": article, "chrome": {}})
    assert "<img" not in html
    assert html.count("This picture cannot be shown at the moment.") == 4


def test_an_unknown_role_kind_or_disclosure_is_shown_as_the_plainest_one():
    copy = sample_copy()
    copy["authors"][0]["role"] = "wizard"
    copy["disclosures"][0]["kind"] = "feud"
    copy["disclaimers"][0]["kind"] = "oath"
    html = page(copy)
    assert "Ilze Kārkliņa" in html
    assert "Worked for Fjordline Stål until 2017." in html
