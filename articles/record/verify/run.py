"""Verification of the whole record, in batches and with constant memory."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

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
from .chains import ChainCheck
from .files import FileCheck
from .findings import Finding, FindingKind, shortened
from .privacy import privacy_differences
from .texts import UNREADABLE, unreadable

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
    yield from guarded("a trigger or record_permit", check_triggers())
    for batch in batches(article):
        yield from check_articles(batch, totals)
        progress(totals)
    yield from guarded("a text or publication", check_orphans(article))
    yield from guarded("a page", check_live_pages(article))
    if article is None:
        yield from guarded("a day's line", check_day_lines())


def guarded(subject: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """Yield the findings of a check of the whole record. One that a forged row ends is a finding too."""
    try:
        yield from findings
    except UNREADABLE as error:
        yield Finding(unreadable(subject, error))


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
    """Check the chains of a batch, and the index against them. A row that cannot be loaded affects its article only."""
    before = replace(totals)
    try:
        return check_loaded(batch, totals)
    except UNREADABLE as error:
        totals.articles, totals.entries, totals.versions = before.articles, before.entries, before.versions
        if len(batch) == 1:
            totals.articles += 1
            return [Finding(unreadable("a row of its chain", error), batch[0])]
    return [finding for article in batch for finding in check_batch([article], totals)]


def check_loaded(batch: list[int], totals: Totals) -> list[Finding]:
    """Check a batch. Raises one of UNREADABLE when a column of an entry or of a text has no value of its type."""
    found: list[Finding] = []
    replays: dict[int, Replay] = {}
    uids: dict[int, str] = {}
    for article, entries in chains(batch):
        replays[article], uids[article], chain_findings = check_chain(article, entries, totals)
        found += chain_findings
    readable = {article: replay for article, replay in sorted(replays.items()) if replay.data is not None}
    return found + check_index(readable, uids)


def check_index(replays: dict[int, Replay], uids: dict[int, str]) -> list[Finding]:
    """Check the index and the page tree against replayed chains: all together, or each by itself if one is forged."""
    found: list[Finding] = []
    try:
        stored_rows = rows.load(list(replays))
        lookup = rows.LookupTables.of(replays)
        for article, replay in replays.items():
            expected = lookup.expected(article, replay)
            messages = [
                *rows.differences(stored_rows.get(article), expected),
                *privacy_differences(article, replay, lookup),
            ]
            found += [Finding(message, article, uids[article]) for message in messages]
    except UNREADABLE as error:
        if len(replays) > 1:
            return [finding for article in replays for finding in check_index({article: replays[article]}, uids)]
        return [Finding(unreadable("its index or what that follows from", error), pk, uids[pk]) for pk in replays]
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
        except UNREADABLE as error:
            readable = False
            messages.append(f"it cannot be replayed ({type(error).__name__}: {shortened(error)})")
        if entry.type == EntryType.VERSION:
            totals.versions += 1
            if files and readable and replay.data is not None:
                messages += totals.file_check.check(ReaderCopy(replay.data))
                unclean = totals.file_check.unclean(ReaderCopy(replay.data))
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
