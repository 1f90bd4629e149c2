"""The record line in the head of an article: which version this is, and the last thing that readers were told of it."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.record.models import Publication

# What the newest note makes of the line. Kinds that are not named here leave it a plain version line.
SAID = {
    "update": _("updated"),
    "clarification": _("clarified"),
    "correction": _("corrected"),
    "disclosure": _("disclosure added"),
    "editors_note": _("editor’s note"),
    "concern": _("expression of concern"),
    "retraction": _("retracted"),
}


def record_line(publication: Publication, notes: list[dict]) -> dict[str, Any]:
    """{"number", "at": day of the version, "path", "changes_path", "kind", "said", "said_on", "date_text"}.

    kind, said: of the newest note, empty without one. said_on: its day, None where nobody knows it. changes_path: what
    differs from the version before, empty for a first version. Asks nothing of the database.
    """
    version, path = publication.version, f"{publication.card['path']}versions/"
    note = next((note for note in reversed(notes) if note["kind"] in SAID), None)
    return {
        "number": version.number,
        "at": timezone.localdate(version.entry.at),
        "path": path,
        "changes_path": f"{path}{version.number - 1}..{version.number}/" if version.number > 1 else "",
        "kind": note["kind"] if note else "",
        "said": SAID[note["kind"]] if note else "",
        "said_on": day_of(note) if note else None,
    }


def day_of(note: dict) -> date | None:
    return timezone.localdate(note["at"]) if note["at"] else None
