"""The classes of change, from the lightest to the gravest.

The words follow the practice of newsrooms and of COPE's retraction guidelines; see `docs/record.md`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeClass(models.TextChoices):
    """The class of an entry of the chain. An empty one means: unclassified."""

    FIRST = "first", _("First publication")
    COPY_EDIT = "copy_edit", _("Copy-edit")
    UPDATE = "update", _("Update")
    CLARIFICATION = "clarification", _("Clarification")
    CORRECTION = "correction", _("Correction")
    DISCLOSURE = "disclosure", _("Disclosure added")
    EDITORS_NOTE = "editors_note", _("Editor’s note")
    CONCERN = "concern", _("Expression of concern")
    RETRACTION = "retraction", _("Retraction")
    REMOVAL = "removal", _("Removal")
    RETURN = "return", _("Back in public")


# What an editor may choose for a note on an article that stays public. A removal comes from withdrawing it.
NOTE_KINDS = [
    (kind.value, kind.label)
    for kind in (
        ChangeClass.CORRECTION,
        ChangeClass.CLARIFICATION,
        ChangeClass.UPDATE,
        ChangeClass.DISCLOSURE,
        ChangeClass.EDITORS_NOTE,
        ChangeClass.CONCERN,
        ChangeClass.RETRACTION,
    )
]

# Why an article leaves the public.
CAUSES = [
    ("error", _("It cannot be relied on")),
    ("legal", _("For legal reasons")),
    ("privacy", _("To protect somebody’s privacy")),
    ("safety", _("To protect somebody’s safety")),
    ("author", _("At the author’s request")),
    ("expired", _("Its time has passed")),
    ("duplicate", _("It stands elsewhere")),
    ("other", _("For another reason")),
]
