"""Every block type of format 1 can be shown; a block of an unknown type does not break the page for readers."""

import logging

import pytest
from bs4 import BeautifulSoup
from django.template.loader import get_template, render_to_string
from wagtail import hooks

from articles.reading.presenters.article import build
from articles.reading.presenters.article_values import BlockValues
from articles.reading.presenters.blocks import BUILDERS, UnknownBlock
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


def test_the_types_with_a_builder_are_those_of_the_format():
    assert set(BUILDERS) == FORMAT_1


@pytest.mark.parametrize("type_", sorted(FORMAT_1))
def test_every_block_type_has_a_template_and_shows_something(type_):
    assert get_template(BlockValues("", type_, {}).template)
    assert rendered(block_of(type_)).strip()


@pytest.mark.parametrize(
    ("type_", "html"),
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
def test_a_block_shows_what_its_editor_wrote(type_, html):
    assert html in rendered(block_of(type_))


def test_an_empty_paragraph_is_left_out():
    copy = sample_copy(body=[{"type": "paragraph", "id": uid(1), "text": [[{"text": ""}], []]}])
    assert not build(copy, images=SampleImages()).blocks


def test_a_row_shorter_than_its_table_is_shown_with_the_cells_that_it_has():
    table = block_of("table") | {"rows": [[[{"text": "alone"}]]]}
    (row,) = BeautifulSoup(rendered(table), "html.parser").select("tbody tr")
    assert [cell.get_text() for cell in row.select("td")] == ["alone"]


def test_an_unknown_heading_level_is_shown_as_the_second():
    assert "<h2" in rendered(block_of("heading") | {"level": "1 onclick=x"})


def test_a_preview_refuses_an_unknown_block_by_name():
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


def sign_up_values() -> dict:
    (block,) = build(sample_copy(body=[block_of("sign_up")]), images=SampleImages()).blocks
    return dict(block.values)


def test_the_first_function_of_the_hook_sign_up_form_gets_the_words_and_the_place_of_the_form():
    calls = []

    def fill_form(heading, text, *, source, block, form_id):
        calls.append((heading, text, source, block, form_id))
        return {"heading": "From the hook", "form_id": form_id}

    words = block_of("sign_up")
    with hooks.register_temporarily("sign_up_form", fill_form, order=-1):
        assert sign_up_values() == {"heading": "From the hook", "form_id": uid(117)}
    assert calls == [(words["heading"], words["text"], sample_copy()["path"], uid(117), uid(117))]


def test_without_a_function_for_the_hook_sign_up_form_the_block_has_its_own_words(monkeypatch):
    words = block_of("sign_up")
    monkeypatch.setattr(hooks, "get_hooks", lambda name: [])
    assert sign_up_values() == {
        "heading": words["heading"],
        "text": words["text"],
        "source": sample_copy()["path"],
        "block": uid(117),
        "form_id": uid(117),
    }
    assert words["text"] in rendered(words)
