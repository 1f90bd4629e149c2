"""Making the index anew from the record: publications, addresses, mentions, by-lines, search.

Rows that are right keep their keys and are left alone, so that doing it again changes nothing. The record does not
say on which site an article stands: an address that is there keeps its site, a lost one takes the site of the
journal's place in the tree.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, OuterRef
from wagtail.models import Page, Site

from articles.models import ArticlePage

from . import addresses, index
from .copy import ReaderCopy
from .models import Address, Byline, Entry, Mention, Publication
from .permit import open_permit
from .refusals import Refused
from .replay import Replay, chains
from .verify import rows
from .verify.findings import Finding
from .verify.run import Totals, check_chain

BATCH = 20


@dataclass
class Rebuilt:
    """What a rebuild did. left: why some articles were left as they stood."""

    articles: int = 0
    written: int = 0
    removed: int = 0
    left: list[Finding] = field(default_factory=list)


def rebuild(progress: Callable[[Rebuilt], None] = lambda rebuilt: None) -> Rebuilt:
    """Make the whole index anew, a batch a transaction. Can be run at any time, and again after it was stopped."""
    rebuilt = Rebuilt()
    for batch in batches():
        with transaction.atomic():
            list(Page.objects.select_for_update().filter(pk__in=batch).order_by("pk").values_list("pk"))
            with open_permit():
                rebuild_articles(batch, rebuilt)
        progress(rebuilt)
    rebuilt.removed = remove_strangers()
    return rebuilt


def batches() -> Iterator[list[int]]:
    """Articles in the order in which readers first got them, which is that of the keys of new rows."""
    last = 0
    while batch := list(
        Entry.objects.filter(position=1, pk__gt=last).order_by("pk").values_list("pk", "article_id")[:BATCH]
    ):
        yield [article for pk, article in batch]
        last = batch[-1][0]


def rebuild_articles(batch: list[int], rebuilt: Rebuilt) -> None:
    """Write what differs. The caller holds the locks and the permit."""
    replays = dict(told(batch, rebuilt))
    stand = rows.load(batch)
    around = rows.Surroundings.of(replays)
    for article in (pk for pk in batch if pk in replays):
        expected = around.expected(article, replays[article])
        if any(rows.differences(stand.get(article), expected)):
            rebuilt.written += write(article, replays[article], expected.publication, rebuilt)
    index.add_to_search(Publication.objects.filter(article_id__in=replays).order_by("pk"))
    rebuilt.articles += len(batch)


def told(batch: list[int], rebuilt: Rebuilt) -> Iterator[tuple[int, Replay]]:
    """The chains told to their end. One with a mismatch is left alone: nothing is made from what may be forged."""
    totals = Totals()
    for article, entries in chains(batch):
        replay, uid, found = check_chain(article, entries, totals, files=False)
        if found:
            rebuilt.left.append(Finding(f"its chain does not verify ({found[0].what})", article, uid))
        else:
            yield article, replay


def write(article: int, replay: Replay, publication: Publication, rebuilt: Rebuilt) -> bool:
    """Write the rows of one article. False when there is no place for it."""
    stands = Publication.objects.filter(article_id=article).first()
    page = ArticlePage.objects.get(pk=article)
    try:
        site = site_of(page, stands)
    except Refused as refused:
        rebuilt.left.append(Finding(str(refused), article, str(publication.uid)))
        return False
    publication.pk = stands.pk if stands else None
    publication.save()
    write_addresses(publication, site, replay.paths)
    if replay.is_public:
        index.write_beside(publication, ReaderCopy(replay.data))
    else:
        index.clear_beside(publication)
    return True


def site_of(page: ArticlePage, stands: Publication | None) -> Site:
    known = stands and (stands.current_address or stands.addresses.select_related("site").first())
    return known.site if known else addresses.tree_address(page)[0]


def write_addresses(publication: Publication, site: Site, paths: Iterable[str]) -> None:
    """Every path at which the article stood, the last one as the current."""
    *former, current = paths
    publication.addresses.exclude(path__in=[*former, current]).delete()
    publication.addresses.filter(current=True).exclude(path=current).update(current=False)
    for path in former:
        Address.objects.update_or_create(site=site, path=path, defaults={"publication": publication, "current": False})
    addresses.make_current(publication, site, current)


def remove_strangers() -> int:
    """Take away the rows of articles that have no chain."""
    chain = Entry.objects.filter(article_id=OuterRef("article_id"))
    strangers = list(Publication.objects.filter(~Exists(chain)).values_list("pk", flat=True))
    with transaction.atomic(), open_permit():
        for model in (Address, Mention, Byline):
            model.objects.filter(publication__in=strangers).delete()
        Publication.objects.filter(pk__in=strangers).delete()
    return len(strangers)
