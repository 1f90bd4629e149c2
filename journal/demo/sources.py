"""The article files of the demo."""

from pathlib import Path

from .markup import Source, read

FOLDER = Path(__file__).parent / "articles"


def read_all() -> list[Source]:
    """All articles, oldest first, so that each can link to those before it."""
    sources = [read(file.stem, file.read_text(encoding="utf-8")) for file in FOLDER.glob("*.md")]
    return sorted(sources, key=lambda source: (source.first("date"), source.slug))
