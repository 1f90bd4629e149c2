"""What a difference between two copies is made of.

A `Hunk` is one change that a person can judge: a headline, a paragraph, a row of a table, a picture, a tag. It
holds running text word by word (`parts`), pictures, and values that are no running text (`detail`).
"""

from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SAME, OUT, IN = "same", "out", "in"
CHANGED, ADDED, REMOVED, MOVED = "changed", "added", "removed", "moved"

CHANGES = {
    CHANGED: gettext_lazy("Changed"),
    ADDED: gettext_lazy("Put in"),
    REMOVED: gettext_lazy("Taken out"),
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
    """What holds of a piece of text beside its words: bold, a link with its address, a reference to a footnote."""

    name: str
    value: str = ""

    @property
    def words(self) -> str:
        """The mark for a person: “bold”, “link to https://…”."""
        if self.name == "href":
            return _("link to %(address)s") % {"address": self.value}
        if self.name == "link_id":
            return _("linked article %(id)s") % {"id": self.value}
        label = str(MARKS.get(self.name, self.name))
        return f"{label} {self.value}".strip()


class Piece(NamedTuple):
    """Words that stand in both copies (`same`), only in the old one (`out`) or only in the new one (`in`).

    alone: white space that went or came without a word beside it.
    """

    op: str
    text: str
    marks: tuple[Mark, ...] = ()
    alone: bool = False

    @property
    def shown(self) -> str:
        """The text, and in words what nobody can see: spaces and line breaks that alone went or came."""
        if any(mark.name == "paragraph" for mark in self.marks):
            return "¶"
        if not self.alone:
            return self.text
        return f"[{', '.join(space_name(character) for character in self.text)}]"

    @property
    def explained(self) -> str:
        """The marks of changed words, for a person. Empty for words that stand in both copies."""
        shown = (mark for mark in self.marks if mark.name != "paragraph")
        return "" if self.op == SAME else ", ".join(mark.words for mark in shown)

    @property
    def ends_paragraph(self) -> bool:
        return any(mark.name == "paragraph" for mark in self.marks)

    @property
    def elements(self) -> list[str]:
        """The HTML elements that show these marks."""
        return [ELEMENTS[mark.name] for mark in self.marks if mark.name in ELEMENTS]


class Part(NamedTuple):
    """A text of the hunk with its name, such as “Caption”; the hunk's main text has none."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.op != SAME for piece in self.pieces)


class Detail(NamedTuple):
    """A value that is no running text, as words: level, width, language, address, the digest of a picture."""

    label: str
    old: str
    new: str


class Images(NamedTuple):
    """IMAGE of the old and of the new copy, each None where there is none."""

    old: dict[str, Any] | None
    new: dict[str, Any] | None


@dataclass(frozen=True)
class Hunk:
    """One change.

    key: stable for the same place, such as "title", "authors:<id>", "body:<block id>", "body:<block id>:row:2".
    change: "changed", "added", "removed" or "moved"; what moved may have changed as well, and then says so in `parts`.
    inner: values that readers are not shown as such: ids, names in addresses, digests and measures of files.
    """

    key: str
    label: str
    change: str
    parts: tuple[Part, ...] = ()
    images: Images | None = None
    detail: tuple[Detail, ...] = ()
    inner: tuple[Detail, ...] = ()

    @property
    def pieces(self) -> list[Piece]:
        """All running text of the hunk."""
        return list(chain.from_iterable(part.pieces for part in self.parts))

    @property
    def change_label(self) -> str:
        return str(CHANGES[self.change])


@dataclass(frozen=True)
class Unchanged:
    """A stretch in which the copies are alike. texts: its paragraphs in plain words, for whoever wants to read on."""

    label: str
    texts: tuple[str, ...] = ()
