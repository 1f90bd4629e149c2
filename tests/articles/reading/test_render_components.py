"""The components of pages show their values in every state."""

import re
from datetime import date

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string

from tests.articles.reading.sample import sample_card, sample_note


def component(name: str, **context) -> str:
    return render_to_string(f"components/{name}.html", context)


def words(html: str) -> str:
    """Return the text of a component with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


@pytest.mark.parametrize("style", ["plain", "picture", "dated"])
def test_an_item_shows_title_authors_date_and_change(style):
    item = sample_card(mark={"kind": "correction", "label": "Corrected", "date": date(2026, 5, 12)})
    text = words(component("item", item=item, style=style))
    for part in ("Who reads a loan agreement?", "Tomáš Weil", "21 May 2025", "Corrected 12 May 2026"):
        assert part in text


@pytest.mark.parametrize("style", ["plain", "picture", "dated"])
def test_an_item_without_authors_standfirst_or_picture_can_be_shown(style):
    html = component("item", item=sample_card(authors=[], standfirst="", minutes=0), style=style)
    assert "Who reads a loan agreement?" in html
    assert "<img" not in html


def test_the_picture_of_an_item_is_not_focusable():
    picture = {"src": "/media/a.webp", "srcset": "", "width": 720, "height": 480, "alt": "A quay"}
    html = component("item", item=sample_card(image=picture), style="dated")
    assert re.search(r'<a class="picture"[^>]*tabindex="-1" aria-hidden="true"', html)


def test_the_heading_of_an_item_has_a_level_that_can_be_chosen():
    assert "<h3 " in component("item", item=sample_card(), style="plain")
    assert "<h2 " in component("item", item=sample_card(), style="plain", level=2)


def test_three_names_are_joined_by_a_comma_and_a_word():
    authors = [{"name": name, "slug": name.lower()} for name in ("Ana", "Bo", "Cy")]
    assert words(component("names", authors=authors)) == "Ana, Bo and Cy"


@pytest.mark.parametrize("style", ["top", "foot", "log", "ledger"])
def test_a_note_shows_kind_date_and_text(style):
    text = words(component("note", note=sample_note(), style=style))
    assert "Correction" in text
    assert "12 May 2026" in text
    assert "The loan is secured by the province." in text


def test_a_note_without_a_recorded_date_shows_the_text_in_its_place():
    note = sample_note(at=None, date_text="date not recorded")
    for style in ("top", "foot", "log", "ledger"):
        assert "date not recorded" in component("note", note=note, style=style)


def test_a_pointer_to_a_note_does_not_repeat_its_anchor():
    html = component("note", note=sample_note(), style="pointer")
    assert 'href="#note-1"' in html
    assert 'id="note-1"' not in html


def test_a_page_of_a_list_shows_its_position_and_links_to_its_neighbours():
    html = component("pagination", page=Paginator(range(96), 20).page(2), unit="articles", query="q=sea&amp;")
    assert "21 to 40 of 96 articles" in words(html)
    assert re.search(r'rel="prev" href="[^"]*page=1"', html)
    assert re.search(r'rel="next" href="[^"]*page=3"', html)


def test_a_list_of_one_page_has_no_links_to_others():
    html = component("pagination", page=Paginator(range(3), 20).page(1), unit="articles", query="")
    assert "1 to 3 of 3 articles" in words(html)
    assert "<a " not in html


def test_facts_are_text_or_links():
    facts = [
        {"label": "Codes", "values": [{"text": "MD"}, {"text": "MDA"}]},
        {"label": "Also known as", "values": [{"text": "Moldavia"}, {"text": "Молдова", "path": "/x/"}]},
    ]
    html = component("facts", facts=facts)
    assert words(html) == "Codes MD, MDA Also known as Moldavia, Молдова"
    assert '<a href="/x/">Молдова</a>' in html


def test_an_invalid_field_has_its_error_above_it_and_in_its_description():
    class Form(forms.Form):
        email = forms.EmailField(label="E-mail address", help_text="We ask you to confirm.")

    html = component("field", field=Form({"email": "no-address"})["email"])
    assert html.index("Enter a valid email address.") < html.index("<input")
    described = re.search(r'aria-describedby="([^"]+)"', html).group(1).split()
    assert described
    assert all(f'id="{anchor}"' in html for anchor in described)
    assert 'aria-invalid="true"' in html


def test_the_sign_up_form_posts_without_script_or_cookie():
    html = component("sign_up", heading="On Thursdays", text="One letter.", form_id="a", source="/x/", block="b")
    assert 'method="post" action="/newsletter/"' in html
    assert "csrf" not in html
    assert {"email", "source", "block", "website"} == set(re.findall(r'name="([a-z]+)"', html))


def test_the_page_for_server_errors_needs_neither_styles_nor_scripts():
    html = render_to_string("500.html")
    assert '<p class="label">500</p>' in html
    assert "<link" not in html
    assert "<script" not in html


@pytest.mark.parametrize("name", ["404", "403"])
def test_an_error_page_links_to_other_pages(name):
    html = render_to_string(f"{name}.html", {"site_frame": {"site_name": "Site"}})
    assert f'<p class="label">{name}</p>' in html
    assert 'href="/entities/"' in html


def test_the_colour_switch_is_hidden_until_script_shows_it():
    html = render_to_string("404.html", {"site_frame": {"site_name": "Site"}})
    assert '<div class="colours js-only"' in html
    assert html.count("data-theme-choice=") == 3
