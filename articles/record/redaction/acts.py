"""The redaction of one article: everything in one transaction, with an entry in the chain that readers see."""

from dataclasses import dataclass, field
from datetime import UTC
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from articles.models import ArticlePage
from articles.models.people import Actor

from .. import clock, index
from ..acts import Decider, cancel_act, context_of, finish_act, new_act, open_acts
from ..basis import basis_of
from ..canonical import NotCanonical, digest, parse
from ..chain import append_entry
from ..change_checks import RecordChange, check_record_change
from ..formats.addenda import redaction_text
from ..models import Act, ActKind, ActState, Addendum, Entry, EntryType, Publication, WithdrawalCause
from ..rebuild import Rebuilt, rebuild_articles
from ..refusals import Refused
from ..replay import chains
from ..transactions import lock_article
from ..verify.run import Totals, check_chain
from . import instructions
from .chain import Rewritten, remarks_of, rewrite_chain, store, widened_changes
from .files import delete_unused
from .instructions import Instruction
from .rows import RowChange, write_changes
from .targets import Removal, removed_from_newest

COURT = "court"
MAX_LENGTH = 400


@dataclass(frozen=True)
class Reason:
    """Why something is redacted, as readers see it.

    cause: a WithdrawalCause, or "court". order: of a court or an authority, or empty. text: one line, or empty. on: the
    day of the redaction, YYYY-MM-DD; empty for today. Raises Refused.
    """

    cause: str
    order: str = ""
    text: str = ""
    user: Actor = None
    on: str = ""

    def __post_init__(self) -> None:
        if self.cause not in (COURT, *WithdrawalCause.values):
            raise Refused(_("Choose why it is redacted."), "unknown_cause")
        if max(len(self.order), len(self.text)) > MAX_LENGTH:
            message = _("The order and the text for readers have at most %(limit)d characters each.")
            raise Refused(message % {"limit": MAX_LENGTH}, "reason_too_long")


@dataclass
class Plan:
    """What a redaction changes in an article.

    acts: open acts that are cancelled, because they hold what is redacted. kept: places that cannot be changed.
    """

    article_id: int
    rewritten: list[Rewritten] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    rows: list[RowChange] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.rewritten or self.acts or self.rows)


def plan_redaction(article_id: int, removal: Removal) -> Plan:
    """Return what a redaction would change. Writes nothing. Raises Refused for a chain that does not verify."""
    entries = verified_entries(article_id)
    rewritten = rewrite_chain(entries, removal.redactor)
    newest = max((entry.position for entry in entries if entry.type == EntryType.VERSION), default=0)
    before = removed_from_newest(rewritten, newest)
    return Plan(
        article_id,
        rewritten,
        [act for act in open_acts(article_id) if must_be_cancelled(act, removal, before)],
        removal.rows(article_id),
        removal.kept(entries),
    )


def verified_entries(article_id: int) -> list[Entry]:
    """Return all entries of an article with their texts. Raises Refused for a chain that does not verify."""
    for article, entries in chains([article_id]):
        chain = list(entries)
        _replay, _uid, found = check_chain(article, chain, Totals(), files=False)
        if found:
            message = _("Nothing was redacted: the chain of this article does not verify (%(finding)s).")
            raise Refused(message % {"finding": found[0]}, "chain_does_not_verify")
        return chain
    return []


def must_be_cancelled(act: Act, removal: Removal, before: list[str]) -> bool:
    """Whether an open act holds what is redacted, or ranges in a part that is. before: parts of the newest copy.

    A planned withdrawal, restriction or opening is never cancelled: its text is redacted, and it happens in time.
    """
    if act.kind in (ActKind.WITHDRAWAL, ActKind.RESTRICTION, ActKind.OPENING):
        return False
    if removal.is_held_by(act):
        return True
    if not act.content:
        return False
    content = parse(act.content)
    redactor = removal.redactor
    parts = [found.part.removeprefix("/copy") for found in redactor.copy(content["copy"])]
    remarks = redactor.remarks(remarks_of(content, EntryType.VERSION))
    return bool(parts) or any(remarks) or any(widened_changes(content, before, []))


def redact_article(article_id: int, removal: Removal, reason: Reason) -> Plan | None:
    """Redact one article in one transaction; return what was changed, or None when there was nothing.

    Raises Refused for a chain that does not verify.
    """
    with lock_article(article_id) as article:
        plan = plan_redaction(article_id, removal)
        if not plan:
            return None
        carry_out(article, plan, removal, reason)
    return plan


def carry_out(article: ArticlePage, plan: Plan, removal: Removal, reason: Reason) -> None:
    """Write a redaction. The caller holds the lock on the article and may write the record."""
    for act in plan.acts:
        cancel_act(act)
    entry = write_entry(article, plan, removal, reason) if plan.rewritten else None
    removal.delete_rows_of_files(article.pk)
    plan.rows = removal.rows(article.pk)
    write_changes(plan.rows)
    if entry is not None:
        update_index(article.pk, entry)
    data = {"act": str(entry.act)} if entry else {}
    log(instance=ArticlePage.objects.get(pk=article.pk), action="articles.redact", user=reason.user, data=data)


def write_entry(article: ArticlePage, plan: Plan, removal: Removal, reason: Reason) -> Entry:
    """Replace the texts of the chain and append the entry that records it."""
    publication = Publication.objects.select_related("version").get(article_id=article.pk)
    at = clock.now()
    basis = basis_of(publication, article.pk)
    act = new_act(article, ActKind.REDACTION, Decider(reason.user), basis, uid=publication.uid, at=at)
    check_record_change(RecordChange(EntryType.REDACTION, article, reason.user, publication, act))
    text = addendum_text(plan, reason, at.astimezone(UTC).date().isoformat())
    instruction = instruction_of(act, str(publication.uid), plan, removal, reason)
    instructions.append(instruction)
    store(plan.rewritten)
    entry = append_entry(
        context_of(act, publication.uid, at),
        type=EntryType.REDACTION,
        text=text,
        version=publication.version.number,
        change_class="",
    )
    Addendum(entry=entry, article=article, text=text).save()
    finish_act(act, at)
    transaction.on_commit(partial(finish_redaction, instruction))
    return entry


def addendum_text(plan: Plan, reason: Reason, today: str) -> str:
    """Return the canonical text of a redaction. Raises Refused when it cannot be stored."""
    try:
        return redaction_text(
            cause=reason.cause,
            on=reason.on or today,
            order=reason.order,
            text=reason.text,
            touched=[change.touched for change in plan.rewritten],
        )
    except NotCanonical as error:
        raise Refused(_("The text for readers cannot be stored."), "not_canonical") from error


def instruction_of(act: Act, uid: str, plan: Plan, removal: Removal, reason: Reason) -> Instruction:
    return {
        "format": instructions.FORMAT,
        "id": str(act.pk),
        "state": instructions.PLANNED,
        "article": uid,
        "page": plan.article_id,
        "cause": reason.cause,
        "on": reason.on or act.decided_at.astimezone(UTC).date().isoformat(),
        "order": reason.order,
        "text": reason.text,
        "ignore_case": removal.ignore_case,
        "texts": [
            {
                "position": change.entry.position,
                "parts": change.parts,
                "before": digest(change.before),
                "after": digest(change.after),
                "operations": change.operations,
            }
            for change in plan.rewritten
        ],
        "original": removal.original,
        "files": removal.files(plan.article_id),
        "library": removal.library,
    }


def finish_redaction(instruction: Instruction) -> None:
    """Delete the files of a committed redaction, and state that it is done. Can be repeated."""
    delete_unused(instruction["files"])
    instructions.finish(instruction["id"], instructions.DONE)


def finish_interrupted() -> int:
    """Finish the redactions of processes that were killed; return how many of them had been committed."""
    committed = 0
    for instruction in instructions.read():
        if instruction["state"] != instructions.PLANNED:
            continue
        if Act.objects.filter(pk=instruction["id"], state=ActState.DONE).exists():
            finish_redaction(instruction)
            committed += 1
        else:
            instructions.finish(instruction["id"], instructions.DROPPED)
    return committed


def update_index(article_id: int, entry: Entry) -> None:
    """Write the index again from the redacted chain. Raises Refused, and so rolls back, when that does not verify."""
    rebuilt = Rebuilt()
    rebuild_articles([article_id], rebuilt)
    if rebuilt.skipped:
        message = _("Nothing was redacted: the redacted chain would not verify (%(finding)s).")
        raise Refused(message % {"finding": rebuilt.skipped[0]}, "would_not_verify")
    index.send_recorded(Publication.objects.get(article_id=article_id), [entry])
