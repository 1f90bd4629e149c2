"""The parts of a difference between two copies.

A `Hunk` is one change that a person can judge: a headline, a paragraph, a row of a table, an image, a tag. It
holds running text word by word (`parts`), images, and values that are not running text (`details`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, count
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# A comparison reads copies of every format, later ones too. It therefore reads them as JSON and expects no field.
JSONObject = Mapping[str, Any]
Copy = JSONObject

SAME, OUT, IN = "same", "out", "in"
CHANGED, ADDED, REMOVED, MOVED = "changed", "added", "removed", "moved"

CHANGES = {
    CHANGED: gettext_lazy("Changed"),
    ADDED: gettext_lazy("Added"),
    REMOVED: gettext_lazy("Removed"),
    MOVED: gettext_lazy("Moved"),
}
MARKS = {
    "bold": gettext_lazy("bold"),
    "italic": gettext_lazy("italic"),
    "superscript": gettext_lazy("superscript"),
    "subscript": gettext_lazy("subscript"),
    "footnote": gettext_lazy("footnote"),
    "paragraph": gettext_lazy("new paragraph"),
}
ELEMENTS = {"bold": "strong", "italic": "em", "superscript": "sup", "subscript": "sub"}
SPACES = {
    " ": gettext_lazy("space"),
    "\n": gettext_lazy("line break"),
    "\u00a0": gettext_lazy("no-break space"),
    "\u202f": gettext_lazy("narrow no-break space"),
    "\t": gettext_lazy("tab"),
}


def space_name(character: str) -> str:
    return str(SPACES.get(character, f"U+{ord(character):04X}"))


class Mark(NamedTuple):
    """A property of a piece of text beside its words: bold, a link with its URL, a reference to a footnote."""

    name: str
    value: str = ""

    @property
    def label(self) -> str:
        """The mark in words: “bold”, “link to https://…”."""
        if self.name == "href":
            return _("link to %(address)s") % {"address": self.value}
        if self.name == "link_id":
            return _("linked article %(id)s") % {"id": self.value}
        label = str(MARKS.get(self.name, self.name))
        return f"{label} {self.value}".strip()


class Piece(NamedTuple):
    """Text in both copies (op: `same`), only in the old one (`out`) or only in the new one (`in`).

    standalone_space: whether this is white space that was removed or added without a word beside it.
    """

    op: str
    text: str
    marks: tuple[Mark, ...] = ()
    standalone_space: bool = False

    @property
    def display_text(self) -> str:
        """The text, with names for what is invisible: spaces and line breaks that changed without a word."""
        if self.ends_paragraph:
            return "¶"
        if not self.standalone_space:
            return self.text
        return f"[{', '.join(space_name(character) for character in self.text)}]"

    @property
    def explained(self) -> str:
        """The marks of changed text, in words. Empty for text in both copies."""
        marks = (mark for mark in self.marks if mark.name != "paragraph")
        return "" if self.op == SAME else ", ".join(mark.label for mark in marks)

    @property
    def ends_paragraph(self) -> bool:
        return any(mark.name == "paragraph" for mark in self.marks)

    @property
    def elements(self) -> list[str]:
        """The HTML elements that show these marks."""
        return [ELEMENTS[mark.name] for mark in self.marks if mark.name in ELEMENTS]


class Part(NamedTuple):
    """A text of the hunk with its label, such as “Caption”; the label of the main text is empty."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.op != SAME for piece in self.pieces)


class Detail(NamedTuple):
    """A value that is not running text, in words: level, width, language, URL, the digest of an image."""

    label: str
    old: str
    new: str


class ImagePair(NamedTuple):
    """The image (`reader_copy.Image`) of the old and of the new copy, each None where there is not one."""

    old: JSONObject | None
    new: JSONObject | None


@dataclass(frozen=True)
class Hunk:
    """One change.

    key: stable for the same place, such as "title", "authors:<id>", "body:<block id>", "body:<block id>:row:2".
    change: "changed", "added", "removed" or "moved". A moved block may have changed as well; `parts` then show how.
    internal_details: values that readers do not see as such: ids, slugs, digests and dimensions of files.
    """

    key: str
    label: str
    change: str
    parts: tuple[Part, ...] = ()
    images: ImagePair | None = None
    details: tuple[Detail, ...] = ()
    internal_details: tuple[Detail, ...] = ()

    @property
    def pieces(self) -> list[Piece]:
        """All running text of the hunk."""
        return list(chain.from_iterable(part.pieces for part in self.parts))

    @property
    def change_label(self) -> str:
        return str(CHANGES[self.change])


@dataclass(frozen=True)
class Unchanged:
    """A stretch in which the copies are equal. texts: its paragraphs as plain text, to be shown on request."""

    label: str
    texts: tuple[str, ...] = ()


class NumberedStretch(NamedTuple):
    """A stretch with its number for people: changes are counted from 1, unchanged stretches have 0."""

    number: int
    stretch: Hunk | Unchanged


def number_hunks(stretches: Iterable[Hunk | Unchanged]) -> list[NumberedStretch]:
    """Return the stretches of `articles.record.diff.stretches` with their numbers."""
    numbers = count(1)
    return [NumberedStretch(next(numbers) if isinstance(item, Hunk) else 0, item) for item in stretches]
