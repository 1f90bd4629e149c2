"""Writing the index: the publication of an article, and the rows by which it is found, from the reader's copy."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time

from django.utils import timezone
from wagtail.models import Site
from wagtail.search.backends import get_search_backends

from articles.models import ArticlePage, Author, JournalPage
from entities.models import Entity

from . import addresses, withheld
from .hiding import HIDING_TYPES, hiding_of
from .models import Byline, Entry, EntryType, ImageUse, Mention, Publication, Status, Version
from .models.chain import ADDENDUM_TYPES, NOTE_TYPES
from .models.change_classes import moves_dates
from .models.publication import LatestNote
from .plain_text import plain_text, reading_minutes, search_words
from .reader_copy import CopyData, ReaderCopy
from .restrictions import is_restricted
from .signals import recorded


def save_publication(
    article: ArticlePage, version: Version, copy: ReaderCopy, *, site: Site, at: datetime, entries: Sequence[Entry]
) -> Publication:
    """Save the publication of an article and its current address, for the version that readers now get.

    at: time of the act. entries: what the act appended to the chain.
    """
    publication = Publication.objects.filter(article_id=article.pk).first()
    if publication is None:
        publication = new_publication(article, copy, at)
        entries = [entry for entry in entries if entry.type != EntryType.VERSION]
    publication.journal = JournalPage.objects.get(uid=copy.data["journal"]["id"])
    publication.version = version
    if publication.status == Status.WITHDRAWN:
        publication.status = Status.PUBLIC
    publication.updated_at = at
    apply_entries(publication, entries)
    set_copied_columns(publication, copy.data)
    save_changed(publication)
    addresses.make_current(publication, site, copy.data["path"])
    return publication


def save_changed(publication: Publication) -> None:
    """Save a publication, but for the flag of view restrictions, which only `articles.record.restrictions` changes.

    The flag may have been set since this row was read. The article's picture files move to where they belong now.
    """
    if publication._state.adding:
        publication.save()
        return
    names = [field.name for field in Publication._meta.concrete_fields if not field.primary_key]
    publication.save(update_fields=[name for name in names if name != "restricted"])
    withheld.follow_visibility([publication.pk])


def new_publication(article: ArticlePage, copy: ReaderCopy, at: datetime) -> Publication:
    """Return an unsaved publication with the dates of a first version."""
    published_on = date.fromisoformat(copy.data["first_published"])
    position = list_position(published_on, at)
    return Publication(
        article=article,
        uid=copy.data["uid"],
        published_on=published_on,
        published_at=position,
        substantive_at=position,
        restricted=is_restricted(article),
    )


def list_position(published_on: date, at: datetime) -> datetime:
    """Return the time by which lists are ordered: that of the act, or noon UTC of an earlier day of publication."""
    if published_on == timezone.localdate(at):
        return at
    return datetime.combine(published_on, time(12), UTC)


def apply_entries(publication: Publication, entries: Sequence[Entry]) -> None:
    """Set the latest note, the dates and whether readers can see a publication by new entries, without saving it."""
    for entry in entries:
        if entry.type in NOTE_TYPES:
            publication.last_note = latest_note(entry)
        if entry_moves_dates(entry):
            publication.substantive_at = publication.updated_at = entry.at
    if any(entry.type in HIDING_TYPES for entry in entries):
        hiding = hiding_of(publication.article_id)
        publication.private = hiding.private
        publication.hidden_cause = hiding.cause(restricted=publication.restricted)


def entry_moves_dates(entry: Entry) -> bool:
    """Whether an entry moves the dates that readers see. Nothing that was imported does."""
    return not entry.imported and entry.type not in ADDENDUM_TYPES and moves_dates(entry.change_class)


def latest_note(entry: Entry) -> LatestNote:
    """Return what a publication stores of its newest note."""
    return {"kind": entry.change_class, "at": entry.at.astimezone(UTC).isoformat(), "imported": entry.imported}


def set_copied_columns(publication: Publication, data: CopyData) -> None:
    """Set the columns that lists and search read from the copy."""
    publication.language = data["language"]
    publication.title = data["title"]
    publication.card = {
        "title": data["title"],
        "standfirst": data["standfirst"],
        "minutes": reading_minutes(data),
        "language": data["language"],
        "path": data["path"],
        "journal": data["journal"],
        "authors": [
            {"id": person["id"], "name": person["name"], "slug": person["slug"], "role": person["role"]}
            for person in data["authors"]
        ],
        "image": data["lead"],
    }
    publication.search_people = search_words(" ".join(person["name"] for person in data["authors"]))
    publication.search_names = search_words(" ".join(entity["name"] for entity in data["entities"]))
    publication.search_text = search_words(f"{data['title']} {data['standfirst']} {plain_text(data)}")


def write_relations(publication: Publication, copy: ReaderCopy) -> None:
    """Write the mentions and bylines of a public article."""
    write_mentions(publication, copy.data)
    write_bylines(publication, copy.data)
    write_image_uses(publication, {image["digest"] for image in copy.images()})
    withheld.follow_visibility([publication.pk])


def delete_relations(publication: Publication) -> None:
    """Delete the mentions and bylines of a withdrawn article."""
    publication.mentions.all().delete()
    publication.bylines.all().delete()


def write_mentions(publication: Publication, data: CopyData) -> None:
    uids = [entity["id"] for entity in data["entities"]]
    wanted = set(Entity.objects.filter(uid__in=uids).values_list("pk", flat=True))
    existing = set(publication.mentions.values_list("entity_id", flat=True))
    publication.mentions.filter(entity__in=existing - wanted).delete()
    Mention.objects.bulk_create(Mention(publication=publication, entity_id=pk) for pk in sorted(wanted - existing))


def write_bylines(publication: Publication, data: CopyData) -> None:
    uids = [person["id"] for person in data["authors"]]
    authors = {str(author.uid): author for author in Author.objects.filter(uid__in=uids)}
    publication.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(publication=publication, author=authors[person["id"]], position=position, role=person["role"])
        for position, person in enumerate(data["authors"])
        if person["id"] in authors
    )


def write_image_uses(publication: Publication, originals: Iterable[str]) -> None:
    """Add the pictures of a version to those of the article; those of former versions stay."""
    ImageUse.objects.bulk_create(
        [ImageUse(publication=publication, original=original) for original in sorted(originals)], ignore_conflicts=True
    )


def update_search(publications: Iterable[Publication]) -> None:
    """Write the search rows of these publications."""
    rows = list(publications)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Publication, rows)


def send_recorded(publication: Publication, entries: Sequence[Entry]) -> None:
    """Send the signal `recorded`, inside the transaction."""
    recorded.send(sender=ArticlePage, publication=publication, entries=entries)
