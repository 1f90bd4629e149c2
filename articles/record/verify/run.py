"""Verification of the whole record, in batches and with constant memory."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, OuterRef

from articles.models import ArticlePage

from .. import triggers
from ..day_lines import check_lines
from ..models import Entry, EntryType, Note, Permit, Publication, Status, Version
from ..reader_copy import ReaderCopy
from ..replay import Replay, chains
from ..transactions import lock_pages, share_restrictions
from . import rows
from .chains import UNREADABLE, ChainCheck
from .files import FileCheck
from .findings import Finding, FindingKind
from .privacy import privacy_differences

BATCH_SIZE = 20


@dataclass
class Totals:
    """How much has been checked."""

    articles: int = 0
    entries: int = 0
    versions: int = 0
    file_check: FileCheck = field(default_factory=FileCheck)

    @property
    def files(self) -> int:
        return self.file_check.files


def verify(
    article: int | None = None,
    *,
    totals: Totals | None = None,
    progress: Callable[[Totals], None] = lambda totals: None,
) -> Iterator[Finding]:
    """Yield every mismatch of the record, or of one article. Writes nothing.

    totals: filled on the way. progress: called after each batch.
    """
    totals = totals or Totals()
    yield from check_triggers()
    for batch in batches(article):
        yield from check_articles(batch, totals)
        progress(totals)
    yield from check_orphans(article)
    yield from check_live_pages(article)
    if article is None:
        yield from check_day_lines()


def check_day_lines() -> Iterator[Finding]:
    """Check that each day line follows from the one before."""
    for day, message in check_lines():
        yield Finding(f"the line of {day.isoformat()}: {message}")


def check_triggers() -> Iterator[Finding]:
    """Check that the triggers are installed, and that no row of record_permit lets every transaction write."""
    for name in triggers.missing_triggers():
        yield Finding(f"the trigger {name} is missing; manage.py migrate installs it")
    if Permit.objects.exists():
        yield Finding("record_permit has a row: every transaction can write the record until it is deleted")


def batches(article: int | None) -> Iterator[list[int]]:
    """Yield the ids of articles that have a chain, in batches."""
    if article is not None:
        yield [article] if Entry.objects.filter(article_id=article).exists() else []
        return
    last = 0
    every = Entry.objects.order_by("article_id").values_list("article_id", flat=True).distinct()
    while batch := list(every.filter(article_id__gt=last)[:BATCH_SIZE]):
        yield batch
        last = batch[-1]


def check_articles(batch: list[int], totals: Totals) -> Iterator[Finding]:
    """Yield the findings of a batch. An article with mismatches is checked again under its lock, because it may have
    been published between two queries."""
    findings = check_batch(batch, totals)
    suspected = {finding.article for finding in findings if finding.kind == FindingKind.MISMATCH}
    yield from (finding for finding in findings if finding.article not in suspected)
    for article in sorted(pk for pk in suspected if pk is not None):
        with transaction.atomic():
            share_restrictions()
            lock_pages([article])
            found = list(check_batch([article], Totals(file_check=totals.file_check)))
        yield from found


def check_batch(batch: list[int], totals: Totals) -> list[Finding]:
    """Check the chains of a batch, and the index against them."""
    found: list[Finding] = []
    replays: dict[int, Replay] = {}
    uids: dict[int, str] = {}
    for article, entries in chains(batch):
        replays[article], uids[article], chain_findings = check_chain(article, entries, totals)
        found += chain_findings
    stored_rows = rows.load(batch)
    unreadable = {article for article, replay in replays.items() if replay.data is None}
    lookup = rows.LookupTables.of({article: replays[article] for article in replays.keys() - unreadable})
    for article in sorted(replays.keys() - unreadable):
        expected = lookup.expected(article, replays[article])
        for message in rows.differences(stored_rows.get(article), expected):
            found.append(Finding(message, article, uids[article]))
        for message in privacy_differences(article, replays[article], lookup):
            found.append(Finding(message, article, uids[article]))
    return found


def check_chain(
    article: int, entries: Iterable[Entry], totals: Totals, *, files: bool = True
) -> tuple[Replay, str, list[Finding]]:
    """Check and replay one chain; return (replay, permanent id, findings). files: check the picture files too.

    The replay is empty when an entry of the chain cannot be read.
    """
    chain, replay, found = ChainCheck(), Replay(), []
    readable = True
    for entry in entries:
        messages, unclean = chain.add(entry), []
        try:
            replay.add(entry)
            if entry.type == EntryType.VERSION:
                totals.versions += 1
                if files and replay.data is not None:
                    messages += totals.file_check.check(ReaderCopy(replay.data))
                    unclean = totals.file_check.unclean(ReaderCopy(replay.data))
        except UNREADABLE as error:
            readable = False
            messages.append(f"it cannot be replayed ({type(error).__name__}: {error})")
        found += [Finding(message, article, chain.uid, entry.position) for message in messages]
        found += [Finding(message, article, chain.uid, entry.position, FindingKind.METADATA) for message in unclean]
        totals.entries += 1
    found += [Finding(message, article, chain.uid, position) for position, message in chain.finish()]
    totals.articles += 1
    found.sort(key=lambda finding: finding.position or 0)
    return replay if readable else Replay(), chain.uid, found


def check_orphans(article: int | None) -> Iterator[Finding]:
    """Yield texts without an entry, and publications without a chain."""
    only = {} if article is None else {"article_id": article}
    entry = Entry.objects.filter(pk=OuterRef("pk"))
    for model, noun in ((Version, "version"), (Note, "note")):
        for row in model.objects.filter(~Exists(entry), **only).only("article_id", "number").iterator():
            yield Finding(f"the entry of {noun} {row.number} is missing", row.article_id)
    chain = Entry.objects.filter(article_id=OuterRef("article_id"))
    for publication in Publication.objects.filter(~Exists(chain), **only).only("article_id", "uid").iterator():
        yield Finding("it has a publication and no chain", publication.article_id, str(publication.uid))


def check_live_pages(article: int | None) -> Iterator[Finding]:
    """Yield articles whose page is live although readers cannot see them, and the reverse."""
    only = {} if article is None else {"pk": article}
    public = Publication.objects.filter(article_id=OuterRef("pk"), status=Status.PUBLIC)
    pages = ArticlePage.objects.filter(**only).order_by("pk").values_list("pk", flat=True)
    for pk in pages.filter(~Exists(public), live=True).iterator():
        yield Finding("its page is live, but readers cannot see it", pk)
    for pk in pages.filter(Exists(public), live=False).iterator():
        yield Finding("readers can see it, but its page is not live", pk)
