"""The picture files of the demo."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from journal.demo import people
from journal.demo.article_files import read_all_articles
from journal.demo.demo_objects import PICTURES
from journal.demo.markdown import parse

LARGEST = 150 * 1024
LARGEST_SUM = 4 * 1024 * 1024
FILES = sorted(PICTURES.glob("*.webp"))
OF_ARTICLES = [file for file in FILES if not file.stem.startswith("portrait-")]
RED = (155, 27, 30)


def red_pixels(picture: Image.Image) -> int:
    """The number of pixels near to RED in a small copy."""
    small = picture.convert("RGB").resize((400, 225))
    bands = [
        band.point([255 if abs(value - wanted) < 24 else 0 for value in range(256)])
        for band, wanted in zip(small.split(), RED, strict=True)
    ]
    return ImageChops.multiply(ImageChops.multiply(bands[0], bands[1]), bands[2]).histogram()[255]


def test_the_files_are_those_that_articles_and_authors_use() -> None:
    used = {f"portrait-{author.slug}.webp" for author in people.AUTHORS}
    for article in read_all_articles():
        used.add(article.lead_image.file)
        used |= {block.options["file"] for block in parse(article.body).blocks if "file" in block.options}
    assert {file.name for file in FILES} == used


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_picture_is_small_and_has_the_size_of_its_kind(file: Path) -> None:
    sizes = {"chart": (1400, 760), "portrait": (400, 400)}
    assert file.stat().st_size < LARGEST
    assert Image.open(file).size == sizes.get(file.stem.partition("-")[0], (1600, 900))


@pytest.mark.parametrize("file", OF_ARTICLES, ids=[file.stem for file in OF_ARTICLES])
def test_a_picture_of_an_article_has_something_red(file: Path) -> None:
    assert red_pixels(Image.open(file)) > 5


def test_the_files_together_are_small() -> None:
    assert sum(file.stat().st_size for file in FILES) < LARGEST_SUM
