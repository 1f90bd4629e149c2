"""Cards: what lists show of an article."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypedDict

from django.db.models import QuerySet
from django.utils.text import capfirst

from articles.record.images import ImageSources, RecordImages
from articles.record.models import ChangeClass, Publication
from articles.record.models.publication import CardPerson, LatestNote
from articles.record.reader_copy import Image, JournalReference

# The roles that lists name beside a title. Translators, editors and photographers are named in the article only.
WRITER_ROLES = {"author", "interviewer"}


class CardImage(ImageSources):
    alt: str


class CardMark(TypedDict):
    """The change of which a list informs. kind: a change class. date: None for an imported note."""

    kind: str
    label: str
    date: datetime | None


class Card(TypedDict):
    """minutes: reading time. mark: of the newest note, None where its class does not mark an article."""

    uid: str
    title: str
    standfirst: str
    path: str
    language: str
    journal: JournalReference
    authors: list[CardPerson]
    published_on: date
    minutes: int
    image: CardImage | None
    mark: CardMark | None


def listed_publications() -> QuerySet[Publication]:
    """Return the publications that lists may show, newest first, without the columns that only search reads."""
    return Publication.objects.public().newest_first().defer("search_people", "search_names", "search_text")


def make_cards(publications: Iterable[Publication], *, first: str = "thumb") -> list[Card]:
    """Return the cards of these publications, in their order. One query for all pictures.

    first: the use (`articles.record.images.USES`) of the first card's picture; the others are thumbs.
    """
    publications = list(publications)
    images = RecordImages(
        publication.card["image"] for publication in publications if publication.card["image"] is not None
    )
    return [
        make_card(publication, images, "thumb" if index else first) for index, publication in enumerate(publications)
    ]


def make_card(publication: Publication, images: RecordImages, use: str = "thumb") -> Card:
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
        "image": card_image(data["image"], images, use) if data["image"] else None,
        "mark": card_mark(publication.last_note),
    }


def writers(people: list[CardPerson]) -> list[CardPerson]:
    """Return the people of the byline who wrote the article; all of them when none has such a role."""
    return [person for person in people if person["role"] in WRITER_ROLES] or people


def card_image(image: Image, images: RecordImages, use: str) -> CardImage | None:
    sources = images.srcset(image, use)
    return {**sources, "alt": image["alt"]} if sources else None


def card_mark(note: LatestNote | None) -> CardMark | None:
    if note is None:
        return None
    rules = ChangeClass(note["kind"]).rules
    if not rules.marks_article:
        return None
    published = None if note["imported"] else datetime.fromisoformat(note["at"])
    return {"kind": note["kind"], "label": capfirst(str(rules.past_participle)), "date": published}


def cards_by_uid(uids: Iterable[str]) -> dict[str, Card]:
    """Return the cards of the public articles among these, by permanent id. No query for an empty list."""
    uids = list(uids)
    if not uids:
        return {}
    return {card["uid"]: card for card in make_cards(listed_publications().filter(uid__in=uids))}
