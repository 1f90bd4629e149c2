"""An article page is built from the copy alone, and shows all of it."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils.html import escape

from articles.models.languages import direction
from articles.reading.presenters.article import build, related_ids
from articles.reading.presenters.article_values import ArticleValues
from articles.reading.templatetags.reading import json_ld
from tests.articles.reading.sample import SampleImages, image, sample_card, sample_copy, sample_note, uid


def view(copy: dict | None = None, **arguments) -> ArticleValues:
    return build(copy or sample_copy(), images=arguments.pop("images", SampleImages()), **arguments)


def page(copy: dict | None = None, **arguments) -> str:
    return render_to_string(
        "reading/article.html", {"article": view(copy, **arguments), "site_frame": {"site_name": "Site"}}
    )


def soup(copy: dict | None = None, **arguments) -> BeautifulSoup:
    return BeautifulSoup(page(copy, **arguments), "html.parser")


def test_the_head_shows_authors_dates_and_reading_time():
    html = page(updated_on=date(2026, 5, 12))
    assert "The second height of Kestrel ramp is a defence policy</h1>" in html
    assert re.search(r'By <a href="/authors/ilze-karklina/">Ilze Kārkliņa</a>\s+and\s+<a [^>]*>Tomáš Weil</a>', html)
    assert 'Translated by <a href="/authors/wen-li/">Wen Li</a>' in html
    assert '<time datetime="2026-03-03">3 March 2026</time>' in html
    assert "12 May 2026" in html
    assert re.search(r"\d+ minutes?</span>", html)


def test_a_change_on_the_day_of_publication_is_not_an_update():
    assert view(updated_on=date(2026, 3, 3)).updated_on is None


def test_a_preview_without_a_date_can_be_shown():
    built = view(sample_copy(first_published=""), preview=True)
    assert built.published_on is None
    assert not soup(sample_copy(first_published=""), preview=True).select(".byline time")


def test_spans_become_elements_and_links():
    html = page()
    assert "<em>maintenance</em>" in html
    assert "<strong>tonnes</strong>" in html
    assert "<sup>2</sup>" in html
    assert "<sub>2</sub>" in html
    assert '<a href="/firms/fjordline-stal/">Fjordline Stål</a>' in html
    assert "<br>A line may break" in html


def test_every_reference_to_a_footnote_links_to_it_and_back():
    html = page()
    for anchor in ("footnote-1-reference", "footnote-1-reference-2", "footnote-2-reference"):
        assert html.count(f'id="{anchor}"') == 1
        assert html.count(f'href="#{anchor}"') == 1
    assert html.count('id="footnote-1"') == 1
    assert html.count('href="#footnote-1"') == 2


def test_a_footnote_is_in_the_margin_of_the_block_that_first_refers_to_it():
    built = view()
    notes = {block.id: [note.number for note in block.margin_notes] for block in built.blocks if block.margin_notes}
    assert notes == {uid(101): [1], uid(104): [2]}


def test_a_margin_note_has_no_links_because_the_list_at_the_end_has_them():
    html = page()
    margins = re.findall(r'<div class="margin-note".*?</div>', html)
    assert len(margins) == 2
    assert all("<a " not in margin and "aria-hidden" in margin for margin in margins)


def test_a_reference_to_a_missing_footnote_is_left_out():
    copy = sample_copy(footnotes=[])
    assert "#footnote-" not in page(copy)


def test_entities_are_grouped_by_kind():
    groups = [(group.kind, [name["path"] for name in group.names]) for group in view().entities_by_kind]
    assert groups == [
        ("country", ["/countries/denmark/", "/countries/norway/"]),
        ("programme", ["/programmes/sound-crossings-fund/"]),
        ("firm", ["/firms/fjordline-stal/"]),
    ]


def test_a_correction_is_above_the_text_with_a_pointer_below():
    notes = [sample_note(2), sample_note(1, "clarification", "Clarification", paragraphs=["It could be misread."])]
    html = page(notes=notes)
    assert html.index('id="note-2"') < html.index("When the ferry at Kestrel") < html.index('id="note-1"')
    assert html.count('id="note-2"') == 1
    assert 'href="#note-2"' in html
    assert "It could be misread." in html


@pytest.mark.parametrize("kind", ["correction", "editors_note", "concern", "retraction", "removal"])
def test_severe_notes_are_above_the_text(kind):
    assert [note["kind"] for note in view(notes=[sample_note(kind=kind)]).notes_top] == [kind]


@pytest.mark.parametrize("kind", ["update", "clarification", "disclosure"])
def test_other_notes_are_below_the_text(kind):
    built = view(notes=[sample_note(kind=kind)])
    assert not built.notes_top
    assert [entry["style"] for entry in built.notes_foot] == ["foot"]


def test_disclosures_are_with_their_author_even_that_of_no_interest():
    people = soup().select(".person")
    disclosures = [[text.get_text() for text in person.select(".disclosure")] for person in people]
    assert [len(texts) for texts in disclosures] == [1, 1, 0]
    assert "Worked for Fjordline Stål until 2017." in disclosures[0][0]
    assert "declared no interest" in disclosures[1][0]


def test_a_disclosure_without_an_author_in_the_byline_is_shown_separately():
    copy = sample_copy(disclosures=[{"author": "", "kind": "funding", "text": "Paid for by a reader."}])
    built = view(copy)
    assert [disclosure.text for disclosure in built.disclosures] == ["Paid for by a reader."]
    assert "Paid for by a reader." in page(copy)


def test_disclaimers_are_below_the_article_with_the_reason_for_a_missing_standing_one():
    html = page(sample_copy(standing_replaced="This piece was commissioned elsewhere."))
    assert "The authors of this journal write for themselves" in html
    assert "Work on this article was paid for by the general fund." in html
    assert "This piece was commissioned elsewhere." in html


def test_related_articles_are_shown_only_while_readers_can_reach_them():
    shown = page(related={uid(501): sample_card()})
    assert "Before this" in shown
    assert 'href="/tideline/loan/"' in shown
    assert "Before this" not in page()
    assert related_ids(sample_copy()) == [uid(501)]


def test_a_pull_quote_hangs_in_the_rail_only_below_the_entity_names():
    def hung(copy: dict) -> bool:
        return next(block.values["hung"] for block in view(copy).blocks if block.type == "pull_quote")

    many = [{"id": uid(n), "kind": "firm", "slug": f"firm-{n}", "name": f"Firm {n}"} for n in range(1, 60)]
    assert hung(sample_copy())
    assert not hung(sample_copy(entities=many))


def test_a_missing_picture_is_replaced_by_its_alternative_text():
    picture = image(1, "A ramp, half raised")
    body = [{"type": "image", "id": uid(1), "image": picture, "width": "column"}]
    html = page(sample_copy(body=body, lead=None), images=SampleImages(missing=(picture["digest"],)))
    (missing,) = BeautifulSoup(html, "html.parser").select(".figure .missing")
    assert "A ramp, half raised" in missing.get_text()


def test_a_missing_portrait_is_left_out():
    portrait = sample_copy()["authors"][0]["portrait"]
    built = view(images=SampleImages(missing=(portrait["digest"],)))
    assert built.authors[0].portrait is None


def test_pictures_have_width_and_height_so_that_the_layout_does_not_move():
    images = re.findall(r"<img [^>]*>", page(related={uid(501): sample_card()}))
    assert len(images) >= 5
    assert all(re.search(r'width="\d+" height="\d+" alt="', tag) for tag in images)


METADATA = {
    "title": "t",
    "canonical": "https://first.example/a/",
    "url": "https://journal.example/a/?b=1&c=2",
    "authors": [],
}


def test_sharing_by_mail_needs_no_script_and_works_with_odd_titles():
    article = view(sample_copy(title="Fish & chips? 100% <sure>\nBcc: x"))
    html = render_to_string("reading/article.html", {"article": article, "site_frame": {}, "meta": METADATA})
    link = re.search(r'href="(mailto:[^"]*)"', html).group(1)
    assert link.startswith("mailto:?subject=Fish%20%26%20chips%3F%20100%25%20%3Csure%3E%0ABcc%3A%20x&amp;body=")
    assert link.endswith("https%3A%2F%2Fjournal.example%2Fa%2F%3Fb%3D1%26c%3D2")


def test_a_preview_has_no_url_to_share():
    assert "mailto:" not in page(preview=True)
    assert '<meta name="robots" content="noindex">' in page(preview=True)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "ltr"), ("he", "rtl"), ("AR", "rtl"), ("ckb-IQ", "rtl"), ("uk", "ltr"), ("xx", "ltr")],
)
def test_the_direction_follows_the_language(language, expected):
    assert direction(language) == expected


def test_the_text_has_its_language_and_direction():
    html = page(sample_copy(language="he"))
    assert '<div class="text" lang="he" dir="rtl">' in html


def test_structured_data_cannot_end_its_script():
    html = json_ld({"headline": "</script><script>alert(1)</script> & <!--"})
    assert html.startswith('<script type="application/ld+json">')
    assert html.count("<") == 2
    assert r"\u003C/script\u003E" in html
    assert json_ld(None) == ""


def test_the_sign_up_form_in_the_text_sends_its_block_and_path():
    html = page()
    assert f'name="block" value="{uid(117)}"' in html
    assert f'name="source" value="{escape("/the-long-frontier/a-ramp/")}"' in html


def test_ids_on_the_page_are_unique():
    notes = [sample_note(2), sample_note(1, "update", "Update")]
    ids = re.findall(r'\sid="([^"]+)"', page(notes=notes, related={uid(501): sample_card()}))
    assert len(ids) == len(set(ids))
