"""Writing the index: one publication and the rows beside it, from the copy that readers get."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site
from wagtail.search.backends import get_search_backends
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
    publication = write_row(article, version, copy, site=site, at=at, substantive=substantive)
    write_beside(publication, copy)
    insert_or_update_object(publication)
    return publication


def write_row(
    article: ArticlePage, version: Version, copy: ReaderCopy, *, site: Site, at: datetime, substantive: bool
) -> Publication:
    """Write the publication itself and its address: what the next version of the article is prepared from."""
    data = copy.data
    publication = Publication.objects.filter(article_id=article.pk).first() or first_row(article, copy, at)
    publication.journal = JournalPage.objects.get(uid=data["journal"]["id"])
    publication.version = version
    publication.status = Status.PUBLIC
    publication.restricted = is_restricted(article)
    publication.updated_at = at
    if substantive and publication.pk and not version.entry.imported:
        publication.substantive_at = at
    describe(publication, data)
    publication.save()
    addresses.make_current(publication, site, data["path"])
    return publication


def write_beside(publication: Publication, copy: ReaderCopy) -> None:
    """Write who and what a public article is found by."""
    write_mentions(publication, copy.data)
    write_bylines(publication, copy.data)


def clear_beside(publication: Publication) -> None:
    """A withdrawn article is found by nobody and nothing."""
    publication.mentions.all().delete()
    publication.bylines.all().delete()


def add_to_search(publications: Iterable[Publication]) -> None:
    """Write the search rows of several publications at once."""
    rows = list(publications)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Publication, rows)


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


def place_in_lists(published_on: date, at: datetime) -> datetime:
    """The moment by which lists are ordered: of the act, or noon of an earlier day (UTC) for an older piece."""
    if published_on == timezone.localdate(at):
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
    publication.last_note = newest and note_line(newest.entry)
    if moved_at:
        publication.substantive_at = publication.updated_at = moved_at
    publication.save()


def note_line(entry: Entry) -> dict:
    """What a publication says of its newest note."""
    at = entry.at.astimezone(UTC).isoformat()
    return {"kind": entry.change_class, "at": at, "imported": entry.imported}


def announce(publication: Publication, entries: list[Entry]) -> None:
    """Speak: now to those who write rows, after commit to the others."""
    recorded.send(sender=ArticlePage, publication=publication, entries=entries)
    transaction.on_commit(lambda: announced.send_robust(sender=ArticlePage, publication=publication, entries=entries))
