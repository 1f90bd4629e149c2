"""Verification of one chain: positions, digests, texts and numbers. Reads only the entries that it is given."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from ..canonical import digest, parse
from ..formats.actors import ActorsContent
from ..formats.addenda import RedactionContent
from ..formats.heads import head, uncovered_columns
from ..formats.versions import VersionContent
from ..models import Addendum, ChangeClass, Entry, EntryType, Note, Version
from ..models.chain import ADDENDUM_TYPES, People
from ..reader_copy import CopyData
from ..spots import equal_without
from .findings import shortened
from .shapes import wrong_parts
from .texts import UNREADABLE, Parsed, check_access, parse_addendum, parse_note, parse_version, unreadable

TEXT_CHANGED = "its text does not match its digest: it was changed after it was written"
REDACTED_TEXT_CHANGED = "its text does not match its digest: it is not what the newest redaction of it left"


@dataclass
class ChainCheck:
    """Checks the entries of one chain in order. Entries that were forged in any way give messages, never an error.

    previous: digest of the entry before. versions, notes: their number so far. public, private: how readers have the
    article after the entries so far. format: of the last head. act: of the last entry. acts: all acts so far. before:
    the copy of the newest version. gap: whether that one cannot be read; the next one is then compared with nothing.
    value: of the text of the last entry, None when it cannot be read. texts: digest of each text, with the one that it
    had when it was written. redacted: the digests that texts must have by the newest redaction that touched them.
    nonces: of all texts. classed: position of each version, with its act and the highest number of a note that its
    changes name. act_notes: number of entries of type `note` of each act.
    """

    position: int = 0
    previous: str = ""
    uid: str = ""
    versions: int = 0
    notes: int = 0
    public: bool = False
    private: bool = False
    format: int = 1
    act: UUID | None = None
    people: People | None = None
    acts: set[UUID] = field(default_factory=set)
    before: CopyData | None = None
    gap: bool = False
    value: Mapping[str, Any] | None = None
    texts: dict[int, tuple[str, str]] = field(default_factory=dict)
    redacted: dict[int, str] = field(default_factory=dict)
    nonces: set[str] = field(default_factory=set)
    classed: dict[int, tuple[UUID | None, int]] = field(default_factory=dict)
    act_notes: Counter[UUID | None] = field(default_factory=Counter)

    def add(self, entry: Entry) -> list[str]:
        """Return the mismatches of the next entry, as messages; those of its text's digest are found by `finish`."""
        checks = {
            "its head": self.check_head,
            "its act": self.check_act,
            "its text": self.check_row,
            "its number": self.check_numbers,
            "its changes": self.check_changes,
            "what it touched": self.read_redaction,
        }
        found, self.value = [], None
        for subject, check in checks.items():
            try:
                found += check(entry)
            except UNREADABLE as error:
                found.append(unreadable(subject, error))
        self.previous = entry.digest
        self.position = entry.position
        return found

    def finish(self) -> list[tuple[int, str]]:
        """Return (position, message) of what only the later entries show.

        That is each text that is neither as it was written nor as a redaction left it, and each version whose changes
        name a note that its act does not have.
        """
        without_note = [
            (position, "its changes name a note that its act does not have")
            for position, (act, highest) in self.classed.items()
            if highest > self.act_notes[act]
        ]
        return without_note + [
            (position, TEXT_CHANGED if position not in self.redacted else REDACTED_TEXT_CHANGED)
            for position, (stored, written) in sorted(self.texts.items())
            if stored != self.redacted.get(position, written)
        ]

    def read_redaction(self, entry: Entry) -> list[str]:
        """Note the digests that the texts of earlier entries have since this redaction."""
        if entry.type != EntryType.REDACTION or not self.value or self.value["kind"] != entry.type:
            return []
        now = {item["position"]: item["now"] for item in cast(RedactionContent, self.value)["touched"]}
        self.redacted |= now
        if any(not 1 <= position < entry.position for position in now):
            return ["it redacts an entry that is not before it"]
        return []

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
        if wrong_parts(entry.people, People):
            found.append("the people in its head are not lists of names")
        try:
            recomputed = digest(head(entry))
        except UNREADABLE as error:
            return [*found, f"its head cannot be written in canonical form ({error})"]
        if recomputed != entry.digest:
            found.append("its head does not match its digest: time, class, people, number or type was changed")
        return found

    def check_act(self, entry: Entry) -> list[str]:
        """Check that formats never go back, that the entries of an act lie side by side, and who acted."""
        found = [
            f"it has a value in {name}, which a head of format {entry.format} does not cover"
            for name in uncovered_columns(entry)
        ]
        if entry.format < self.format:
            found.append(f"its head has format {entry.format}, after one of format {self.format}")
        self.format = max(self.format, entry.format)
        if entry.format == 1:
            return found
        if entry.act is None:
            return [*found, "it names no act"]
        found += check_actors(entry)
        if entry.act != self.act:
            if entry.act in self.acts:
                found.append("other entries lie between the entries of its act")
        elif entry.people != self.people:
            found.append("it names other people than the entry before of the same act")
        self.act, self.people = entry.act, entry.people
        self.acts.add(entry.act)
        return found

    def check_changes(self, entry: Entry) -> list[str]:
        """Check that a version is equal to the one before apart from the places that its changes name."""
        if entry.type != EntryType.VERSION:
            return []
        if not self.value:
            self.gap = True
            return []
        content = cast(VersionContent, self.value)
        before, self.before = self.before, content["copy"]
        gap, self.gap = self.gap, False
        self.classed[entry.position] = entry.act, highest_note(content)
        return [] if gap else unnamed_changes(entry, before, content)

    def check_row(self, entry: Entry) -> list[str]:
        """Check that the entry has one text, of the right kind, which matches its digest."""
        rows = {name: getattr(entry, name, None) for name in ("version_row", "note_row", "addendum_row")}
        row = rows.pop(TEXT_ROWS.get(entry.type, "note_row"))
        if row is None:
            return [f"the text of this {entry.type} is missing"]
        found = [f"there is a second text for this {entry.type}"] if any(rows.values()) else []
        if row.article_id != entry.article_id:
            found.append(f"its text belongs to article {row.article_id}")
        self.texts[entry.position] = digest(row.text), entry.content_digest
        self.value, mismatches = CHECKS[type(row)](entry, row)
        if self.value:
            nonce = self.value["nonce"]
            if nonce in self.nonces:
                mismatches.append("its text has the nonce of an earlier text")
            self.nonces.add(nonce)
        return found + mismatches

    def check_numbers(self, entry: Entry) -> list[str]:
        """Check that versions and notes are numbered without gaps, and withdrawals alternate with reinstatements."""
        if entry.type == EntryType.VERSION:
            return self.check_version_number(entry)
        if entry.type in ADDENDUM_TYPES:
            return [] if entry.version == self.versions else [f"it refers to version {entry.version}"]
        self.notes += 1
        if entry.type == EntryType.NOTE:
            self.act_notes[entry.act] += 1
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
        if entry.type == EntryType.OPENING and not self.private:
            found.append("an article is opened that was not private")
        if entry.type in (EntryType.RESTRICTION, EntryType.OPENING):
            self.private = entry.type == EntryType.RESTRICTION
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


def unnamed_changes(entry: Entry, before: CopyData | None, content: VersionContent) -> list[str]:
    """Check that the changes in a version name every difference from the copy before, None for the first.

    The changes of an imported version were not classed, nor those of a version of format 1.
    """
    changes = content["changes"]
    if content["format"] == 1:
        return [] if entry.format == 1 else ["its text has format 1, which is older than its head"]
    if changes is None:
        return [] if entry.imported else ["its changes were not classed, although it was not imported"]
    spots = [spot for change in changes for spot in change["spots"]]
    if before is None:
        return ["it names changes, and no version was before it"] if spots else []
    if not equal_without(before, content["copy"], spots):
        return ["the places of its changes do not account for every difference from the version before"]
    return []


def check_actors(entry: Entry) -> list[str]:
    """Check the private row of an entry's act, as `replay.chains` loads it, against the digest in the head."""
    actors = getattr(entry, "private_text", None)
    if actors is None:
        return ["the private row of its act is missing"]
    if digest(actors) != entry.actors:
        return ["the private row of its act does not match the digest in its head"]
    try:
        named = parse(actors)
    except UNREADABLE as error:
        return [unreadable("the private row of its act", error)]
    if wrong := wrong_parts(named, ActorsContent):
        return [f"the private row of its act cannot be read (values of another type: {shortened(', '.join(wrong))})"]
    if (named["act"], named["article"]) != (str(entry.act), str(entry.uid)):
        return ["the private row of its act names another act or article"]
    return []


def check_approval(entry: Entry, value: Mapping[str, Any]) -> list[str]:
    """Check that a text names those as approving whom the head names."""
    named: object = entry.people  # a forged column may have any JSON value
    if isinstance(named, dict) and value["approval"]["by"] == named.get("approved"):
        return []
    return ["its text names other people as approving than its head"]


def highest_note(content: VersionContent) -> int:
    """Return the highest number of a note of the same act that the changes of a version name; 0 without any."""
    return max((change["note"] for change in content["changes"] or []), default=0)


def check_version(entry: Entry, version: Version) -> Parsed:
    value, found = parse_version(version.text)
    if value:
        if value["copy"].get("uid") != str(entry.uid):
            found.append("its copy is that of another article")
        found += check_approval(entry, value)
    return value, found


def check_note(entry: Entry, note: Note) -> Parsed:
    value, found = parse_note(note.text)
    if value:
        if (value["number"], value["kind"]) != (note.number, note.kind):
            found.append("number or kind of its note differ from those in its text")
        if any(not 0 < amendment["note"] < note.number for amendment in value["amends"]):
            found.append("it amends a note that is not before it")
        found += check_approval(entry, value)
        found += check_access(value, is_restriction=entry.type == EntryType.RESTRICTION)
    if note.kind != entry.change_class:
        found.append(f"its class is “{entry.change_class}”, its note's kind “{note.kind}”")
    return value, found


def check_addendum(entry: Entry, addendum: Addendum) -> Parsed:
    value, found = parse_addendum(addendum.text)
    if value and value["kind"] != entry.type:
        found.append(f"its text is that of a {value['kind']}")
    return value, found


TEXT_ROWS: dict[str, str] = {
    EntryType.VERSION: "version_row",
    EntryType.REDACTION: "addendum_row",
    EntryType.REVIEW: "addendum_row",
}
CHECKS: dict[type[Any], Callable[[Any, Any], Parsed]] = {
    Version: check_version,
    Note: check_note,
    Addendum: check_addendum,
}
