"""What lists show of an article.

CARD: {"uid", "title", "standfirst", "path", "language", "journal": {"name", "path"},
"authors": [{"name", "slug"}], "published_on": date, "minutes", "image": {"src", "srcset", "sizes", "width",
"height", "alt"} or None, "mark": {"kind", "label", "date"} or None}
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
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

# Those who wrote a piece stand beside its title in a list; translators, editors and photographers in the article.
WRITERS = {"author", "interviewer"}


def listed() -> QuerySet[Publication]:
    """What readers may be shown in a list, newest first, without the columns that only search reads."""
    return Publication.objects.public().newest_first().defer("search_people", "search_names", "search_text")


def cards(publications: Iterable[Publication], *, first: str = "thumb") -> list[dict]:
    """The cards of these publications, in their order. One query for all pictures.

    first: the use (`articles.record.images.USES`) in which the first one shows its picture; the others are thumbs.
    """
    publications = list(publications)
    images = RecordImages(p.card["image"] for p in publications if p.card["image"])
    return [card(p, images, "thumb" if place else first) for place, p in enumerate(publications)]


def card(publication: Publication, images: RecordImages, use: str = "thumb") -> dict:
    data = publication.card
    return {
        "uid": str(publication.uid),
        "title": data["title"],
        "standfirst": data["standfirst"],
        "path": data["path"],
        "language": data["language"],
        "journal": data["journal"],
        "authors": writers(data["authors"]),
        "published_on": publication.published_on,
        "minutes": data["minutes"],
        "image": picture(data["image"], images, use) if data["image"] else None,
        "mark": mark(publication.last_note),
    }


def writers(people: list[dict]) -> list[dict]:
    """Those of the by-line who wrote the piece; everybody when nobody is said to have written it."""
    return [person for person in people if person["role"] in WRITERS] or people


def picture(image: dict, images: RecordImages, use: str) -> dict | None:
    found = images.srcset(image, use)
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
    return {item["uid"]: item for item in cards(listed().filter(uid__in=uids))}
