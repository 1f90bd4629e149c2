"""Publishing an archive: many articles, or many versions of them, in few transactions.

The same functions write as for one publication: each version has its place in its article's chain, its images are
kept, every gate is asked. What is saved is one transaction and one permit a batch, and the rows by which articles
are found are written once for each article of a batch.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, Revision

from articles.models import ArticlePage, public_name

from . import clock, index
from .copy import ReaderCopy
from .models import ChangeClass, Decision, Entry, Publication, Version
from .notes import NoteDraft
from .permit import open_permit
from .prepare import prepare
from .publish import Act, check, keep_images, told_today, write_chain
from .refusals import Refused

BATCH = 50


@dataclass(frozen=True)
class Item:
    """A revision to publish and what is said about it, as in `publish`."""

    revision: Revision
    notes: Sequence[NoteDraft] = ()
    change_class: str = ""
    summary: str = ""

    @property
    def article_id(self) -> int:
        return int(self.revision.object_id)


@dataclass
class Outcome:
    """What became of the items: versions in their order, and those that were refused, with the words."""

    versions: list[Version] = field(default_factory=list)
    refused: list[tuple[Item, str]] = field(default_factory=list)


@dataclass
class Touched:
    """An article of a batch, with the entries that it was given."""

    publication: Publication
    copy: ReaderCopy
    entries: list[Entry]


def publish_many(
    items: Iterable[Item],
    *,
    user=None,
    imported: bool = True,
    batch: int = BATCH,
    progress: Callable[[Outcome], None] = lambda outcome: None,
) -> Outcome:
    """Publish revisions in the order given; several of one article become its versions one after the other.

    An item that is refused in words is left out and the others go on; any other error undoes its batch and is raised,
    while the batches before it stand. imported: the versions are old, so that no date that readers see moves.
    """
    outcome = Outcome()
    rest = iter(items)
    while chunk := list(islice(rest, batch)):
        publish_batch(chunk, Publisher(user, imported), outcome)
        progress(outcome)
    return outcome


@dataclass(frozen=True)
class Publisher:
    """Who publishes, and whether it was published elsewhere before."""

    user: object
    imported: bool

    def act(self, item: Item) -> Act:
        name = public_name(self.user)
        return Act(clock.now(), name, item.notes, item.change_class, item.summary, self.imported)


def publish_batch(chunk: list[Item], publisher: Publisher, outcome: Outcome) -> None:
    """All of a batch in one transaction and under one permit."""
    ids = sorted({item.article_id for item in chunk})
    with transaction.atomic():
        list(Page.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
        with open_permit():
            touched: dict[int, Touched] = {}
            for item in chunk:
                try:
                    version = publish_item(item, publisher, touched)
                except Refused as refused:
                    outcome.refused.append((item, str(refused)))
                else:
                    outcome.versions.append(version)
            finish(touched.values())


def publish_item(item: Item, publisher: Publisher, touched: dict[int, Touched]) -> Version:
    """Write one version, with the publication that the next one of the article is prepared from.

    Raises Refused before anything of this item is written.
    """
    prepared = prepare(item.revision, user=publisher.user, notes=item.notes)
    check(prepared, None)
    act = publisher.act(item)
    keep_images(prepared.frozen)
    PublishPageRevisionAction(item.revision, user=publisher.user).execute(skip_permission_checks=True)
    version, entries = write_chain(prepared, item.revision, act)
    copy = prepared.frozen.copy
    publication = index.write_row(
        ArticlePage.objects.get(pk=item.article_id),
        version,
        copy,
        site=prepared.site,
        at=act.at,
        substantive=version.entry.change_class != ChangeClass.COPY_EDIT,
    )
    if len(entries) > 1 or prepared.unchanged:
        index.refresh(publication, moved_at=act.at if told_today(entries) else None)
    before = touched[item.article_id].entries if item.article_id in touched else []
    touched[item.article_id] = Touched(publication, copy, [*before, *entries])
    return version


def finish(touched: Iterable[Touched]) -> None:
    """Write what each article is found by, and speak."""
    articles = list(touched)
    for article in articles:
        index.write_beside(article.publication, article.copy)
    index.add_to_search(article.publication for article in articles)
    Decision.objects.filter(article_id__in=[article.publication.article_id for article in articles]).delete()
    for article in articles:
        index.announce(article.publication, article.entries)
