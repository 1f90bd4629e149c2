"""Pictures drawn by code."""

from io import BytesIO

import pytest
from PIL import Image

from journal.demo import drawings, markup, people
from journal.demo.drawings.plate import RED
from journal.demo.sources import read_all

LARGEST = 300 * 1024


def names() -> list[str]:
    found = set()
    for source in read_all():
        found.add(source.first("picture"))
        found |= {block.first("picture") for block in markup.blocks(source.body) if block.first("picture")}
    return sorted(found)


def is_red(pixel: tuple[int, int, int]) -> bool:
    return all(abs(value - wanted) < 24 for value, wanted in zip(pixel, RED, strict=True))


@pytest.mark.parametrize("name", names())
def test_a_picture_of_an_article_is_small_as_a_file_and_has_its_red(name):
    data = drawings.draw(name)
    picture = Image.open(BytesIO(data))
    assert len(data) < LARGEST
    assert picture.size == ((1400, 760) if name.startswith("chart_") else (1600, 900))
    counted = picture.convert("RGB").resize((400, 225)).getcolors(100_000)
    assert sum(number for number, pixel in counted if is_red(pixel)) > 5


def test_there_are_enough_scenes():
    assert len(drawings.SCENES) >= 10


@pytest.mark.parametrize("author", people.AUTHORS, ids=[author.slug for author in people.AUTHORS])
def test_every_author_has_a_portrait_of_their_own(author):
    assert Image.open(BytesIO(drawings.draw(f"portrait:{author.slug}"))).size == (400, 400)


def test_the_same_name_gives_the_same_picture():
    assert drawings.draw("bridge 1") == drawings.draw("bridge 1")
    assert drawings.draw("bridge 1") != drawings.draw("bridge 2")


def test_a_name_that_nobody_has_drawn_is_an_error():
    with pytest.raises(KeyError):
        drawings.draw("unicorn 1")
