"""The words that search indexes."""

import pytest

from articles.record.plain_text import search_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Côte d’Ivoire", "cote d ivoire"),
        ("  S-400\u00a0s ", "s 400 s"),
        ("Łódź STRASSE straße", "lodz strasse strasse"),
        ("Пинск", "пинск"),
        ("a_b\x00c", "a b c"),
        ('AND "quoted*" (NEAR)', "and quoted near"),
        ("…", ""),
    ],
)
def test_case_accents_and_everything_but_letters_and_digits_are_removed(text: str, words: str) -> None:
    assert search_words(text) == words


def test_a_long_text_is_not_truncated() -> None:
    assert len(search_words("word " * 1000).split()) == 1000
