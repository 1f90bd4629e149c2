"""What a check has found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One mismatch. article and position are None where it concerns no article or no single entry."""

    what: str
    article: int | None = None
    uid: str = ""
    position: int | None = None

    def __str__(self) -> str:
        """One line: the article, the entry, and what is wrong with it."""
        if self.article is None:
            return self.what
        named = f"article {self.article}" + (f" ({self.uid})" if self.uid else "")
        entry = f", entry {self.position}" if self.position is not None else ""
        return f"{named}{entry}: {self.what}"


def shortened(value: object, longest: int = 60) -> str:
    """A value within a line."""
    text = " ".join(str(value).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"
