from .acts import Account, Act, ActKind, ActState
from .chain import Addendum, DayLine, Entry, EntryType, Note, Version
from .change_classes import NOTE_KINDS, ChangeClass, NoteRule, Placement, WithdrawalCause
from .images import RecordImage
from .markers import DemoMark, Permit
from .pending import WaitingNote
from .publication import Address, Byline, ImageUse, Mention, Publication, Status

__all__ = [
    "NOTE_KINDS",
    "Account",
    "Act",
    "ActKind",
    "ActState",
    "Addendum",
    "Address",
    "Byline",
    "ChangeClass",
    "DayLine",
    "DemoMark",
    "Entry",
    "EntryType",
    "ImageUse",
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
