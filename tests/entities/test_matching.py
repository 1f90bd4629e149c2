"""Finding entities in a text."""

import pytest

from entities.matching import Vocabulary
from entities.models import Alias, Country, Firm, Programme

pytestmark = pytest.mark.django_db


def found(text: str, language: str = "en") -> list[tuple[str, list[str], bool]]:
    matches = Vocabulary.load(language).find_matches(text)
    assert all(text[match.start : match.end] == match.text for match in matches)
    return [(match.text, [str(entity) for entity in match.entities], match.ambiguous) for match in matches]


def unambiguous(text: str) -> list[str]:
    """The names of the entities that are matched without doubt, in the order of the text."""
    return [names[0] for _text, names, ambiguous in found(text) if not ambiguous]


def ambiguous_texts(text: str) -> list[str]:
    """The ambiguous names, as the text has them."""
    return [written for written, _names, ambiguous in found(text) if ambiguous]


def test_the_vocabulary_is_read_in_four_queries(django_assert_num_queries):
    with django_assert_num_queries(4):
        Vocabulary.load()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Kremlin-led bloc", ["Russia"]),
        ("In post-Russia Europe", ["Russia"]),
        ("Russia’s fleet and Belarus's army, the Russians' plan", ["Russia", "Belarus", "Russia"]),
        ("A Belarus-Chinese park", ["Belarus", "China"]),
        ("CÔTE D’IVOIRE, Cote d'Ivoire", ["Côte d’Ivoire", "Côte d’Ivoire"]),
        ("Türkiye, TÜRKİYE, Turkiye", ["Türkiye", "Türkiye", "Türkiye"]),
        ("Cote\u0301 Re\u0301union", ["Réunion"]),
        ("Беларусь и Россия", ["Belarus", "Russia"]),
        ("U.S.-led, the U.S.A. and the UK’s", ["United States", "United States", "United Kingdom"]),
        ("Saudi\nArabia and Saudi\u00a0Arabia", ["Saudi Arabia", "Saudi Arabia"]),
        ("Guinea-Bissau, Guinea Bissau", ["Guinea-Bissau", "Guinea-Bissau"]),
    ],
)
def test_whole_words_are_found_in_every_spelling_and_beside_hyphens_and_apostrophes(text, names):
    assert unambiguous(text) == names


def test_the_possessive_is_not_part_of_a_match():
    assert [match.text for match in Vocabulary.load().find_matches("Russia’s and Belarus's")] == ["Russia", "Belarus"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Papua New Guinea", "Papua New Guinea"),
        ("Equatorial Guinea", "Equatorial Guinea"),
        ("South Sudan’s", "South Sudan"),
        ("American Samoa", "American Samoa"),
        ("Northern Ireland", "United Kingdom"),
        ("Democratic Republic of the Congo", "Democratic Republic of the Congo"),
        ("Dominican Republic", "Dominican Republic"),
        ("New Zealand", "New Zealand"),
    ],
)
def test_the_longest_name_wins(text, name):
    assert found(text) == [(text.removesuffix("’s"), [name], False)]


@pytest.mark.parametrize(
    "text",
    [
        "Belaruskali and Ukrainska",
        "Tell us about it; polish the silver; a male turkey by the swedes",
        "Guinea pigs from New Jersey and New Mexico",
        "in the South China Sea and the Indian Ocean",
        "The Warsaw Pact, the Budapest Memorandum, the Paris Agreement and Minsk II",
        "The Washington Post and the Moscow Times",
        "the white house on the hill",
        "Latin America and North American bases",
        "An Island in der Ostsee",
        "It may be no chad and no jordan",
        "",
        "… — ’ ???",
    ],
)
def test_text_that_only_looks_like_a_name_is_skipped(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Georgia",
        "Chad",
        "Jordan",
        "Turkey",
        "Guinea",
        "Niger",
        "American",
        "Indian",
        "Congo",
        "Congolese",
        "Dominican",
        "Korea",
        "Macedonia",
        "Wellington",
        "Victoria",
        "Jerusalem",
        "Brussels",
        "CAR",
    ],
)
def test_a_name_that_also_means_something_else_is_ambiguous(text):
    assert ambiguous_texts(f"They met {text} there.") == [text]
    assert unambiguous(f"They met {text} there.") == []


def test_a_match_of_a_shared_name_has_all_its_entities():
    assert found("Korea") == [("Korea", ["North Korea", "South Korea"], True)]


def test_an_abbreviation_is_found_in_its_exact_spelling_only():
    assert unambiguous("Us and them. The US and the UAE.") == ["United States", "United Arab Emirates"]
    assert ambiguous_texts("CONTACT US TODAY") == ["US"]


def test_a_name_of_two_kinds_is_ambiguous():
    Programme.objects.create(name="Polonez")
    assert unambiguous("The Polonez system") == ["Polonez"]
    Firm.objects.create(name="Polonez")
    assert found("The Polonez system") == [("Polonez", ["Polonez", "Polonez"], True)]


def test_a_name_of_two_entities_of_one_kind_is_ambiguous():
    Programme.objects.create(name="Skif")
    Programme.objects.create(name="Skif", qualifier="missile")
    assert ambiguous_texts("The Skif flew.") == ["Skif"]


def test_a_firm_whose_name_contains_a_country_is_found_as_the_firm():
    Firm.objects.create(name="China Aerospace Science and Industry")
    assert unambiguous("the China Aerospace Science and Industry group of China") == [
        "China Aerospace Science and Industry",
        "China",
    ]


def test_an_alias_of_an_editor_is_found_in_any_language():
    firm = Firm.objects.create(name="КРЭТ")
    Alias.objects.create(entity=firm, name="Kret", language="ru")
    assert unambiguous("Kret, KRET and КРЭТ, but no kret") == ["КРЭТ", "КРЭТ", "КРЭТ"]


def test_names_of_countries_are_found_in_the_language_of_the_text():
    assert found("Island und Weißrussland", "de")[0][1] == ["Iceland"]
    assert found("Island") == []


def test_a_retired_entity_is_not_found():
    Country.objects.get(alpha2="BY").retire()
    assert Vocabulary.load().find_matches("Belarus and Minsk") == []


def test_unusual_letters_in_a_text_raise_no_error():
    text = "ﷺ℃ß½ǅ\u0301\u200b" * 50 + " Belarus " + "𝔅𝔢𝔩𝔞𝔯𝔲𝔰"
    assert [names for _text, names, _ambiguous in found(text)] == [["Belarus"], ["Belarus"]]
    Alias.objects.create(entity=Firm.objects.create(name="Kret"), name="℃", sort=Alias.Sort.ABBREVIATION)
    assert found("℃") in ([], [("℃", ["Kret"], False)])
