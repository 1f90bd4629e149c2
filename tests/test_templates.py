"""Every template compiles, and none reaches out of the site."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
NAMES = sorted(
    str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".txt", ".xml"}
)
FOREIGN = re.compile(
    r"<(?:script|img|iframe|source|video|audio|link)\b[^>]*\b(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE
)


@pytest.mark.parametrize("name", NAMES)
def test_each_template_compiles(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_no_template_loads_anything_from_another_host(name: str) -> None:
    assert FOREIGN.findall((TEMPLATES / name).read_text()) == []
