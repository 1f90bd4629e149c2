"""Keys and slugs of names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.names import KEY_LENGTH, ascii_slug, first_free_slug, name_key


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("CÔTE D’IVOIRE", "cote d'ivoire"),
        ("Türkiye", "TÜRKİYE"),
        ("Türkiye", "turkiye"),
        ("Ærø", "aero"),
        ("Sana’a", "Sanaʼa"),
        ("Guinea‑Bissau", "Guinea-Bissau"),
        ("  Saudi   Arabia ", "saudi\u00a0arabia"),
        ("Беларусь", "БЕЛАРУСЬ"),
        ("so\u00adft", "soft"),
    ],
)
def test_two_spellings_of_a_name_have_one_key(typed, other):
    assert name_key(typed) == name_key(other)


def test_different_names_have_different_keys():
    assert len({name_key(name) for name in ("Niger", "Nigeria", "Guinea", "Guinea-Bissau", "Скиф", "Skif")}) == 6


@given(st.text())
def test_a_key_is_the_same_for_composed_and_decomposed_text_and_never_too_long(text):
    assert name_key(unicodedata.normalize("NFC", text)) == name_key(unicodedata.normalize("NFD", text))
    assert len(name_key(text)) <= KEY_LENGTH


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Côte d’Ivoire", "cote-divoire"),
        ("Скиф-2", "skif-2"),
        ("Беларусь", "belarus"),
        ("AT&T", "at-t"),
        ("???", "firm"),
        ("", "firm"),
        ("日本", "riben"),
    ],
)
def test_a_slug_is_ascii_and_never_empty(name, slug):
    assert ascii_slug(name, "firm") == slug


@given(st.text())
def test_any_text_has_a_valid_slug(text):
    slug = ascii_slug(text, "firm")
    assert slug.isascii()
    assert 0 < len(slug) <= 80


@pytest.mark.parametrize(
    ("candidates", "used", "slug"),
    [
        (["skif"], set(), "skif"),
        (["skif", "skif-missile"], {"skif"}, "skif-missile"),
        (["skif", "skif-missile"], {"skif", "skif-missile"}, "skif-2"),
        (["skif", "skif"], {"skif", "skif-2", "skif-3"}, "skif-4"),
        (["skif"], {"skif", "skif-3"}, "skif-2"),
    ],
)
def test_the_first_free_slug_is_a_candidate_or_the_first_one_with_a_number(candidates, used, slug):
    assert first_free_slug(candidates, used) == slug
