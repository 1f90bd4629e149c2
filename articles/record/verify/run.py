"""Going through the whole record, in batches and with flat memory."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, OuterRef
from wagtail.models import Page

from articles.models import ArticlePage

from .. import fence
from ..copy import ReaderCopy
from ..models import Entry, EntryType, Note, Permit, Publication, Status, Version
from ..replay import Replay, chains
from . import rows
from .chains import UNREADABLE, ChainCheck
from .files import FileCheck
from .findings import Finding

BATCH = 20


@dataclass
class Totals:
    """How much was looked at."""

    articles: int = 0
    entries: int = 0
    versions: int = 0
    check: FileCheck = field(default_factory=FileCheck)

    @property
    def files(self) -> int:
        return self.check.files


def verify(
    article: int | None = None,
    *,
    totals: Totals | None = None,
    progress: Callable[[Totals], None] = lambda totals: None,
) -> Iterator[Finding]:
    """Every mismatch of the record, or of one article. Writes nothing.

    totals is filled as it goes; progress is called after each batch.
    """
    totals = totals or Totals()
    yield from check_fence()
    for batch in batches(article):
        yield from check_articles(batch, totals)
        progress(totals)
    yield from check_orphans(article)
    yield from check_desk(article)


def check_fence() -> Iterator[Finding]:
    for name in fence.missing():
        yield Finding(f"the trigger {name} is missing; manage.py migrate puts it up again")
    if Permit.objects.exists():
        yield Finding("a permit was left behind: the record can be written by anybody until it is deleted")


def batches(article: int | None) -> Iterator[list[int]]:
    """Ids of the articles that have a chain, some at a time."""
    if article is not None:
        yield [article] if Entry.objects.filter(article_id=article).exists() else []
        return
    last = 0
    every = Entry.objects.order_by("article_id").values_list("article_id", flat=True).distinct()
    while batch := list(every.filter(article_id__gt=last)[:BATCH]):
        yield batch
        last = batch[-1]


def check_articles(batch: list[int], totals: Totals) -> Iterator[Finding]:
    """The findings of some articles. Where something was found it is looked at again under the article's lock,
    since somebody may have published between two queries."""
    suspected = {finding.article for finding in look_at(batch, totals)}
    for article in sorted(pk for pk in suspected if pk is not None):
        with transaction.atomic():
            list(Page.objects.select_for_update().filter(pk=article).values_list("pk"))
            found = list(look_at([article], Totals(check=totals.check)))
        yield from found


def look_at(batch: list[int], totals: Totals) -> list[Finding]:
    """Check the chains of some articles, and the index against them."""
    found: list[Finding] = []
    replays: dict[int, Replay] = {}
    uids: dict[int, str] = {}
    for article, entries in chains(batch):
        replays[article], uids[article], wrong = check_chain(article, entries, totals)
        found += wrong
    stand = rows.load(batch)
    unreadable = {article for article, replay in replays.items() if not replay.data}
    around = rows.Surroundings.of({article: replays[article] for article in replays.keys() - unreadable})
    for article in sorted(replays.keys() - unreadable):
        expected = around.expected(article, replays[article])
        for what in rows.differences(stand.get(article), expected):
            found.append(Finding(what, article, uids[article]))
    return found


def check_chain(
    article: int, entries: Iterable[Entry], totals: Totals, *, files: bool = True
) -> tuple[Replay, str, list[Finding]]:
    """Check one chain and tell it, with the files that its copies name or without.

    The replay is empty when the chain cannot be told to its end.
    """
    chain, replay, found = ChainCheck(), Replay(), []
    told = True
    for entry in entries:
        wrong = chain.add(entry)
        try:
            replay.add(entry)
            if entry.type == EntryType.VERSION:
                totals.versions += 1
                wrong += totals.check.check(ReaderCopy(replay.data)) if files else []
        except UNREADABLE as error:
            told = False
            wrong.append(f"what readers got cannot be told from it ({type(error).__name__}: {error})")
        found += [Finding(what, article, chain.uid, entry.position) for what in wrong]
        totals.entries += 1
    totals.articles += 1
    return replay if told else Replay(), chain.uid, found


def check_orphans(article: int | None) -> Iterator[Finding]:
    """Texts without an entry, and publications without a chain."""
    only = {} if article is None else {"article_id": article}
    standing = Entry.objects.filter(pk=OuterRef("pk"))
    for model, noun in ((Version, "version"), (Note, "note")):
        for row in model.objects.filter(~Exists(standing), **only).only("article_id", "number").iterator():
            yield Finding(f"the entry of {noun} {row.number} is missing", row.article_id)
    chain = Entry.objects.filter(article_id=OuterRef("article_id"))
    for publication in Publication.objects.filter(~Exists(chain), **only).only("article_id", "uid").iterator():
        yield Finding("it has a publication and no chain", publication.article_id, str(publication.uid))


def check_desk(article: int | None) -> Iterator[Finding]:
    """The desk's claim to be live, by its own columns alone, against what readers get."""
    only = {} if article is None else {"pk": article}
    public = Publication.objects.filter(article_id=OuterRef("pk"), status=Status.PUBLIC)
    pages = ArticlePage.objects.filter(**only).order_by("pk").values_list("pk", flat=True)
    for pk in pages.filter(~Exists(public), live=True).iterator():
        yield Finding("the desk says that it is live, readers do not get it", pk)
    for pk in pages.filter(Exists(public), live=False).iterator():
        yield Finding("readers get it, the desk says that it is not live", pk)
