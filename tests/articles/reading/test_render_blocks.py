"""Every block of format 1 can be shown; a block of no known type is a mistake that readers do not pay for."""

import logging

import pytest
from django.template.loader import get_template, render_to_string

from articles.reading.presenters.article import build
from articles.reading.presenters.article_values import Block
from articles.reading.presenters.blocks import MAKERS, UnknownBlock
from tests.articles.reading.sample import SampleImages, sample_card, sample_copy, uid

FORMAT_1 = {
    "heading",
    "paragraph",
    "image",
    "pull_quote",
    "quote",
    "list",
    "table",
    "link_card",
    "callout",
    "chart",
    "disclaimer",
    "sign_up",
    "related",
}


def rendered(block: dict, **arguments) -> str:
    copy = sample_copy(body=[block])
    (built,) = build(copy, images=SampleImages(), related={uid(501): sample_card()}, **arguments).blocks
    return render_to_string(built.template, {"block": built})


def block_of(type_: str) -> dict:
    return next(block for block in sample_copy()["body"] if block["type"] == type_)


def test_the_types_that_can_be_shown_are_those_of_the_format():
    assert set(MAKERS) == FORMAT_1


@pytest.mark.parametrize("type_", sorted(FORMAT_1))
def test_every_block_type_has_a_template_and_shows_something(type_):
    assert get_template(Block("", type_, {}).template)
    assert rendered(block_of(type_)).strip()


@pytest.mark.parametrize(
    ("type_", "words"),
    [
        ("heading", '<h2 id="a-loan">A loan with a destination</h2>'),
        ("pull_quote", "Fish was the reason that could be given."),
        ("quote", 'cite="https://example.org/minutes?year=2025&amp;item=4"'),
        ("table", '<th scope="col" class="number">Axle load, t</th>'),
        ("table", 'tabindex="0"'),
        ("link_card", '<a href="https://example.org/film">The ramp being raised</a>'),
        ("callout", "What counts for a hinge"),
        ("chart", '<a href="https://example.org/schedule">Works schedule KS-2</a>'),
        ("disclaimer", "Opinion"),
        ("sign_up", "One letter a week"),
        ("related", "Who reads a loan agreement?"),
        ("image", "The ramp at low water."),
    ],
)
def test_a_block_says_what_its_editor_wrote(type_, words):
    assert words in rendered(block_of(type_))


def test_an_empty_paragraph_is_left_out():
    copy = sample_copy(body=[{"type": "paragraph", "id": uid(1), "text": [[{"text": ""}], []]}])
    assert not build(copy, images=SampleImages()).blocks


def test_a_row_shorter_than_its_table_is_shown_as_far_as_it_goes():
    table = block_of("table") | {"rows": [[[{"text": "alone"}]]]}
    assert "alone" in rendered(table)


def test_a_level_beyond_the_format_falls_back_to_the_second():
    assert "<h2" in rendered(block_of("heading") | {"level": "1 onclick=x"})


def test_an_unknown_block_is_refused_by_name_in_a_preview():
    copy = sample_copy(body=[{"type": "hologram", "id": uid(1)}])
    with pytest.raises(UnknownBlock, match="hologram"):
        build(copy, images=SampleImages(), preview=True)


def test_an_unknown_block_is_left_out_for_readers_and_logged(caplog):
    copy = sample_copy()
    expected = len(build(copy, images=SampleImages()).blocks)
    copy["body"].insert(0, {"type": "hologram", "id": uid(1)})
    with caplog.at_level(logging.ERROR):
        assert len(build(copy, images=SampleImages()).blocks) == expected
    assert "hologram" in caplog.text
    assert copy["path"] in caplog.text
