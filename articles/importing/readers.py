"""The readers of files by suffix. Another format is a new module with a reader, and one line here."""

from collections.abc import Callable
from pathlib import Path

from .imported import ImportedArticle, JournalFacts, Overrides
from .text import read_text

# A reader returns an ImportedArticle, or raises ImportRejected. It does not query the database.
Reader = Callable[[bytes, JournalFacts, Overrides], ImportedArticle]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_text,
    ".markdown": read_text,
}


def reader_for(file_name: str) -> Reader:
    """Return the reader for a file's suffix. A file with another suffix or none is read as plain text."""
    return READERS.get(Path(file_name).suffix.lower(), read_text)
