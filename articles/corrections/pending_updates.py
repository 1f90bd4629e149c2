"""Presenter of pending updates: current values beside those that readers last saw."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.record.diff import labels
from articles.record.freeze.carried import PendingUpdate
from articles.record.plain_text import rich_text

LENGTH = 161


@dataclass(frozen=True)
class ValueChange:
    """One value: as readers see it, and the current one."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class UpdateRow:
    """A pending update with its checkbox."""

    key: str
    label: str
    changes: list[ValueChange]
    accepted: bool


def update_row(update: PendingUpdate, accepted: frozenset[str]) -> UpdateRow:
    names = [name for name in update.new if update.old.get(name) != update.new[name]]
    changes = [
        ValueChange(labels.field(name), display_text(update.old.get(name)), display_text(update.new[name]))
        for name in names
    ]
    return UpdateRow(update.key, update.label, changes, update.key in accepted)


def display_text(value: Any) -> str:
    """Return a value as truncated plain text: rich text without marks, a picture by the beginning of its digest."""
    return Truncator(plain_value(value)).chars(LENGTH)


def plain_value(value: Any) -> str:
    if value is None or value in ("", []):
        return str(_("nothing"))
    if isinstance(value, dict):
        return str(value.get("digest", ""))[:12] or str(value.get("text", ""))
    if isinstance(value, list) and all(isinstance(paragraph, list) for paragraph in value):
        return rich_text(value)
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)
