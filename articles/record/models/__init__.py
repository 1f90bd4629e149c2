from .chain import Entry, EntryType, Note, Version
from .change_classes import NOTE_KINDS, ChangeClass, NoteRule, Placement, WithdrawalCause
from .images import RecordImage
from .markers import DemoMark, Permit
from .pending import Decision, ExpiryReason, WaitingNote
from .publication import Address, Byline, Mention, Publication, Status

__all__ = [
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
    "NoteRule",
    "Permit",
    "Placement",
    "Publication",
    "RecordImage",
    "Status",
    "Version",
    "WaitingNote",
    "WithdrawalCause",
]
