"""What a redaction removes, and where it is found: words here, pictures in `pictures`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _
from wagtail.models import Page

from ..models import Act, Address, Entry
from .addresses import NeutralAddresses
from .chain import Redactor, Rewritten, WordsRedactor
from .places import Search
from .rows import RowChange, article_changes, changes_of_paths
from .words import Words


class Removal(Protocol):
    """The removal of one thing from one article."""

    @property
    def ignore_case(self) -> bool: ...

    @property
    def original(self) -> str:
        """SHA-256 of a picture's original file; empty for words."""

    @property
    def library(self) -> bool: ...

    @property
    def redactor(self) -> Redactor: ...

    def rows(self, article_id: int) -> list[RowChange]:
        """Return the changes of rows outside the record. Writes nothing."""

    def is_held_by(self, act: Act) -> bool:
        """Whether an open act holds it, apart from the copy that it will write."""

    def kept(self, entries: Sequence[Entry]) -> list[str]:
        """Return the places of a chain that cannot be changed, in words."""

    def files(self, article_id: int) -> list[str]:
        """Return the files of the record that no other article needs."""

    def delete_rows_of_files(self, article_id: int) -> None:
        """Delete the rows of these files."""


@dataclass(frozen=True)
class WordsRemoval:
    """The removal of words from one article. Neutral parts of addresses are chosen once and used everywhere."""

    words: Words
    addresses: NeutralAddresses
    original = ""
    library = False

    @classmethod
    def of(cls, words: Words) -> "WordsRemoval":
        return cls(words, NeutralAddresses(words, is_used=is_part_used))

    @property
    def ignore_case(self) -> bool:
        return self.words.ignore_case

    @property
    def redactor(self) -> WordsRedactor:
        return WordsRedactor(Search(self.words, self.addresses))

    @property
    def search(self) -> Search:
        return Search(self.words, self.addresses, markup=True)

    def rows(self, article_id: int) -> list[RowChange]:
        addresses = Address.objects.filter(publication__article=article_id).values_list("path", flat=True)
        paths = {path: self.addresses.path(path) for path in addresses}
        changed = {old: new for old, new in paths.items() if old != new}
        return [*article_changes(article_id, self.search), *changes_of_paths(changed)]

    def is_held_by(self, act: Act) -> bool:
        return any(True for _found in self.search.fields([act.draft, act.decision, {"path": act.path}]))

    def kept(self, entries: Sequence[Entry]) -> list[str]:
        names = [(entry.position, name) for entry in entries for name in people_of(entry) if self.words.is_in(name)]
        return [_("the public name in the head of entry %(number)d") % {"number": number} for number, _name in names]

    def files(self, article_id: int) -> list[str]:
        return []

    def delete_rows_of_files(self, article_id: int) -> None:
        """Do nothing: words are in no file of the record."""


def people_of(entry: Entry) -> list[str]:
    return [*entry.people.get("published", []), *entry.people.get("approved", [])]


def is_part_used(part: str) -> bool:
    return Page.objects.filter(slug=part).exists() or Address.objects.filter(path__contains=f"/{part}/").exists()


def removed_from_newest(rewritten: Sequence[Rewritten], newest: int) -> list[str]:
    """Return pointers into the newest copy to what is removed from it. newest: position of its entry."""
    return [
        part.removeprefix("/copy")
        for change in rewritten
        if change.entry.position == newest
        for part in change.parts
        if part.startswith("/copy")
    ]
