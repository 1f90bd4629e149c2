"""The classes of change, what follows from each, and the causes of a withdrawal.

The vocabulary follows newsroom practice and the COPE Retraction Guidelines
(https://publicationethics.org/guidance/guideline/retraction-guidelines).
"""

from dataclasses import dataclass
from enum import Enum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ChangeClass(models.TextChoices):
    """The class of an entry. An empty class means: unclassified.

    The order of the members has no meaning; `CHANGE_CLASSES` has what follows from each.
    """

    FIRST = "first", _("First publication")
    COPY_EDIT = "copy_edit", _("Copy-edit")
    CORRECTION = "correction", _("Correction")
    CLARIFICATION = "clarification", _("Clarification")
    UPDATE = "update", _("Update")
    DISCLOSURE = "disclosure", _("Disclosure added")
    EDITORS_NOTE = "editors_note", _("Editor’s note")
    CONCERN = "concern", _("Expression of concern")
    RETRACTION = "retraction", _("Retraction")
    REMOVAL = "removal", _("Withdrawal")
    RETURN = "return", _("Reinstated")
    RESTRICTION = "restriction", _("Made private")
    OPENING = "opening", _("Open again")

    @property
    def rules(self) -> "ChangeClassRules":
        return CHANGE_CLASSES[self]


class NoteRule(Enum):
    """Whether an entry of a class has a note for readers."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


class Placement(Enum):
    """Where the note of a class is shown on the article's page."""

    ABOVE_TEXT = "above_text"
    BELOW_TEXT = "below_text"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class ChangeClassRules:
    """What follows from a class of change.

    past_participle: for a sentence (“corrected on 12 May”); capitalised on cards.
    severity: a version takes the class of its most severe note; higher is more severe.
    moves_dates: whether the dates that readers, feeds and sitemaps see as “updated” move.
    editor_chooses: whether an editor may choose the class for a note on a public article.
    marks_article: whether cards and the record line name the class when it is the latest note.
    """

    past_participle: str | Promise
    severity: int
    note: NoteRule = NoteRule.REQUIRED
    placement: Placement = Placement.BELOW_TEXT
    moves_dates: bool = True
    editor_chooses: bool = True
    marks_article: bool = True


# In the order in which forms offer the classes.
CHANGE_CLASSES: dict[ChangeClass, ChangeClassRules] = {
    ChangeClass.FIRST: ChangeClassRules(
        _("published"),
        severity=0,
        note=NoteRule.NONE,
        placement=Placement.NOWHERE,
        editor_chooses=False,
        marks_article=False,
    ),
    ChangeClass.COPY_EDIT: ChangeClassRules(
        _("copy-edited"),
        severity=10,
        note=NoteRule.NONE,
        placement=Placement.NOWHERE,
        moves_dates=False,
        editor_chooses=False,
        marks_article=False,
    ),
    ChangeClass.CORRECTION: ChangeClassRules(_("corrected"), severity=40, placement=Placement.ABOVE_TEXT),
    ChangeClass.CLARIFICATION: ChangeClassRules(_("clarified"), severity=30),
    ChangeClass.UPDATE: ChangeClassRules(_("updated"), severity=20, note=NoteRule.OPTIONAL),
    ChangeClass.DISCLOSURE: ChangeClassRules(_("disclosure added"), severity=50),
    ChangeClass.EDITORS_NOTE: ChangeClassRules(_("editor’s note"), severity=60, placement=Placement.ABOVE_TEXT),
    ChangeClass.CONCERN: ChangeClassRules(_("expression of concern"), severity=70, placement=Placement.ABOVE_TEXT),
    ChangeClass.RETRACTION: ChangeClassRules(_("retracted"), severity=80, placement=Placement.ABOVE_TEXT),
    ChangeClass.REMOVAL: ChangeClassRules(
        _("withdrawn"), severity=90, placement=Placement.ABOVE_TEXT, editor_chooses=False, marks_article=False
    ),
    ChangeClass.RETURN: ChangeClassRules(
        _("reinstated"), severity=0, note=NoteRule.OPTIONAL, editor_chooses=False, marks_article=False
    ),
    ChangeClass.RESTRICTION: ChangeClassRules(
        _("made private"),
        severity=0,
        placement=Placement.NOWHERE,
        moves_dates=False,
        editor_chooses=False,
        marks_article=False,
    ),
    ChangeClass.OPENING: ChangeClassRules(
        _("opened again"),
        severity=0,
        note=NoteRule.OPTIONAL,
        moves_dates=False,
        editor_chooses=False,
        marks_article=False,
    ),
}

# The classes that an editor may choose for a note on an article that stays public.
NOTE_KINDS = [(kind.value, kind.label) for kind, rules in CHANGE_CLASSES.items() if rules.editor_chooses]


def most_severe(kinds: list[str], default: str = "") -> str:
    """Return the most severe of these classes; `default` for an empty list."""
    return max(kinds, key=lambda kind: ChangeClass(kind).rules.severity, default=default)


def moves_dates(change_class: str) -> bool:
    """Whether an entry of this class, which may be empty, moves the dates that readers see."""
    return not change_class or ChangeClass(change_class).rules.moves_dates


class WithdrawalCause(models.TextChoices):
    """Why an article was withdrawn or made private."""

    ERROR = "error", _("It cannot be relied on")
    LEGAL = "legal", _("For legal reasons")
    PRIVACY = "privacy", _("To protect a person’s privacy")
    SAFETY = "safety", _("To protect a person’s safety")
    AUTHOR = "author", _("At the author’s request")
    EXPIRED = "expired", _("Out of date")
    DUPLICATE = "duplicate", _("Duplicate")
    MEMBERS = "members", _("For members from now on")
    MOVED = "moved", _("It moves elsewhere")
    OTHER = "other", _("For another reason")


# The sentence that readers see in place of the words, for causes that protect a person or follow from the law. Of what
# is hidden for one of them, nothing is given out.
PROTECTED_SENTENCES = {
    WithdrawalCause.PRIVACY.value: _("We do not say more, to protect a person."),
    WithdrawalCause.SAFETY.value: _("We do not say more, to protect a person."),
    WithdrawalCause.LEGAL.value: _("For legal reasons we do not say more."),
}
PROTECTED_CAUSES = frozenset(PROTECTED_SENTENCES)
# The causes that forms offer for a withdrawal, and for making private.
WITHDRAWAL_CAUSES = [cause for cause in WithdrawalCause if cause.value not in ("members", "moved")]
RESTRICTION_CAUSES = [
    WithdrawalCause.MEMBERS,
    WithdrawalCause.MOVED,
    WithdrawalCause.PRIVACY,
    WithdrawalCause.SAFETY,
    WithdrawalCause.LEGAL,
    WithdrawalCause.OTHER,
]
