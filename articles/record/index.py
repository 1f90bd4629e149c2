"""Writing the index: one publication and the rows beside it, from the copy that readers get."""

from datetime import UTC, datetime, time

from django.db import transaction
from wagtail.models import Site
from wagtail.search.index import insert_or_update_object

from articles.models import ArticlePage, Author, JournalPage
from entities.models import Entity

from . import addresses
from .copy import ReaderCopy
from .models import Byline, Entry, Mention, Note, Publication, Status, Version
from .plain import plain_text, reading_minutes
from .restrictions import is_restricted
from .search_words import search_words
from .signals import announced, recorded


def write(
    article: ArticlePage, version: Version, copy: ReaderCopy, *, site: Site, at: datetime, substantive: bool
) -> Publication:
    """Write the publication of an article and its derived rows, from the copy of the version readers now get.

    at: the time of the version. substantive: whether the dates that readers and machines see move.
    """
    data = copy.data
    publication = Publication.objects.filter(article_id=article.pk).first() or first_row(article, copy, at)
    publication.journal = JournalPage.objects.get(uid=data["journal"]["id"])
    publication.version = version
    publication.status = Status.PUBLIC
    publication.restricted = is_restricted(article)
    publication.updated_at = at
    if substantive and publication.pk:
        publication.substantive_at = at
    describe(publication, data)
    publication.save()
    addresses.settle(publication, site, data["path"])
    write_mentions(publication, data)
    write_bylines(publication, data)
    insert_or_update_object(publication)
    return publication


def first_row(article: ArticlePage, copy: ReaderCopy, at: datetime) -> Publication:
    published_on = datetime.fromisoformat(copy.data["first_published"]).date()
    placed = place_in_lists(published_on, at)
    return Publication(
        article=article,
        uid=copy.data["uid"],
        published_on=published_on,
        published_at=placed,
        substantive_at=placed,
    )


def place_in_lists(published_on, at: datetime) -> datetime:
    """The moment by which lists are ordered: of the act, or noon of an earlier day (UTC) for an older piece."""
    if published_on == at.date():
        return at
    return datetime.combine(published_on, time(12), UTC)


def describe(publication: Publication, data: dict) -> None:
    """Fill the columns that lists and search read."""
    publication.language = data["language"]
    publication.title = data["title"]
    publication.card = {
        "title": data["title"],
        "standfirst": data["standfirst"],
        "minutes": reading_minutes(data),
        "language": data["language"],
        "path": data["path"],
        "journal": data["journal"],
        "authors": [{key: person[key] for key in ("id", "name", "slug", "role")} for person in data["authors"]],
        "image": data["lead"],
    }
    publication.search_people = search_words(" ".join(person["name"] for person in data["authors"]))
    publication.search_names = search_words(" ".join(entity["name"] for entity in data["entities"]))
    publication.search_text = search_words(f"{data['title']} {data['standfirst']} {plain_text(data)}")


def write_mentions(publication: Publication, data: dict) -> None:
    wanted = set(Entity.objects.filter(uid__in=[e["id"] for e in data["entities"]]).values_list("pk", flat=True))
    have = set(publication.mentions.values_list("entity_id", flat=True))
    publication.mentions.filter(entity__in=have - wanted).delete()
    Mention.objects.bulk_create(Mention(publication=publication, entity_id=pk) for pk in sorted(wanted - have))


def write_bylines(publication: Publication, data: dict) -> None:
    authors = {str(a.uid): a for a in Author.objects.filter(uid__in=[person["id"] for person in data["authors"]])}
    publication.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(publication=publication, author=authors[person["id"]], position=position, role=person["role"])
        for position, person in enumerate(data["authors"])
        if person["id"] in authors
    )


def refresh(publication: Publication, *, moved_at: datetime | None = None) -> None:
    """Bring what follows from the notes up to date. moved_at moves the substantive date."""
    newest = Note.objects.filter(article=publication.article_id).select_related("entry").order_by("-number").first()
    publication.last_note = newest and {
        "kind": newest.kind,
        "at": newest.entry.at.isoformat(),
        "imported": newest.entry.imported,
    }
    if moved_at:
        publication.substantive_at = publication.updated_at = moved_at
    publication.save()


def announce(publication: Publication, entries: list[Entry]) -> None:
    """Speak: now to those who write rows, after commit to the others."""
    recorded.send(sender=ArticlePage, publication=publication, entries=entries)
    transaction.on_commit(lambda: announced.send_robust(sender=ArticlePage, publication=publication, entries=entries))
