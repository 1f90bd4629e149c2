from .chain import Entry, EntryType, Note, Version
from .decision import Decision
from .demo import DemoMark
from .expiry import ExpiryReason
from .files import RecordImage
from .kinds import CAUSES, NOTE_KINDS, ChangeClass
from .permit import Permit
from .publication import Address, Byline, Mention, Publication, Status
from .waiting import WaitingNote

__all__ = [
    "CAUSES",
    "NOTE_KINDS",
    "Address",
    "Byline",
    "ChangeClass",
    "Decision",
    "DemoMark",
    "Entry",
    "EntryType",
    "ExpiryReason",
    "Mention",
    "Note",
    "Permit",
    "Publication",
    "RecordImage",
    "Status",
    "Version",
    "WaitingNote",
]
