"""The reader's copy: all that a reader is shown of an article, and the one input of every rendering.

Shape of format 1 (`docs/record.md` has it in full):

    {"uid", "path", "language", "title", "standfirst",
     "journal": {"id", "name", "path"},
     "first_published": "YYYY-MM-DD", "canonical": address or "",
     "authors": [{"id", "name", "slug", "role", "affiliation", "bio": RICH, "portrait": IMAGE|null}],
     "lead": IMAGE|null, "body": [BLOCK], "footnotes": [{"id", "text": RICH}],
     "entities": [{"id", "kind", "slug", "name"}],
     "disclaimers": [{"id", "kind", "title", "text": RICH, "origin": "journal"|"article"}],
     "standing_replaced": reason or "", "disclosures": [{"author", "kind", "text"}],
     "search": {"title", "description"}}

RICH is a list of paragraphs, a paragraph a list of spans; `articles.record.freeze.rich_text` has the span.
IMAGE is described in `articles.record.freeze.pictures`, BLOCK in `articles.record.freeze.blocks`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .canonical import FORMAT, canonical, nonce, read


@dataclass(frozen=True)
class ReaderCopy:
    """A copy, read-only by agreement; `data` has the shape above."""

    data: dict[str, Any]

    def sealed(self, summary: str = "") -> str:
        """The canonical text of a version that holds this copy, with a nonce of its own."""
        return canonical({"format": FORMAT, "nonce": nonce(), "summary": summary, "copy": self.data})

    @classmethod
    def of(cls, version) -> "ReaderCopy":
        """The copy in a Version's text."""
        return cls(read(version.text)["copy"])

    def images(self) -> Iterator[dict]:
        """Every IMAGE in the copy: lead, portraits, body."""
        if self.data["lead"]:
            yield self.data["lead"]
        yield from (author["portrait"] for author in self.data["authors"] if author["portrait"])
        yield from (block["image"] for block in self.data["body"] if block.get("image"))

    def image_uses(self) -> Iterator[tuple[dict, set[str]]]:
        """Every IMAGE with the uses (`articles.record.images.USES`) for which publishing keeps its sizes."""
        portraits = [author["portrait"] for author in self.data["authors"]]
        for image in self.images():
            if image is self.data["lead"]:
                yield image, {"lead", "thumb", "social"}
            else:
                yield image, {"portrait"} if any(image is portrait for portrait in portraits) else {"column"}
