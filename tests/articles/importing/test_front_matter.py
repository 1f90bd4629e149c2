"""Front matter: YAML with every scalar as text, and a tolerant reading of heads that are not valid YAML."""

import datetime

import pytest

from articles.importing.head_fields import HeadField
from articles.importing.imported import ImportedArticle, LineRole
from articles.importing.problems import ImportRejected, RejectionCode, WarningCode
from articles.importing.source import Line
from articles.importing.yaml_head import LONGEST_HEAD, read_fields

from .helpers import FIRST, LAST, lines_with, read, read_bytes, texts, warnings

HEAD = """---
title: "Two ministries: one river"
standfirst: 'It''s about salt'
authors:
  - Ann Li
  - Bo Ek
date: 2023-05-12 13:00:44 -0400
language: fr
canonical_url: https://example.org/river
layout: post
---"""


def fields(head: str) -> list[HeadField]:
    """Read a head as YAML, without the lines of dashes."""
    lines = [Line(number, text) for number, text in enumerate(head.split("\n"), start=2)]
    return read_fields(lines, ImportedArticle())


def test_front_matter_sets_the_fields_of_the_article():
    article = read(HEAD, FIRST, title="")
    assert article.title == "Two ministries: one river"
    assert article.standfirst == "It's about salt"
    assert article.authors == ["Ann Li", "Bo Ek"]
    assert article.date == datetime.date(2023, 5, 12)
    assert (article.language, article.canonical_url) == ("fr", "https://example.org/river")
    assert texts(article) == [FIRST]
    assert warnings(article) == []


def test_keys_that_are_not_used_are_logged():
    article = read(HEAD, FIRST, title="")
    rows = [(row.line_number, row.excerpt) for row in article.log if row.role == LineRole.LEFT_OUT]
    assert rows == [(10, "layout: post")]


@pytest.mark.parametrize("written", ["author: Ann Li and Bo Ek", "authors: [Ann Li, 'Bo Ek']", "by: Ann Li; Bo Ek"])
def test_authors_may_be_on_one_line(written):
    assert read(f"---\n{written}\n---", FIRST).authors == ["Ann Li", "Bo Ek"]


@pytest.mark.parametrize(
    "written",
    ["NO", "yes", "off", "null", "~", "007", "1e3", "0x1F", "1_000", "12:30:45", "2016-05-03", "=", ".inf", "-1.50"],
)
def test_every_scalar_is_text(written):
    assert fields(f"country: {written}") == [HeadField(2, "country", [written])]


def test_numbers_and_words_keep_their_form_in_the_article():
    article = read("---\ntitle: 007\nstandfirst: yes\nauthor: NO\ndate: 2016-05-03\n---", FIRST, title="")
    assert (article.title, article.standfirst, article.authors) == ("007", "yes", ["NO"])
    assert article.date == datetime.date(2016, 5, 3)


def test_an_empty_value_is_logged_as_left_out():
    article = read("---\nstandfirst:\nauthor: ''\ntags: []\n---", FIRST)
    assert (article.standfirst, article.authors) == ("", [])
    assert lines_with(article, LineRole.LEFT_OUT) == [2, 3, 4]


def test_a_quoted_value_may_go_over_several_lines():
    article = read('---\ntitle: "A river\n  with a key: and a half"\n---', FIRST, title="")
    assert article.title == "A river with a key: and a half"


@pytest.mark.parametrize("indicator", [">", ">-", ">+", "|", "|-", "|+", ">2", "|2-"])
def test_a_block_scalar_is_joined_to_one_line(indicator):
    article = read(f"---\nsummary: {indicator}\n  One line: with a colon\n  - and # another\nlang: fr\n---", FIRST)
    assert article.standfirst == "One line: with a colon - and # another"
    assert article.language == "fr"


def test_a_block_scalar_keeps_its_blank_line_as_a_space():
    assert read("---\nsummary: |\n  One.\n\n  Two.\n---", FIRST).standfirst == "One. Two."


def test_each_line_of_a_literal_block_scalar_is_an_author():
    assert read("---\nauthors: |\n  Ann Li\n  Bo Ek\n---", FIRST).authors == ["Ann Li", "Bo Ek"]


def test_a_line_of_dashes_inside_a_block_scalar_does_not_close_the_head():
    article = read("---\nsummary: |\n  One.\n  ---\n  Two.\nlang: fr\n---", FIRST)
    assert (article.standfirst, article.language) == ("One. --- Two.", "fr")


def test_mappings_in_a_list_are_left_out_with_a_warning():
    article = read("---\nauthors:\n  - Ann Li\n  - name: Bo Ek\n    role: fellow\n  - Cy Ito\n---", FIRST)
    assert article.authors == ["Ann Li", "Cy Ito"]
    assert warnings(article) == [(4, WarningCode.HEAD_NESTED)]
    assert lines_with(article, LineRole.LEFT_OUT) == [4]


def test_a_list_of_nothing_but_mappings_is_left_out_with_a_warning():
    article = read("---\nauthors:\n  - name: Ann Li\n  - name: Bo Ek\n---", FIRST)
    assert article.authors == []
    assert warnings(article) == [(3, WarningCode.HEAD_NESTED), (4, WarningCode.HEAD_NESTED)]
    assert lines_with(article, LineRole.LEFT_OUT) == [2]


@pytest.mark.parametrize("written", ["seo:\n  title: Other\n  tags: [a, b]", "seo: {title: Other, tags: [a, [b]]}"])
def test_a_nested_mapping_under_an_unused_key_is_logged_and_sets_nothing(written):
    article = read(f"---\n{written}\nlang: fr\n---", FIRST)
    assert (article.title, article.language) == ("The canal", "fr")
    assert lines_with(article, LineRole.LEFT_OUT) == [2]
    assert warnings(article) == []


def test_of_two_equal_keys_the_first_is_used_and_the_second_logged():
    article = read("---\nstandfirst: One\nstandfirst: Two\n---", FIRST)
    assert article.standfirst == "One"
    assert lines_with(article, LineRole.LEFT_OUT) == [3]


BILLION_LAUGHS = "a: &a [ha, ha]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c"


@pytest.mark.parametrize(
    ("head", "line_number"),
    [
        ("title: River\nauthor: *ann", 3),
        ("title: &river River", 2),
        ("lang: fr\nauthors: [Ann Li, *bo]", 3),
        (BILLION_LAUGHS, 2),
        ("lang: fr\n<<: {title: River}", 3),
        ("title: !!str River", 2),
        ("title: !a%0Ab River", 2),
        ("title: !!python/object/apply:os.system [ls]", 2),
        ("seo:\n  - deep:\n      - &a x", 4),
    ],
)
def test_aliases_anchors_merge_keys_and_tags_are_rejected_with_their_line(head, line_number):
    with pytest.raises(ImportRejected, match=rf"\b{line_number}\b") as rejected:
        read(f"---\n{head}\n---", FIRST)
    assert rejected.value.code == RejectionCode.HEAD_YAML_FEATURE
    assert "\n" not in str(rejected.value)


@pytest.mark.parametrize(
    ("head", "line_number", "title"),
    [
        ("title: What Moscow wants: a plan", 2, "What Moscow wants: a plan"),
        ("title:\tA river", 2, "A river"),
        ("title: A river\n\tand a road", 3, "A river and a road"),
        ("title: *A* river", 2, "*A* river"),
        ("title: @river", 2, "@river"),
        ("title: 100%: a river", 2, "100%: a river"),
        ("title: [Analysis] A river", 2, "[Analysis] A river"),
        ('title: "A river" and a road', 2, '"A river" and a road'),
        ("lang: fr\ntitle: `A river`", 3, "`A river`"),
    ],
)
def test_a_head_that_is_not_valid_yaml_is_read_line_by_line_with_a_warning(head, line_number, title):
    article = read(f"---\n{head}\nauthor: Ann Li\n---", FIRST, title="")
    assert (article.title, article.authors) == (title, ["Ann Li"])
    assert texts(article) == [FIRST]
    (warning,) = article.warnings
    assert warning.code == WarningCode.HEAD_NOT_YAML
    assert warning.line_number in {line_number, line_number + 1}


def test_a_line_without_a_key_in_a_head_that_is_not_yaml_is_logged():
    article = read("---\ntitle: A river: a road\nnothing\nlang: fr\n---", FIRST, title="")
    assert article.language == "fr"
    assert lines_with(article, LineRole.LEFT_OUT) == [3]


def test_lines_of_comments_are_ignored():
    article = read("---\n# by the editors\ntitle: A river\n# lang: de\n\nlang: fr\n---", FIRST, title="")
    assert (article.title, article.language) == ("A river", "fr")
    assert warnings(article) == []


@pytest.mark.parametrize(
    ("written", "title"), [("Deal #5", "Deal"), ("C# and F#", "C# and F#"), ("'Deal #5'", "Deal #5")]
)
def test_a_comment_after_a_value_causes_a_warning(written, title):
    article = read(f"---\ntitle: {written}\n---", FIRST, title="")
    assert article.title == title
    assert warnings(article) == ([(2, WarningCode.HEAD_COMMENT)] if title == "Deal" else [])


def test_a_dividing_line_before_headings_is_not_front_matter():
    article = read("---", "# The salt road", "By: Ann Li", FIRST, title="")
    assert texts(article)[-1] == FIRST


def test_escapes_of_yaml_are_cleaned_as_the_text_of_the_file_is():
    article = read(
        r"""---
title: "A\0 ri\u00advver\e \ud83d\ude00\ud800"
standfirst: "One\nTwo\u2028Three\tFour"
---""",
        FIRST,
        title="",
    )
    assert article.title == "A rivver 😀"
    assert article.standfirst == "One Two Three\tFour"
    assert warnings(article) == [(2, WarningCode.CONTROL_CHARACTERS), (2, WarningCode.INVISIBLE_CHARACTERS)]


def test_a_key_is_cleaned_too():
    article = read('---\nlang: fr\n"a\\0\\ud800b": x\n---', FIRST)
    assert [row.excerpt for row in article.log if row.role == LineRole.LEFT_OUT] == ["ab: x"]


def test_a_head_with_a_key_that_is_not_plain_is_read_line_by_line():
    article = read("---\nlang: fr # French\n? [a, b]\n: c\nauthor: Ann Li\n---", FIRST)
    assert article.authors == ["Ann Li"]
    assert (3, WarningCode.HEAD_NOT_YAML) in warnings(article)
    assert WarningCode.HEAD_COMMENT not in {warning.code for warning in article.warnings}


def test_an_escape_beyond_unicode_is_not_yaml():
    assert warnings(read('---\nlang: "\\U00110000"\n---', FIRST))[0] == (2, WarningCode.HEAD_NOT_YAML)


def test_a_nul_in_a_head_is_rejected():
    with pytest.raises(ImportRejected) as rejected:
        read_bytes(f"---\ntitle: A\0 river\n---\n{FIRST}".encode())
    assert rejected.value.code == RejectionCode.BINARY


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_a_head_may_have_other_line_ends(line_end):
    article = read_bytes(f"---\nlang: fr\nsummary: |\n  One\n  two\n---\n{FIRST}\n".replace("\n", line_end).encode())
    assert (article.language, article.standfirst, texts(article)) == ("fr", "One two", [FIRST])


@pytest.mark.parametrize("closing", ["---", "..."])
def test_dashes_or_dots_close_the_head(closing):
    assert read(f"---\nlang: fr\n{closing}", FIRST).language == "fr"


def test_a_head_that_is_never_closed_is_rejected():
    with pytest.raises(ImportRejected) as rejected:
        read("---\ntitle: River", FIRST)
    assert rejected.value.code == RejectionCode.HEAD_NOT_CLOSED


def test_three_dashes_before_plain_text_are_a_dividing_line():
    article = read("---", FIRST)
    assert texts(article) == [FIRST]
    assert lines_with(article, LineRole.LEFT_OUT) == [1]


@pytest.mark.parametrize("unit", ["[", "{", "- ", "? ", "a: ", '"', "a: b\n", "[a,", "x ", "key: [\n"])
@pytest.mark.parametrize("length", [LONGEST_HEAD - 100, 400_000])
def test_a_very_long_head_is_read_or_rejected(unit, length):
    head = unit * (length // len(unit))
    try:
        article = read_bytes(f"---\nlang: fr\nx: {head}\n---\n{FIRST}".encode())
    except ImportRejected as rejected:
        assert rejected.code == RejectionCode.TOO_MANY_LINES  # noqa: PT017  # either outcome is right
    else:
        assert article.language == "fr"


def test_a_date_that_is_not_one_exact_day_is_left_empty_with_a_warning():
    article = read("---\ndate: 5/3/2016\n---", FIRST)
    assert article.date is None
    assert warnings(article) == [(2, WarningCode.DATE_AMBIGUOUS)]


def test_options_replace_the_fields_and_their_lines_are_logged_as_left_out():
    article = read(HEAD, FIRST, title="Another", authors=("Cy Ito",), date=datetime.date(2024, 1, 2))
    assert (article.title, article.authors, article.date) == ("Another", ["Cy Ito"], datetime.date(2024, 1, 2))
    assert lines_with(article, LineRole.LEFT_OUT) == [2, 4, 7, 10]


def test_a_standfirst_that_is_too_long_is_cut_with_a_warning():
    article = read(f"---\nsummary: {'salt ' * 120}\n---", FIRST, LAST)
    assert len(article.standfirst) <= 400
    assert warnings(article) == [(0, WarningCode.STANDFIRST_CUT)]
