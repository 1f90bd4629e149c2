"""Checks that other apps add to changes of the record.

A check is a function registered with Wagtail's hook `check_record_change`. It receives a RecordChange and raises
Refused to reject it. Checks run inside the transaction of the change, before anything is stored, whatever the entry
point: admin, workflow, bulk action, schedule, import or code. Pages that only show a change do not run them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail import hooks

from articles.models import ArticlePage
from articles.models.people import Actor

from .models import Act, EntryType, Publication
from .reader_copy import ReaderCopy

if TYPE_CHECKING:
    from .notes import NoteDraft


@dataclass(frozen=True)
class RecordChange:
    """A change that is about to be stored.

    type: of the entry that will be appended; a publication that reinstates an article has the type "version".
    publication: None before the first publication. act: the decision, with its basis and who made it. copy: the new
    reader's copy, None unless a version is published.
    """

    type: EntryType
    article: ArticlePage
    user: Actor
    publication: Publication | None
    act: Act
    copy: ReaderCopy | None = None
    notes: Sequence["NoteDraft"] = ()
    change_class: str = ""


def check_record_change(change: RecordChange) -> None:
    """Run every registered check. Raises Refused when one rejects the change."""
    for check in hooks.get_hooks("check_record_change"):
        check(change)
