"""An article leaves the public, and comes back.

Its page then answers 410 and says so; the versions stay. (Text that stays under a banner is a retraction.)
"""

from django.db import transaction
from wagtail.search.index import insert_or_update_object

from articles.models import ArticlePage, public_name

from . import clock, index
from .canonical import FORMAT, canonical, nonce
from .chain import append
from .locking import lock
from .models import ChangeClass, Entry, EntryType, Note, Publication, Status


def withdraw(article: ArticlePage, *, user=None, reason: str = "") -> Entry | None:
    """Withdraw a public article; the reason may be empty, and readers are then told that none is recorded.

    Returns the entry, or None when the article is not public.
    """
    with transaction.atomic():
        lock(article.pk)
        publication = Publication.objects.select_related("version").filter(article_id=article.pk).first()
        if publication is None or publication.status != Status.PUBLIC:
            return None
        entry = write_removal(article, publication, reason.strip(), public_name(user))
        publication.status = Status.WITHDRAWN
        publication.mentions.all().delete()
        publication.bylines.all().delete()
        index.refresh(publication, moved_at=entry.at)
        insert_or_update_object(publication)
        index.announce(publication, [entry])
    return entry


def write_removal(article: ArticlePage, publication: Publication, reason: str, published: str) -> Entry:
    """The withdrawal's entry, with its note."""
    number = Note.objects.filter(article=article).count() + 1
    text = canonical(
        {
            "format": FORMAT,
            "nonce": nonce(),
            "number": number,
            "kind": ChangeClass.REMOVAL.value,
            "text": reason,
            "dated": "",
            "date_text": "",
        }
    )
    entry = append(
        article,
        uid=publication.uid,
        type=EntryType.WITHDRAWAL,
        at=clock.now(),
        text=text,
        version=publication.version.number,
        change_class=ChangeClass.REMOVAL,
        published=published,
    )
    Note(entry=entry, article=article, number=number, kind=ChangeClass.REMOVAL, text=text).save()
    return entry


def page_unpublished(sender, instance, **kwargs) -> None:
    """The net under every road of Wagtail that unpublishes: admin, bulk action, expiry, code."""
    if isinstance(instance, ArticlePage):
        withdraw(instance)
