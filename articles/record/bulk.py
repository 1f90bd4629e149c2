"""Publishing an archive: many articles, or many versions of them, in few transactions.

Each item is written by the functions that publish one article. One transaction is used for a batch, and the rows by
which articles are found are written once for each article of a batch.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from articles.models.people import Actor

from .models import Version
from .notes import NoteDraft
from .prepare import prepare
from .publish import PublishOptions, WrittenPublication, finish_publications, write_publication
from .refusals import Refused
from .transactions import allow_record_writes, lock_pages, share_restrictions

BATCH_SIZE = 50


@dataclass(frozen=True)
class Item:
    """A revision to publish, with the options of `publish` that differ between items."""

    revision: Revision
    notes: Sequence[NoteDraft] = ()
    change_class: str = ""
    summary: str = ""

    @property
    def article_id(self) -> int:
        return int(self.revision.object_id)


@dataclass
class Outcome:
    """The versions in the order of the items, and the items that were rejected."""

    versions: list[Version] = field(default_factory=list)
    refused: list[tuple[Item, Refused]] = field(default_factory=list)


def publish_many(
    items: Iterable[Item],
    *,
    user: Actor = None,
    imported: bool = True,
    batch_size: int = BATCH_SIZE,
    progress: Callable[[Outcome], None] = lambda outcome: None,
) -> Outcome:
    """Publish revisions in the order given; several of one article become its versions one after the other.

    A rejected item is skipped. Any other error rolls its batch back and is raised; earlier batches stay published.
    imported: the versions were published elsewhere before, so that no date that readers see moves.
    """
    outcome = Outcome()
    remaining = iter(items)
    while batch := list(islice(remaining, batch_size)):
        publish_batch(batch, user, imported, outcome)
        progress(outcome)
    return outcome


def publish_all(items: Iterable[Item], *, user: Actor = None, imported: bool = True) -> list[Version]:
    """Publish revisions as `publish_many` does, and raise the first refusal; what was published before it stays."""
    outcome = publish_many(items, user=user, imported=imported)
    for _item, refusal in outcome.refused:
        raise refusal
    return outcome.versions


def publish_batch(batch: list[Item], user: Actor, imported: bool, outcome: Outcome) -> None:
    """Publish the items of a batch in one transaction, and add them to the outcome."""
    written: dict[int, WrittenPublication] = {}
    with transaction.atomic():
        share_restrictions()
        lock_pages({item.article_id for item in batch})
        with allow_record_writes():
            for item in batch:
                options = PublishOptions(user, item.notes, item.change_class, item.summary, imported=imported)
                try:
                    prepared = prepare(item.revision)
                    action = PublishPageRevisionAction(prepared.revision, user=user)
                    latest = write_publication(prepared, options, action)
                except Refused as refusal:
                    outcome.refused.append((item, refusal))
                    continue
                outcome.versions.append(latest.version)
                written[item.article_id] = merge(written.get(item.article_id), latest)
            finish_publications(written.values())


def merge(earlier: WrittenPublication | None, latest: WrittenPublication) -> WrittenPublication:
    """Return the latest publication of an article with the entries of both."""
    entries = [*(earlier.entries if earlier else ()), *latest.entries]
    return WrittenPublication(latest.publication, latest.copy, latest.version, entries)
