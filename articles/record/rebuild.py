"""Rebuilding the index from the record: publications, addresses, mentions, bylines, search.

Correct rows are left unchanged and keep their primary keys, so that running it again changes nothing. The record does
not contain the site of an article: an existing address keeps its site, a missing one gets the site of the journal.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, OuterRef
from wagtail.models import Site

from articles.models import ArticlePage

from . import addresses, index, withheld
from .models import Address, Byline, Entry, ImageUse, Mention, Publication
from .reader_copy import ReaderCopy
from .refusals import Refused
from .replay import Replay, chains
from .restrictions import update_flags
from .transactions import allow_record_writes, lock_pages, share_restrictions
from .verify import rows
from .verify.findings import Finding
from .verify.run import Totals, check_chain

BATCH_SIZE = 20


@dataclass
class Rebuilt:
    """The result of a rebuild. skipped: why some articles were left unchanged."""

    articles: int = 0
    written: int = 0
    removed: int = 0
    skipped: list[Finding] = field(default_factory=list)


def rebuild(progress: Callable[[Rebuilt], None] = lambda rebuilt: None) -> Rebuilt:
    """Rebuild the whole index, one transaction for each batch. Can be run at any time and repeated."""
    rebuilt = Rebuilt()
    for batch in batches():
        with transaction.atomic():
            share_restrictions()
            lock_pages(batch)
            with allow_record_writes():
                rebuild_articles(batch, rebuilt)
        progress(rebuilt)
    update_flags()
    rebuilt.removed = delete_publications_without_chain()
    return rebuilt


def batches() -> Iterator[list[int]]:
    """Yield article ids, in the order of first publication, so that new rows get their keys in that order."""
    last = 0
    while batch := list(
        Entry.objects.filter(position=1, pk__gt=last).order_by("pk").values_list("pk", "article_id")[:BATCH_SIZE]
    ):
        yield [article for pk, article in batch]
        last = batch[-1][0]


def rebuild_articles(batch: list[int], rebuilt: Rebuilt) -> None:
    """Write what differs. The caller holds the locks, in a transaction that may write the record."""
    replays = dict(verified_replays(batch, rebuilt))
    stored_rows = rows.load(batch)
    lookup = rows.LookupTables.of(replays)
    for article in (pk for pk in batch if pk in replays):
        expected = lookup.expected(article, replays[article])
        if any(rows.differences(stored_rows.get(article), expected)):
            rebuilt.written += write_rows(article, replays[article], expected.publication, rebuilt)
    index.update_search(Publication.objects.filter(article_id__in=replays).order_by("pk"))
    rebuilt.articles += len(batch)


def verified_replays(batch: list[int], rebuilt: Rebuilt) -> Iterator[tuple[int, Replay]]:
    """Yield the replays of valid chains. An article whose chain has a mismatch is skipped: it may have been forged."""
    totals = Totals()
    for article, entries in chains(batch):
        replay, uid, found = check_chain(article, entries, totals, files=False)
        if found:
            rebuilt.skipped.append(Finding(f"its chain does not verify ({found[0].message})", article, uid))
        else:
            yield article, replay


def write_rows(article: int, replay: Replay, publication: Publication, rebuilt: Rebuilt) -> bool:
    """Write the rows of one article; return False when it is outside every site."""
    stored = Publication.objects.filter(article_id=article).first()
    page = ArticlePage.objects.get(pk=article)
    try:
        site = site_of(page, stored)
    except Refused as refused:
        rebuilt.skipped.append(Finding(str(refused), article, str(publication.uid)))
        return False
    if stored is not None:
        publication.pk, publication._state.adding = stored.pk, False
    index.save_changed(publication)
    write_addresses(publication, site, replay.paths)
    publication.image_uses.exclude(original__in=replay.originals).delete()
    index.write_image_uses(publication, replay.originals)
    if replay.is_public and replay.data is not None:
        index.write_relations(publication, ReaderCopy(replay.data))
    else:
        index.delete_relations(publication)
        withheld.follow_visibility([publication.pk])
    return True


def site_of(page: ArticlePage, stored: Publication | None) -> Site:
    address = stored and (stored.current_address or stored.addresses.select_related("site").first())
    return address.site if address else addresses.tree_address(page)[0]


def write_addresses(publication: Publication, site: Site, paths: Iterable[str]) -> None:
    """Write an address for each path; the last one is current, the others are former ones."""
    *former, current = paths
    publication.addresses.exclude(path__in=[*former, current]).delete()
    publication.addresses.filter(current=True).exclude(path=current).update(current=False)
    for path in former:
        Address.objects.update_or_create(site=site, path=path, defaults={"publication": publication, "current": False})
    addresses.make_current(publication, site, current)


def delete_publications_without_chain() -> int:
    chain = Entry.objects.filter(article_id=OuterRef("article_id"))
    orphans = list(Publication.objects.filter(~Exists(chain)).values_list("pk", flat=True))
    with transaction.atomic(), allow_record_writes():
        for model in (Address, Mention, Byline, ImageUse):
            model.objects.filter(publication__in=orphans).delete()
        Publication.objects.filter(pk__in=orphans).delete()
    return len(orphans)
