"""What lists show of an article.

CARD: {"uid", "title", "standfirst", "path", "language", "journal": {"name", "path"},
"authors": [{"name", "slug"}], "published_on": date, "minutes", "image": {"src", "srcset", "sizes", "width",
"height", "alt"} or None, "mark": {"kind", "label", "date"} or None}
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from articles.record.images import RecordImages
from articles.record.models import Publication

# Notes after which a list says so beside the title, and how.
MARKS = {
    "correction": _("Corrected"),
    "clarification": _("Clarified"),
    "update": _("Updated"),
    "disclosure": _("Disclosure added"),
    "editors_note": _("Editor’s note"),
    "concern": _("Expression of concern"),
    "retraction": _("Retracted"),
}


def cards(publications: Iterable[Publication]) -> list[dict]:
    """The cards of these publications, in their order. One query for all pictures."""
    publications = list(publications)
    images = RecordImages(p.card["image"] for p in publications if p.card["image"])
    return [card(publication, images) for publication in publications]


def card(publication: Publication, images: RecordImages) -> dict:
    data = publication.card
    return {
        "uid": str(publication.uid),
        "title": data["title"],
        "standfirst": data["standfirst"],
        "path": data["path"],
        "language": data["language"],
        "journal": data["journal"],
        "authors": data["authors"],
        "published_on": publication.published_on,
        "minutes": data["minutes"],
        "image": picture(data["image"], images) if data["image"] else None,
        "mark": mark(publication.last_note),
    }


def picture(image: dict, images: RecordImages) -> dict | None:
    found = images.srcset(image, "thumb")
    return found and {**found, "alt": image["alt"]}


def mark(last_note: dict | None) -> dict | None:
    if not last_note or last_note["kind"] not in MARKS:
        return None
    date = None if last_note["imported"] else datetime.fromisoformat(last_note["at"])
    return {"kind": last_note["kind"], "label": MARKS[last_note["kind"]], "date": date}


def by_uid(uids: Iterable[str]) -> dict[str, dict]:
    """Cards of the public ones among these, by permanent id."""
    uids = list(uids)
    if not uids:
        return {}
    return {item["uid"]: item for item in cards(Publication.objects.public().filter(uid__in=uids))}
