from .chain import Entry, EntryType, Note, Version
from .files import RecordImage
from .kinds import NOTE_KINDS, ChangeClass
from .publication import Address, Byline, Mention, Publication, Status
from .waiting import WaitingNote

__all__ = [
    "NOTE_KINDS",
    "Address",
    "Byline",
    "ChangeClass",
    "Entry",
    "EntryType",
    "Mention",
    "Note",
    "Publication",
    "RecordImage",
    "Status",
    "Version",
    "WaitingNote",
]
