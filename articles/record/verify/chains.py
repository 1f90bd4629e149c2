"""Verification of one chain: positions, digests, texts and numbers. Reads only the entries that it is given."""

import json
from dataclasses import dataclass
from typing import Any

from ..canonical import NotCanonical, canonical_json, digest, parse
from ..chain import head
from ..models import ChangeClass, Entry, EntryType, Note, Version

UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)


@dataclass
class ChainCheck:
    """Checks the entries of one chain in order.

    previous: digest of the entry before. versions, notes: their number so far. public: whether readers can see the
    article after the entries so far.
    """

    position: int = 0
    previous: str = ""
    uid: str = ""
    versions: int = 0
    notes: int = 0
    public: bool = False

    def add(self, entry: Entry) -> list[str]:
        """Return the mismatches of the next entry, as messages."""
        found = [*self.check_head(entry), *self.check_row(entry), *self.check_numbers(entry)]
        self.previous = entry.digest
        self.position = entry.position
        return found

    def check_head(self, entry: Entry) -> list[str]:
        """Check position, previous digest and head."""
        found = []
        self.uid = self.uid or str(entry.uid)
        if entry.position != self.position + 1:
            found.append(f"position {self.position + 1} was expected: entries are missing before it")
        if entry.previous != self.previous:
            found.append("it does not follow from the entry before: the digest it names is another one")
        if str(entry.uid) != self.uid:
            found.append(f"it belongs to another article, {entry.uid}")
        try:
            recomputed = digest(head(entry))
        except (NotCanonical, *UNREADABLE) as error:
            return [*found, f"its head cannot be written in canonical form ({error})"]
        if recomputed != entry.digest:
            found.append("its head does not match its digest: time, class, people, number or type was changed")
        return found

    def check_row(self, entry: Entry) -> list[str]:
        """Check that the entry has one text, of the right kind, which matches its digest."""
        version, note = getattr(entry, "version_row", None), getattr(entry, "note_row", None)
        is_version = entry.type == EntryType.VERSION
        row, other = (version, note) if is_version else (note, version)
        if row is None:
            return [f"the text of this {entry.type} is missing"]
        found = [f"there is a second text for this {entry.type}"] if other else []
        if row.article_id != entry.article_id:
            found.append(f"its text belongs to article {row.article_id}")
        if digest(row.text) != entry.content_digest:
            found.append("its text does not match its digest: it was changed after it was written")
        return found + (check_version(entry, row) if is_version else check_note(entry, row))

    def check_numbers(self, entry: Entry) -> list[str]:
        """Check that versions and notes are numbered without gaps, and withdrawals alternate with reinstatements."""
        if entry.type == EntryType.VERSION:
            return self.check_version_number(entry)
        self.notes += 1
        found = []
        note = getattr(entry, "note_row", None)
        if note and note.number != self.notes:
            found.append(f"note {note.number} is in the place of note {self.notes}")
        if entry.version != self.versions:
            found.append(f"it refers to version {entry.version}, readers had version {self.versions}")
        if entry.type == EntryType.RETURN and self.public:
            found.append("an article is reinstated that was not withdrawn")
        if entry.type == EntryType.WITHDRAWAL and not self.public:
            found.append("an article is withdrawn that was not public")
        if entry.type in (EntryType.RETURN, EntryType.WITHDRAWAL):
            self.public = entry.type == EntryType.RETURN
        return found

    def check_version_number(self, entry: Entry) -> list[str]:
        self.versions += 1
        self.public = self.public or self.versions == 1
        found = []
        version = getattr(entry, "version_row", None)
        if entry.version != self.versions or (version and version.number != self.versions):
            number = version.number if version else entry.version
            found.append(f"version {number} is in the place of version {self.versions}")
        if not self.public:
            found.append("a version was published while the article was withdrawn")
        if (entry.change_class == ChangeClass.FIRST) != (self.versions == 1):
            found.append(f"version {self.versions} has the class “{entry.change_class}”")
        return found


def check_version(entry: Entry, version: Version) -> list[str]:
    value, found = parse_text(version.text)
    if value and value["copy"].get("uid") != str(entry.uid):
        found.append("its copy is that of another article")
    return found


def check_note(entry: Entry, note: Note) -> list[str]:
    value, found = parse_text(note.text, main_key="text")
    if value and (value.get("number") != note.number or value.get("kind") != note.kind):
        found.append("number or kind of its note differ from those in its text")
    if note.kind != entry.change_class:
        found.append(f"its class is “{entry.change_class}”, its note's kind “{note.kind}”")
    return found


def parse_text(text: str, main_key: str = "copy") -> tuple[dict[str, Any] | None, list[str]]:
    """Return the value of a text of the record, or None, and the mismatches of its form.

    main_key: the key that must exist: "copy" in a version, "text" in a note.
    """
    try:
        value = parse(text)
        if not isinstance(value[main_key], {"copy": dict, "text": str}[main_key]):
            raise TypeError(main_key)
        written = canonical_json(json.loads(text))
    except (NotCanonical, *UNREADABLE) as error:
        return None, [f"its text cannot be read ({type(error).__name__}: {error})"]
    found = [] if written == text else ["its text is not in canonical form"]
    if len(str(value.get("nonce", ""))) != 32:
        found.append("its text has no nonce")
    return value, found
