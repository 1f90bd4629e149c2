"""The styles of the pages are small, complete, without other hosts, and legible."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"
READING_PAGE = ("tokens", "fonts", "base", "components", "article", "print")
MAX_BYTES = 15 * 1024
OWN_FILES = [*STATIC.glob("css/*.css"), *STATIC.glob("js/*.js")]


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tokens() -> dict[str, tuple[str, str]]:
    """Return colours by name, light and dark."""
    text = (STATIC / "css" / "tokens.css").read_text()
    return {
        name: (light, dark)
        for name, light, dark in re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", text)
    }


def test_the_styles_of_an_article_are_smaller_than_fifteen_kilobytes():
    packed = sum(len(gzip.compress((STATIC / "css" / f"{name}.css").read_bytes())) for name in READING_PAGE)
    assert packed < MAX_BYTES


@pytest.mark.parametrize("path", sorted(STATIC.glob("css/*.css")), ids=lambda path: path.name)
def test_every_file_that_a_style_refers_to_exists(path):
    for address in re.findall(r"url\([\"']?([^\"')]+)", path.read_text()):
        if not address.startswith("data:"):
            assert (path.parent / address).is_file(), address


@pytest.mark.parametrize("path", sorted(OWN_FILES), ids=lambda path: path.name)
def test_no_style_or_script_requests_another_host(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert not re.search(r"(url\(|import|fetch\(|src=)[^\n]*(https?:)?//[a-z0-9]", text)


@pytest.mark.parametrize("name", ["ink", "ink-soft", "rubric", "pencil"])
@pytest.mark.parametrize("ground", ["paper", "tint"])
def test_every_text_colour_has_enough_contrast_on_every_ground(name, ground):
    found = tokens()
    for ink, paper in zip(found[name], found[ground], strict=True):
        assert contrast(ink, paper) >= 7


def test_the_edges_of_fields_have_enough_contrast():
    found = tokens()
    for edge, paper in zip(found["field-edge"], found["paper"], strict=True):
        assert contrast(edge, paper) >= 3


def test_fonts_have_their_licence_files():
    assert len(list((STATIC / "fonts").glob("OFL-*.txt"))) == 2
