"""Restricting a page, opening it and moving it across a restriction, decided by a person or by code with a reason."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.log_actions import log
from wagtail.models import Page, PageViewRestriction

from articles.models.people import Actor

from .. import clock
from ..acts import AlreadyDecided, Decider
from ..models import Act
from ..models.change_classes import PROTECTED_CAUSES, RESTRICTION_CAUSES
from ..refusals import Refused
from ..restrictions import access_key, hide_articles_under, update_flags
from ..transactions import allow_record_writes, lock_restrictions
from ..withdraw import MAX_REASON_LENGTH
from .batches import write_entries_of, write_entries_under
from .found import record_found
from .plans import Plan, plan_move, plan_opening, plan_restriction
from .waiting import cancel_superseded, end_voided, opening_acts, restriction_acts, run_checks

RESTRICTION_TYPES = (PageViewRestriction.LOGIN, PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD)


@dataclass(frozen=True)
class Readers:
    """Who can read a page after its restriction. access: "login", "groups" or "password", with what belongs to it.

    An empty password keeps the one that the page has.
    """

    access: str
    groups: Collection[Group] = ()
    password: str = ""

    def key(self, page: Page) -> str:
        """Return who they are, as `restrictions.access_key` does. A new password lets in other readers."""
        groups = [group.pk for group in self.groups]
        return access_key(self.access, groups, self.password or stored_password(page))


@dataclass(frozen=True)
class Shown:
    """What a person was shown. articles: ids of the articles that are affected; None does not check. cancel: ids of the
    acts to cancel among those that lose their basis; the others wait for a person."""

    articles: Collection[int] | None = None
    cancel: Collection[str] = ()


UNCHECKED = Shown()


def restrict(
    page: Page,
    readers: Readers,
    *,
    cause: str,
    text: str = "",
    user: Actor = None,
    token: str = "",
    shown: Shown = UNCHECKED,
) -> Plan:
    """Make a page and every published article under it private.

    cause: one of RESTRICTION_CAUSES. text: for readers; may be empty for a cause that protects a person or follows from
    the law. Returns what was done. Raises Refused before anything is changed, AlreadyDecided for a second time.
    """
    check_words(cause, text)
    check_readers(page, readers)
    with deciding(page, user, token) as (current, decider, at):
        plan = plan_restriction(current, readers.key(current))
        check_shown(plan, shown)
        hide_articles_under(current)
        cancel_superseded(plan)
        acts = restriction_acts(plan.closing, plan.access, decider, at, cause=cause, text=text.strip())
        store(acts, decider)
        end_voided(plan, shown.cancel, readers.access)
        save_restriction(current, readers, user)
        log(instance=current, action="articles.restrict", user=user, data={"cause": cause, "articles": len(acts)})
    finish(decider)
    return plan


def open_page(page: Page, *, text: str = "", user: Actor = None, token: str = "", shown: Shown = UNCHECKED) -> Plan:
    """Remove the restriction of a page, and show everybody the articles under it that no other restriction hides.

    text: for readers, or empty. Articles that are private by their chain alone, because code removed their restriction,
    are opened too. Raises Refused, for example for a page under another restriction, and AlreadyDecided.
    """
    check_length(text)
    with deciding(page, user, token) as (current, decider, at):
        plan = plan_opening(current)
        if plan.access.outer:
            message = _("A page above this one is private too, so this one would stay private. Open that page first.")
            raise Refused(message, "restricted_above")
        check_shown(plan, shown)
        cancel_superseded(plan)
        store(opening_acts(plan.opening, decider, at, text=text.strip()), decider)
        end_voided(plan, shown.cancel, "")
        for restriction in PageViewRestriction.objects.filter(page=current):
            restriction.delete(user=user)
        update_flags()
        log(instance=current, action="articles.open", user=user, data={"articles": len(plan.opening)})
    finish(decider)
    return plan


def move_page(
    page: Page,
    target: Page,
    *,
    cause: str = "",
    text: str = "",
    user: Actor = None,
    token: str = "",
    shown: Shown = UNCHECKED,
) -> Plan:
    """Move a page to the end of another one's children, which makes the articles under it private or opens them.

    cause, text: as for `restrict` when articles become private; otherwise the text may be empty. Who can read the
    articles afterwards follows from where the target is now, not where it was when it was chosen.
    Raises PermissionDenied when the user may not move it there now, Refused before anything is changed, AlreadyDecided
    for a second time.
    """
    with deciding(page, user, token) as (current, decider, at):
        target = Page.objects.get(pk=target.pk)
        plan = plan_move(current, target)
        check_shown(plan, shown)
        check_slug(current, target)
        if plan.closing:
            check_words(cause, text)
            hide_articles_under(current)
        check_length(text)
        cancel_superseded(plan)
        acts = restriction_acts(plan.closing, plan.access, decider, at, cause=cause, text=text.strip())
        acts += opening_acts(plan.opening, decider, at, text=text.strip())
        store(acts, decider)
        end_voided(plan, shown.cancel, plan.access.outer)
        MovePageAction(current.specific, target, pos="last-child", user=user).execute()
        if plan.closing:
            log(instance=current, action="articles.restrict", user=user, data={"cause": cause, "articles": len(acts)})
        elif plan.opening:
            log(instance=current, action="articles.open", user=user, data={"articles": len(acts)})
    finish(decider)
    return plan


@contextmanager
def deciding(page: Page, user: Actor, token: str) -> Iterator[tuple[Page, Decider, datetime]]:
    """Open the transaction of a decision, with the lock on restrictions; yield the stored page, decider and time.

    What was decided or found before gets its entries first, also what was decided while this waited for the lock.
    Raises AlreadyDecided.
    """
    if token and (act := Act.objects.filter(token=token).first()):
        raise AlreadyDecided(act)
    write_entries_under(page)
    record_found()
    with transaction.atomic():
        lock_restrictions()
        if token and (act := Act.objects.filter(token=token).first()):
            raise AlreadyDecided(act)
        write_entries_under(page)
        with allow_record_writes():
            yield Page.objects.get(pk=page.pk), Decider(user, token, uuid4()), clock.now()


def store(acts: list[Act], decider: Decider) -> None:
    """Store the acts of a decision after the registered checks. Raises Refused."""
    run_checks(acts, decider)
    Act.objects.bulk_create(acts)


def finish(decider: Decider) -> None:
    """Write the entries of a decision whose articles are hidden."""
    if decider.batch is not None:
        write_entries_of(decider.batch)


def save_restriction(page: Page, readers: Readers, user: Actor) -> None:
    """Save the one restriction of a page."""
    existing = list(PageViewRestriction.objects.filter(page=page).order_by("pk"))
    for other in existing[1:]:
        other.delete(user=user)
    restriction = existing[0] if existing else PageViewRestriction(page=page)
    restriction.restriction_type = readers.access
    if readers.access != PageViewRestriction.PASSWORD:
        restriction.password = ""
    elif readers.password:
        restriction.password = readers.password
    restriction.save(user=user)
    restriction.groups.set(readers.groups if readers.access == PageViewRestriction.GROUPS else [])


def check_shown(plan: Plan, shown: Shown) -> None:
    """Raise Refused when other articles are affected than the person was shown."""
    if shown.articles is not None and set(shown.articles) != set(plan.articles):
        message = _("The articles have changed in the meantime: check the list, then send the form again.")
        raise Refused(message, "articles_changed")


def check_slug(page: Page, target: Page) -> None:
    """Raise Refused when a page cannot be moved to another one because of its slug."""
    if not Page._slug_is_available(page.slug, target, page=page):
        message = _("A page with this slug is there already. Change the slug of one of them first.")
        raise Refused(message, "slug_taken")


def check_words(cause: str, text: str) -> None:
    """Raise Refused for an unknown cause, a missing text and one that is too long."""
    if cause not in RESTRICTION_CAUSES:
        raise Refused(_("Choose why this is made private."), "unknown_cause")
    if not text.strip() and cause not in PROTECTED_CAUSES:
        raise Refused(_("Give readers the reason in a sentence."), "no_text")
    check_length(text)


def check_length(text: str) -> None:
    if len(text) > MAX_REASON_LENGTH:
        message = _("The reason has at most %(limit)d characters.")
        raise Refused(message % {"limit": MAX_REASON_LENGTH}, "reason_too_long")


def check_readers(page: Page, readers: Readers) -> None:
    """Raise Refused when the choice of readers is not complete."""
    if readers.access not in RESTRICTION_TYPES:
        raise Refused(_("Choose who can read it then."), "unknown_access")
    if readers.access == PageViewRestriction.GROUPS and not readers.groups:
        raise Refused(_("Choose at least one group."), "no_groups")
    if readers.access == PageViewRestriction.PASSWORD and not readers.password and not has_password(page):
        raise Refused(_("Set a password."), "no_password")


def has_password(page: Page) -> bool:
    return bool(stored_password(page))


def stored_password(page: Page) -> str:
    """Return the password of a page's own restriction as it is stored; empty without one."""
    restrictions = PageViewRestriction.objects.filter(page=page, restriction_type=PageViewRestriction.PASSWORD)
    return restrictions.order_by("pk").values_list("password", flat=True).first() or ""


def groups_of(page: Page) -> Iterable[Group]:
    """Return the groups that the page's own restriction names."""
    return Group.objects.filter(pageviewrestriction__page=page)
