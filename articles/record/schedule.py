"""Scheduled acts: decided now, carried out when they are due.

A scheduled publication holds the copy exactly as it will be written, reserves its address, and keeps its pictures where
readers cannot reach them. When it is due and no longer has the basis on which it was decided, nothing is written, and
the act waits for a person.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from articles.models import ArticlePage
from articles.models.people import Actor

from . import clock
from .acts import cancel_act, hand_to_person, open_acts
from .addresses import check_free
from .basis import basis_of, check_basis, publication_of
from .expiry import ExpiryDecision, check_expiry_unchanged, keep_expiry, open_expiry, set_expiry, shown_expiry
from .formats.versions import read_version, version_text
from .freeze import Frozen
from .held_drafts import lock_act, revision_to_publish
from .models import Act, ActKind, ActState, Publication
from .models.acts import ActDecision
from .notes import NoteDraft
from .pending_notes import held_notes, pending_decisions
from .prepare import Prepared, prepare
from .privacy.entries import write_privacy_entry
from .publish import (
    PublishOptions,
    check_publishable,
    finish_publications,
    publication_act,
    version_content,
    write_publication,
)
from .reader_copy import ReaderCopy
from .refusals import Refused
from .transactions import lock_address, lock_article
from .waiting_pictures import keep_pictures, waiting_sources
from .withdraw import write_withdrawal

logger = logging.getLogger(__name__)


def schedule_publication(
    prepared: Prepared, options: PublishOptions, due: datetime, *, expiry: ExpiryDecision | None = None
) -> Act:
    """Schedule what was prepared in this transaction. The caller holds the lock on the article.

    expiry: of the new version, from the time when it is published. Raises Refused when the publication could not be
    carried out now either, AlreadyDecided when the form was sent twice.
    """
    at = clock.now()
    act = publication_act(prepared, options, at)
    lock_address(prepared.site.pk, prepared.path)
    check_free(prepared.article_id, prepared.site, prepared.path)
    check_publishable(prepared, options, act)
    if expiry and expiry.due <= due:
        raise Refused(_("The expiry date is before the time of publication."), "expires_before")
    live = open_expiry(prepared.article_id)
    if live and live.state == ActState.WAITING and live.due and live.due <= due:
        raise Refused(_("The article expires before that time. Change the expiry date first."), "expired_by_then")
    for other in open_acts(prepared.article_id, ActKind.PUBLICATION):
        if not options.cancel_open:
            message = _("A publication of this article is scheduled already. Cancel it, or let this one replace it.")
            raise Refused(message, "already_scheduled")
        cancel_act(other)
    act.state = ActState.WAITING
    act.due, act.zone = due, timezone.get_current_timezone_name()
    act.revision, act.draft = prepared.revision.pk, prepared.revision.content
    act.site, act.path = prepared.site, prepared.path
    act.content = version_text(version_content(prepared, options))
    act.decision = decision_of(prepared, options, expiry)
    keep_pictures(act, prepared.frozen.copy.images(), prepared.frozen.images)
    act.save()
    data = {"due": due.isoformat(), "act": str(act.pk)}
    log(instance=prepared.draft, action="articles.schedule", user=options.user, data=data)
    return act


def decision_of(prepared: Prepared, options: PublishOptions, expiry: ExpiryDecision | None) -> ActDecision:
    chosen_day = prepared.draft.published_on
    return {
        "change_class": options.change_class,
        "summary": options.summary,
        "notes": [{"kind": note.kind, "text": note.text} for note in options.notes],
        "accepted": sorted(options.accepted),
        "imported": options.imported,
        "first_published": chosen_day.isoformat() if chosen_day else "",
        "replaces_expiry": shown_expiry(prepared.article_id),
        "expires": expiry.due.isoformat() if expiry else "",
        "expiry_cause": expiry.cause if expiry else "",
        "expiry_text": expiry.text if expiry else "",
        "pending": pending_decisions(prepared.article_id, prepared.current_number + 1),
    }


def schedule_revision(revision: Revision, due: datetime, *, user: Actor) -> Act:
    """Schedule a first publication that needs no review, for example from a workflow."""
    with lock_article(int(revision.object_id)):
        prepared = prepare(revision, due=due)
        expires = prepared.draft.expire_at
        expiry = ExpiryDecision(expires, "", "") if expires else None
        return schedule_publication(prepared, PublishOptions(user, supersedes=0), due, expiry=expiry)


def carry_out_due() -> list[Act]:
    """Carry out every act that is due, in the order of their times; return those that were carried out.

    An act that cannot be carried out waits for a person, and the next ones go on.
    """
    due = Act.objects.filter(state=ActState.WAITING, due__lte=clock.now()).order_by("due", "decided_at")
    done = []
    for pk in list(due.values_list("pk", flat=True)):
        act = carry_out(pk)
        if act is not None and act.state == ActState.DONE:
            done.append(act)
    return done


def carry_out(pk: Any, *, early: bool = False, user: Actor = None) -> Act | None:
    """Carry out an open act if it is due; return it, or None when it was no longer open or is not due yet.

    early: carry it out before its time, as a person decided (`user`), and also when it waits for a person. What is
    rejected waits for a person, with the reason in `attention`.
    """
    try:
        with lock_act(pk) as (act, article):
            allowed = act.is_open if early else act.state == ActState.WAITING and act.due and act.due <= clock.now()
            if not allowed:
                return None
            if early and act.kind == ActKind.PUBLICATION and not act.content:
                raise Refused(_("It was never reviewed. Review it, or cancel it."), "needs_review")
            WRITERS[act.kind](act, article)
            if early:
                log(instance=article, action="articles.schedule_early", user=user, data={"act": str(act.pk)})
            return act
    except (Act.DoesNotExist, Page.DoesNotExist):
        return None
    except Refused as refusal:
        return attention(pk, str(refusal))
    except Exception:
        logger.exception("Act %s failed", pk)
        return attention(pk, _("It failed because of an error in the software. The server’s log has the details."))


def attention(pk: Any, reason: str) -> Act | None:
    """Let an open act wait for a person, with the reason in the page's history and the server's log.

    Returns None when it was no longer open, or was deleted with its article.
    """
    try:
        return hand_over(pk, reason)
    except (Act.DoesNotExist, Page.DoesNotExist):
        return None


def hand_over(pk: Any, reason: str) -> Act | None:
    with lock_act(pk) as (act, article):
        if not act.is_open:
            return None
        hand_to_person(act, reason)
        if act.kind == ActKind.WITHDRAWAL:
            # Wagtail would unpublish the page although the withdrawal waits for a person.
            Page.objects.filter(pk=article.pk).update(expire_at=None)
        logger.warning("Scheduled act on article %s needs attention: %s", article.pk, reason)
        log(instance=article, action="articles.schedule_refused", user=None, data={"reason": reason})
        return act


def write_scheduled_publication(act: Act, article: ArticlePage) -> None:
    """Write the publication that an act holds. The caller holds the lock and may write the record."""
    decision = act.decision
    publication = publication_of(article.pk)
    check_basis(act.kind, act.basis, basis_of(publication, article.pk))
    expiry = expiry_of(act)
    changes_expiry = expiry is not None or bool(decision.get("replaces_expiry"))
    if expiry and expiry.due <= clock.now():
        raise Refused(_("Its own expiry date has passed, so it was not published."), "expired")
    if changes_expiry:
        check_expiry_unchanged(article.pk, decision.get("replaces_expiry", ""))
    prepared = held(act, article, publication)
    options = PublishOptions(
        user=act.decided_by,
        notes=[NoteDraft(note["kind"], note["text"]) for note in decision.get("notes", [])],
        change_class=decision.get("change_class", ""),
        summary=decision.get("summary", ""),
        imported=decision.get("imported", False),
        basis=act.basis,
        pending=held_notes(act),
    )
    action = PublishPageRevisionAction(prepared.revision, user=act.decided_by)
    written = write_publication(prepared, options, action, act)
    finish_publications([written])
    if changes_expiry:
        set_expiry(article.pk, expiry, user=act.decided_by)
    else:
        keep_expiry(article.pk)


def held(act: Act, article: ArticlePage, publication: Publication | None) -> Prepared:
    """Return what an act holds, in the form in which a publication is written.

    An act from before copies were held has none; its draft is frozen now, as it was decided then.
    """
    revision = revision_to_publish(act, article)
    if not act.content:
        return prepare(revision, accepted=frozenset(act.decision.get("accepted", [])))
    version = read_version(act.content)
    today = clock.now().astimezone(ZoneInfo(act.zone or "UTC")).date().isoformat()
    if publication is None and not act.decision.get("first_published"):
        version["copy"]["first_published"] = today
    if publication is None and version["copy"]["first_published"] > today:
        message = _("The date of first publication is in the future. Leave it empty, or schedule the article.")
        raise Refused(message, "first_published_in_future")
    if act.site is None:
        raise Refused(_("The site of this article was deleted."), "outside_site")
    copy = ReaderCopy(version["copy"])
    before = ReaderCopy.of(publication.version) if publication else None
    frozen = Frozen(copy, {}, [])
    return Prepared(
        revision, revision.as_object(), publication, frozen, act.site, before, waiting_sources(act), held=version
    )


def write_expiry(act: Act, article: ArticlePage) -> None:
    """Write the withdrawal of an article that expires."""
    publication = publication_of(article.pk)
    check_basis(act.kind, act.basis, basis_of(publication, article.pk))
    if publication is not None:
        write_withdrawal(act, article, publication, cancel_open=False)


WRITERS: dict[str, Callable[[Act, ArticlePage], object]] = {
    ActKind.PUBLICATION: write_scheduled_publication,
    ActKind.WITHDRAWAL: write_expiry,
    ActKind.RESTRICTION: write_privacy_entry,
    ActKind.OPENING: write_privacy_entry,
}


def expiry_of(act: Act) -> ExpiryDecision | None:
    """Return the expiry that a scheduled publication sets, or None."""
    decision = act.decision
    if not decision.get("expires"):
        return None
    due = datetime.fromisoformat(decision["expires"])
    return ExpiryDecision(due, decision.get("expiry_cause", ""), decision.get("expiry_text", ""))


def cancel(pk: Any, *, user: Actor) -> Act | None:
    """Cancel an open act; return it, or None when it was no longer open. Raises Refused for a restriction."""
    with lock_act(pk) as (act, article):
        if not act.is_open:
            return None
        if act.kind == ActKind.RESTRICTION:
            message = _("The article is hidden already. To show it to everybody again, open it.")
            raise Refused(message, "already_hidden")
        cancel_act(act)
        if act.kind == ActKind.WITHDRAWAL:
            Page.objects.filter(pk=article.pk).update(expire_at=None)
        log(instance=article, action="articles.schedule_cancel", user=user, data={"act": str(act.pk)})
    return act


def reschedule(pk: Any, due: datetime, *, user: Actor) -> Act | None:
    """Give a waiting act another time; return it, or None when it does not wait any longer.

    Raises Refused for a time in the past, and for one after the publication's own expiry.
    """
    if due <= clock.now():
        raise Refused(_("The time is in the past. Choose a later one."), "in_past")
    with lock_act(pk) as (act, article):
        if act.state != ActState.WAITING or act.kind in (ActKind.RESTRICTION, ActKind.OPENING):
            return None
        expiry = expiry_of(act)
        if expiry and expiry.due <= due:
            raise Refused(_("The expiry date is before the time of publication."), "expires_before")
        act.due, act.zone = due, timezone.get_current_timezone_name()
        act.save()
        if act.kind == ActKind.WITHDRAWAL:
            Page.objects.filter(pk=article.pk).update(expire_at=due)
        data = {"due": due.isoformat(), "act": str(act.pk)}
        log(instance=article, action="articles.schedule", user=user, data=data)
    return act
