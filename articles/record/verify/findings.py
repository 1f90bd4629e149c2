"""Findings of the verification."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.text import Truncator


class FindingKind(StrEnum):
    """MISMATCH: something was changed or is missing. METADATA: a picture is as it was stored, but not clean."""

    MISMATCH = "mismatch"
    METADATA = "metadata"


@dataclass(frozen=True)
class Finding:
    """One mismatch. article, position: None when it does not concern an article or a single entry."""

    message: str
    article: int | None = None
    uid: str = ""
    position: int | None = None
    kind: FindingKind = FindingKind.MISMATCH

    def __str__(self) -> str:
        """Return one line: the article, the entry, and the mismatch. Lone surrogates are escaped, to be printable."""
        message = self.message.encode("utf-8", "backslashreplace").decode("utf-8")
        if self.article is None:
            return message
        named = f"article {self.article}" + (f" ({self.uid})" if self.uid else "")
        entry = f", entry {self.position}" if self.position is not None else ""
        return f"{named}{entry}: {message}"


def shortened(value: object, length: int = 60) -> str:
    """Return a value on one line, truncated to a number of characters."""
    return Truncator(" ".join(str(value).split())).chars(length)
